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
practice-staff = Staff
practice-conflict = Someone else edited this meanwhile
practice-conflict-words = Both are here and nothing is lost. Keep what you wrote, or make one of the two.
practice-yours = What you wrote
practice-theirs = The settings now
practice-keep-mine = Keep mine
practice-keep-theirs = Keep the settings as they are

help-title = Crisis help
help-sub = If you or someone else is in danger, call now or tell someone near you.
help-none = No practice has written its crisis help here yet. If someone is in danger, call the emergency service where you are, or tell someone near you.
help-visitor = Once you are signed in, you see here what your practice wrote about help. If someone is in danger, call the emergency service where you are, or tell someone near you.
help-care = Hamdel is not monitored.
help-care-words = What you write here may not be read for hours; Hamdel is not emergency care.
help-ways-iran = If a life is in danger, call the emergency service now or go to the nearest hospital. The numbers of the emergency service, the social emergency and the State Welfare Organization’s counselling line are to be found at your neighbourhood health centre, on the Welfare Organization’s website, or from the staff of this practice. Tell someone near you, too.
help-ways-afghanistan = If a life is in danger, go to the nearest hospital now, or tell someone near you. The numbers for urgent help in your city are to be found at your neighbourhood clinic, from the Ministry of Public Health, or from the staff of this practice.
help-ways-elsewhere = If a life is in danger, call the emergency service where you are, or go to the nearest hospital. The numbers of crisis lines are to be found on the health ministry’s website of that country, at your family doctor’s, or from the staff of this practice. Tell someone near you, too.

help-not-alone = You’re not alone.
help-form-sub = Every phone has “I need support now”. It shows what you write here.
help-kept = Saved. Members see it now.
help-numbers = Numbers to call
help-numbers-try = Please try each one yourself.
help-numbers-more = To remove a number, empty its line. When you save, there is room for another.
help-number-name = Name
help-number-number = Number
help-number-hours = When, and who answers
help-number-up = Move up
help-number-up-this = Move “{ $name }” up and save
help-number-none = no number yet
help-number-unlike = Please write a number to call: digits and spaces, with a plus in front for another country.
help-name-missing = Please write whose number this is.
help-note = Note
help-note-hint = What else helps: an address, what to do until someone answers.
help-members-see = What members see
help-members-none = Until then this page has no number to call.
help-members-page = On a phone, a tap on a number calls it.
help-missing = There are no crisis numbers yet
help-missing-words = Members who press “I need support now” find nobody to call. It takes two minutes.
help-missing-ask = Members who press “I need support now” find nobody to call. The practice’s administrator can add numbers.
help-missing-add = Add numbers
help-change = Change
help-close = Close
help-whole = Everything about crisis help

setup-crisis = A crisis number
setup-crisis-hint = Members call it with one tap when they need support. You can add more later; Hamdel brings none.
