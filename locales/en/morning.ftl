### The morning mail.

morning-title = Morning mail
morning-sub = A short mail on mornings when something waits for you: someone to let in, someone who’d like a word, an unsent closing.
morning-open = Set it up
morning-asks = Send me a morning mail
morning-to = to
morning-hint = It says how many things wait. No names, no groups. Nothing comes when nothing waits.
morning-mail-off = This practice doesn’t send e-mail now. Your choice is kept.
morning-no-address = Your account has no e-mail address, so nothing can be sent.
mail-morning-subject = Something waits in Hamdel
mail-morning = { $n ->
    [one] One thing waits for you.
   *[other] { $n } things wait for you.
}
mail-morning-off = You asked for this mail. You can stop it in your account.
