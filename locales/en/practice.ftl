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
practice-conflict = Someone else edited this meanwhile
practice-conflict-words = Both are here and nothing is lost. Keep what you wrote, or make one of the two.
practice-yours = What you wrote
practice-theirs = The settings now
practice-keep-mine = Keep mine
practice-keep-theirs = Keep the settings as they are

help-title = Crisis help
help-sub = If you or someone else is in danger, ask someone for help right now.
help-none = No practice has written its crisis help here yet. If someone is in danger, call the emergency service where you are, or tell someone near you.
help-visitor = Once you are signed in, you see here what your practice wrote about help. If someone is in danger, call the emergency service where you are, or tell someone near you.
help-care = Hamdel is not monitored.
help-care-words = What you write here may not be read for hours; Hamdel is not emergency care.
practice-help-until = Until you write your own, members read this:
help-ways-iran = If a life is in danger, call the emergency service now or go to the nearest hospital. The numbers of the emergency service, the social emergency and the State Welfare Organization’s counselling line are to be found at your neighbourhood health centre, on the Welfare Organization’s website, or from the staff of this practice. Tell someone near you, too.
help-ways-afghanistan = If a life is in danger, go to the nearest hospital now, or tell someone near you. The numbers for urgent help in your city are to be found at your neighbourhood clinic, from the Ministry of Public Health, or from the staff of this practice.
help-ways-elsewhere = If a life is in danger, call the emergency service where you are, or go to the nearest hospital. The numbers of crisis lines are to be found on the health ministry’s website of that country, at your family doctor’s, or from the staff of this practice. Tell someone near you, too.
