### Signing in and out, and one's own account.

sign-in-title = Sign in
sign-in-welcome = Welcome
sign-in-how = Sign in with your user name or e-mail, and your passphrase.
sign-in-name = User name or e-mail
sign-in-passphrase = Passphrase
sign-in-button = Sign in
sign-in-not = You’re not signed in
sign-in-refused = The user name or passphrase wasn’t right. Check for a typo, the keyboard’s language and Caps Lock, then try again.
sign-in-lost = I can’t get in any more
sign-in-lost-words = Ask your therapist for a one-time sign-in link; if you work in the practice, ask an administrator. Everything you wrote is still there. Have your three recovery words ready if you have them.
sign-in-link-how = With this link you sign in without a passphrase.
sign-in-link-once = The link works once. You then have ten minutes to choose a new passphrase.
sign-in-ended = You’ve been signed out here because this sign-in was ended. What you wrote stays in this tab until you sign in again.
signed-out-title = You’re signed out
signed-out-words = Nothing of Hamdel is open in this browser any more. Hamdel doesn’t erase your browser history. Come back any time.

account-title = Your account
account-kept = Saved.
account-who = You
account-name = Name
account-user-name = User name
account-email = E-mail
account-user-name-words = Keep your user name somewhere: you sign in with it and your passphrase.
account-reading = Language and calendar
account-zone-hint = Days and times are shown in this city’s time.
account-passphrase = Change the passphrase
account-passphrase-now = Current passphrase
account-passphrase-new = New passphrase
account-passphrase-ends = Changing your passphrase ends your other sign-ins.
account-passphrase-button = Change the passphrase
account-passphrase-choose = Choose a new passphrase
account-passphrase-by-link = You signed in with a link. Until { $time } you can choose a passphrase here without the old one.
account-passphrase-choose-button = Set the passphrase
account-sign-ins = Your sign-ins
account-this-device = This device
account-device-unknown = Unknown device
account-last-seen = Last seen
account-now = now
account-end-one = End this sign-in
account-end-others = End all other sign-ins

secret-wait = Several tries in a row. Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}, then try again.
secret-busy = Many people are signing in right now, so nothing was saved yet. Please press again in a few seconds.

passphrase-hint = Four or five words that only you would put together; at least 15 characters
passphrase-show = Show
passphrase-not-this = That isn’t your current passphrase. Check the keyboard’s language and Caps Lock, then try again.
passphrase-short = This passphrase is too short. Add a word or two, to at least 15 characters.
passphrase-long = This passphrase is too long. Please shorten it a little.
passphrase-guessable = This one is easy to guess. Add one or two more words.

step-up-title = Your passphrase again
step-up-words = This is yours alone. With your passphrase it stays open for ten minutes, in this sign-in only.
step-up-button = Open
step-up-none = You don’t have a passphrase yet. Set one in your account first; then you can open this.

recovery-title = Recovery words
recovery-for = If you lose your passphrase, these three words show that the account is yours. Without them, a link from your practice still lets you in, but what you wrote without your name stays closed.
recovery-account = Three words in case you lose your passphrase
recovery-wanted-short = Write down your three recovery words
recovery-held-short = Some things are closed until you give your recovery words
recovery-yours = Your three recovery words
recovery-write = They’re shown only this once. Write them down or print this page, and keep them where only you look.
recovery-confirm = I wrote them down
recovery-make = Get your recovery words
recovery-make-words = You don’t have any yet. You’ll see three words, once.
recovery-again-words = You haven’t told us you wrote them down. If you no longer have them, you can get new ones; the earlier ones stop working.
recovery-renew = New recovery words
recovery-renew-words = The earlier ones stop working. We ask for your passphrase first.
recovery-renew-held = New words don’t open what is closed. Only the words you had before do.
recovery-show = Show me three words
recovery-held = Some things are closed
recovery-held-words = Someone in your practice made a link for you, and it was used without your recovery words. Give the words to open what you wrote without a name before that, and your groups in other practices. A group in another practice also opens with a link made there.
recovery-field = Your three recovery words
recovery-field-hint = Separated by spaces, in the same order
recovery-link-hint = If you have them. You can come in without them too, but what you wrote without your name before stays closed, and so do groups in other practices.
recovery-give = Open
recovery-opened = Open again.
recovery-not-these = These aren’t your recovery words. Check the order and the keyboard’s language, then try again.
recovery-answers-closed = You signed in with a link and without your recovery words, so we can’t tell whether you’ve already answered this session’s questions. Your mood is saved. Enter the words in your account, then send your answers again.
