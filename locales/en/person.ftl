### Signing in and out, and one's own account.

sign-in-title = Sign in
sign-in-welcome = Welcome
sign-in-how = Sign in with your user name or e-mail, and your passphrase.
sign-in-name = User name or e-mail
sign-in-passphrase = Passphrase
sign-in-button = Sign in
sign-in-not = You are not signed in
sign-in-refused = The user name or the passphrase was not right. Perhaps one letter slipped. Please try again.
sign-in-lost = I have lost the way in
sign-in-lost-words = Ask your therapist for a one-time sign-in link. Everything you wrote is still there.
sign-in-link-how = With this link you sign in without a passphrase.
sign-in-link-once = The link works once. Afterwards you can choose a new passphrase in your account.
signed-out-title = You are signed out
signed-out-words = Nothing of Hamdel is left open in this browser. Hamdel does not erase the browser’s history. Come back whenever you like.

account-title = Your account
account-kept = Saved.
account-who = You
account-name = Name
account-user-name = User name
account-email = E-mail
account-user-name-words = Keep the user name somewhere: with it and your passphrase you sign in.
account-reading = Language and calendar
account-zone-hint = Days and times are shown by this city’s clock.
account-passphrase = Change the passphrase
account-passphrase-now = Your passphrase now
account-passphrase-now-hint = Leave it empty if you have had none so far.
account-passphrase-new = New passphrase
account-passphrase-ends = Changing the passphrase ends your other sign-ins.
account-passphrase-button = Change the passphrase
account-sign-ins = Your sign-ins
account-this-device = This device
account-device-unknown = Unknown device
account-last-seen = Last seen
account-now = now
account-end-one = End it
account-end-others = End all other sign-ins

passphrase-hint = Four or five words that only you would put together; at least 15 characters
passphrase-not-this = This is not your passphrase now. Please try again.
passphrase-short = This passphrase is short. Add one or two more words, to at least 15 characters.
passphrase-long = This passphrase is longer than its place. Please shorten it a little.
passphrase-guessable = This one is quickly guessed. Add one or two more words.

step-up-title = Your passphrase, once more
step-up-words = What is here is yours alone. With your passphrase it stays open for ten minutes, in this sign-in only.
step-up-button = Open
step-up-none = You have no passphrase yet. Choose one in your account first; then it opens here.
