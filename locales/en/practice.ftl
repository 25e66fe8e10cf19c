### A practice: setting it up, its settings and its crisis help.

staff-administrator = Administrator
staff-therapist = Therapist
staff-facilitator = Facilitator
staff-secretary = Secretary

setup-title = Set up the practice
setup-over = First start
setup-heading = Set up your practice
setup-sub = A few short questions. All of it can be changed later.
setup-practice = The practice
setup-you = You
setup-name = Your name
setup-email = E-mail
setup-email-hint = To sign in with, besides the user name
setup-passphrase = Passphrase
setup-button = Set up the practice
setup-once = This link works once and then closes.

practice-title = Practice
practice-kept = The practice’s settings are saved.
practice-settings = Settings
practice-name = Practice name
practice-name-hint = As it should stand on invitations
practice-crisis-help = Crisis help
practice-crisis-help-hint = What to do when someone is in danger: numbers, places, and who answers when. Every group of the practice sees it. Please try the numbers yourself; Hamdel brings none.
practice-crisis-help-none = Nothing is written yet.
practice-staff = Staff
practice-conflict = Somebody else edited this meanwhile
practice-conflict-words = Both are here and nothing is lost. Keep what you wrote, or make one of the two.
practice-yours = What you wrote
practice-theirs = The settings now
practice-keep-mine = Keep mine
practice-keep-theirs = Keep the settings as they are

help-title = Crisis help
help-sub = If you or someone else is in danger, ask somebody for help right now.
help-none = No practice has written its crisis help here yet. If someone is in danger, call the emergency service where you are, or tell somebody near you.
help-visitor = Once you are signed in, you see here what your practice wrote about help. If someone is in danger, call the emergency service where you are, or tell somebody near you.
help-care = Hamdel is not monitored.
help-care-words = What you write here may not be read for hours; Hamdel is not emergency care.
