### Signing in and out, and one's own account.

sign-in-title = Sign in
sign-in-welcome = Welcome
sign-in-how = Sign in with your user name or e-mail, and your passphrase.
sign-in-name = User name or e-mail
sign-in-passphrase = Passphrase
sign-in-button = Sign in
sign-in-not = You are not signed in
sign-in-refused = The user name or the passphrase was not right. Perhaps one letter slipped, or the keyboard is on another language or has Caps Lock on. Please try again.
sign-in-lost = I have lost the way in
sign-in-lost-words = Ask your therapist for a one-time sign-in link; if you work in the practice, ask an administrator. Everything you wrote is still there. Have your three recovery words ready if you have them.
sign-in-link-how = With this link you sign in without a passphrase.
sign-in-link-once = The link works once. Right afterwards you choose a new passphrase, within ten minutes.
sign-in-ended = You have been signed out here, because this sign-in was ended. What you had written is kept in this tab until you sign in again.
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
account-passphrase-new = New passphrase
account-passphrase-ends = Changing the passphrase ends your other sign-ins.
account-passphrase-button = Change the passphrase
account-passphrase-choose = Choose a new passphrase
account-passphrase-by-link = You signed in by a link. Until { $time } you can choose a passphrase here without the old one.
account-passphrase-choose-button = Set the passphrase
account-sign-ins = Your sign-ins
account-this-device = This device
account-device-unknown = Unknown device
account-last-seen = Last seen
account-now = now
account-end-one = End it
account-end-others = End all other sign-ins

secret-wait = There were several tries in a row. Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}, then try again.
secret-busy = Many people are signing in right now, and nothing was saved yet. Please press again in a few seconds.

passphrase-hint = Four or five words that only you would put together; at least 15 characters
passphrase-show = Show
passphrase-not-this = This is not your passphrase now. Check the keyboard’s language and Caps Lock, then try again.
passphrase-short = This passphrase is short. Add one or two more words, to at least 15 characters.
passphrase-long = This passphrase is longer than its place. Please shorten it a little.
passphrase-guessable = This one is quickly guessed. Add one or two more words.

step-up-title = Your passphrase, once more
step-up-words = What is here is yours alone. With your passphrase it stays open for ten minutes, in this sign-in only.
step-up-button = Open
step-up-none = You have no passphrase yet. Choose one in your account first; then it opens here.

recovery-title = Recovery words
recovery-for = If you lose your passphrase, these three words show that the account is yours. Without them, a link from your practice lets you in, but what you wrote without your name stays closed.
recovery-account = Three words for the day the passphrase is lost
recovery-wanted-short = Write down your three recovery words
recovery-held-short = Some things are closed until you give your recovery words
recovery-yours = Your three recovery words
recovery-write = They are shown this once. Write them down or print this page, and keep them where only you look.
recovery-confirm = I wrote them down
recovery-make = Make your recovery words
recovery-make-words = You have none yet. You will see three words once.
recovery-again-words = You have not told us that you wrote them down. If you no longer have them, you can get new ones; the earlier ones stop working.
recovery-renew = New recovery words
recovery-renew-words = The earlier ones stop working. We ask for your passphrase first.
recovery-renew-held = New words do not open what is closed. Only the words you had before do.
recovery-show = Show me three words
recovery-held = Some things are closed
recovery-held-words = Someone in your practice made a link for you, and it was used without your recovery words. What was written without a name before that, and groups in other practices, open when you give the words. A group in another practice also opens by a link made there.
recovery-field = Your three recovery words
recovery-field-hint = Separated by spaces, in the same order
recovery-link-hint = If you have them. Without them you come in too, but what you wrote without your name before stays closed, and so do groups in other practices.
recovery-give = Open
recovery-opened = Open again.
recovery-not-these = These are not your recovery words. Check the order and the keyboard’s language, then try again.
recovery-answers-closed = You came in by a link without your recovery words, so we can’t tell whether you answered this session’s questions already. Your mood is saved. Give the words in your account, then send your answers again.
