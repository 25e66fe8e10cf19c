### A practice: setting it up, its settings and its crisis help.

staff-administrator = Administrator
staff-therapist = Therapist
staff-facilitator = Facilitator
staff-secretary = Secretary

setup-title = Set up the practice
setup-over = First start
setup-heading = Set up your practice
setup-sub = A few short questions. You can change everything later.
setup-practice = The practice
setup-you = You
setup-name = Your name
setup-email = E-mail
setup-email-hint = To sign in with, as well as the user name
setup-passphrase = Passphrase
setup-button = Set up the practice
setup-once = This link works only once.

practice-title = Practice
practice-kept = The practice’s settings are saved.
practice-settings = Settings
practice-name = Practice name
practice-name-hint = As it appears on invitations
practice-crisis-help = Crisis help
practice-crisis-help-hint = What to do when someone is in danger: numbers, places, and who answers when. Every group of the practice sees it. Please try the numbers yourself; Hamdel doesn’t bring any.
practice-crisis-help-none = Nothing written yet.
practice-staff = Staff
practice-conflict = Someone else edited this in the meantime
practice-conflict-words = Both are here and nothing is lost. Keep your text, or combine the two.
practice-yours = What you wrote
practice-theirs = Current settings
practice-keep-mine = Keep mine
practice-keep-theirs = Keep the current settings

help-title = Crisis help
help-sub = If you or someone else is in danger, ask someone for help right now.
help-none = Your practice hasn’t written its crisis help here yet. If someone is in danger, call the emergency service where you are, or tell someone near you.
help-visitor = Once you’re signed in, you see your practice’s crisis help here. If someone is in danger, call the emergency service where you are, or tell someone near you.
help-care = Hamdel isn’t monitored.
help-care-words = It may take hours until what you write here is read. Hamdel isn’t an emergency service.
practice-help-until = Until you write your own, members see this:
help-ways-iran = If a life is in danger, call the emergency service now or go to the nearest hospital. Find the numbers of the emergency service, the social emergency and the State Welfare Organization’s counselling line at your neighbourhood health centre, on the Welfare Organization’s website, or from the staff of this practice. Tell someone near you, too.
help-ways-afghanistan = If a life is in danger, go to the nearest hospital now, or tell someone near you. Find the numbers for urgent help in your city at your neighbourhood clinic, from the Ministry of Public Health, or from the staff of this practice.
help-ways-elsewhere = If a life is in danger, call the emergency service where you are, or go to the nearest hospital. Find crisis lines on your health ministry’s website, through your family doctor, or from the staff of this practice. Tell someone near you, too.
