### The words of inviting and joining.

invitation-open = open
invitation-used = used
invitation-expired = expired
invitation-revoked = revoked

## The page of invitations
invitations-title = Invitations
invitation-fresh = A new invitation is ready
invitation-fresh-once = The link is shown this once
invitation-qr = Invitation code, for a phone’s camera
invitation-card-how = Point your phone’s camera at the code, or open this address:
invitation-link = Link
invitation-copy = Copy
invitation-copied = Copied
invitation-print-hint = When you print this page, only the card is printed, two to a page.
invitation-for = For
invitation-until = Until
invitation-admits-now = anyone who joins by the link is a member at once
invitation-admits-later = Anyone who joins waits for the therapist to admit them.
invitation-members = { $n ->
    [one] A member
   *[other] Members, { $n } seats
}
invitation-facilitators = { $n ->
    [one] A facilitator
   *[other] Facilitators, { $n } seats
}
invitations-all = All invitations
invitations-none = There is no invitation yet. When you make one, you see here how many seats are taken and how long it works.
invitation-taken = { $n ->
    [0] nobody has joined yet
    [one] 1 seat taken
   *[other] { $n } seats taken
}
invitation-until-day = until { $day }
invitation-revoked-on = revoked on { $day }
invitation-expired-on = expired on { $day }
invitation-revoke = Revoke
invitation-revoke-words = The link and the code stop working. Anyone who has joined stays.
invitation-revoke-yes = Revoke it
invitation-new = New invitation
invitation-one-member = A member
invitation-one-facilitator = A facilitator
invitation-seats = How many people
invitation-seats-free = { $n ->
    [0] No seat of the group is free now. Who joins waits for one.
    [one] 1 of the { $of } seats is free. Each person who joins takes one.
   *[other] { $n } of the { $of } seats are free. Each person who joins takes one.
}
invitation-beyond = { $n ->
    [0] This link is for { $seats }, and no seat of the group is free. Who joins waits until a seat is free or you raise the capacity.
    [one] This link is for { $seats }, and 1 seat of the group is free. After that, who joins waits until a seat is free or you raise the capacity.
   *[other] This link is for { $seats }, and { $n } seats of the group are free. After that, who joins waits until a seat is free or you raise the capacity.
}
invitation-days-label = How long it works
invitation-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
invitation-admits = Admit without waiting
invitation-admits-hint = Anyone who has the link becomes a member at once.
invitation-facilitator-alone = A link for a facilitator is for one person.
invitation-facilitator-week = A link for a facilitator works for seven days at the most.
invitation-facilitator-waits = A facilitator’s link is for one person and seven days at the most. Anyone who comes by it waits until you admit them.
invitation-make = Make the invitation

## Joining
join-title = Invitation to { $group }
join-invited = You are invited to
join-therapist = Therapist
join-meets = Meets
join-role = Your role
join-charter = The charter of this group
join-name = What shall we call you?
join-name-hint = A pseudonym is welcome. No e-mail is needed.
join-name-hint-facilitator = The name the group knows you by.
join-email = E-mail, if you like
join-email-hint = You can sign in with it too, unless another account already does. It may stay empty.
join-passphrase = Passphrase
join-passphrase-hint = Four or five words that only you would put together. If you lose it, your therapist can give you a new way in.
join-known = You join with the account you are signed in with now.
join-sees = Who can see what
join-sees-name = Your name here
join-sees-name-who = The group, once you are admitted
join-sees-words = What you write in a session
join-sees-words-who = The group and its leaders, nobody else
join-sees-nameless = An idea without your name
join-sees-nameless-who = Nobody in this practice can see whose it is
join-sees-danger = If a life is in danger, a therapist may have to act.
join-button = Join
join-waits = The therapist then admits you. Until that moment you see nothing of the group, and the group nothing of you.
join-admitted = With this invitation you are admitted at once.
join-queues = As many people as there are free seats wait for one already, and those who came first come first. The therapist admits you when a seat is free for you. Until that moment you see nothing of the group, and the group nothing of you.
join-unchanged = Opening this page has changed nothing; you may simply close it.
join-have-account = I have an account and sign in with it
join-have-account-hint = After signing in, open this same link again.

## Keeping the user name
keep-title = Welcome
keep-sub = This is the name you come back in with. While you are signed in, you find it on your account page too. The three recovery words are shown this once.
keep-name = Your user name
keep-hint = Keep this: take a picture, write it down, or print this page.
keep-admitted = You are a member of { $group } now.
keep-marked = Someone else in the group has the same name. To keep the two of you apart, the group sees yours as { $name }.
keep-queued = Others have waited for a seat in { $group } before you, and those who came first come first. Your request is kept and the therapist sees it; they tell you when a seat is free. Until then you see nothing of the group, and the group nothing of you.
keep-waiting = The therapist has yet to admit you to { $group }. Until that moment you see nothing of the group, and the group nothing of you.
keep-go = I have kept it, go on
keep-lost = If it gets lost, your therapist gives you a new sign-in link. Everything you wrote stays.

## A link that leads nowhere
gone-title = This invitation leads nowhere
gone-words = Its time may be over, its seats may be taken, it may have been revoked, or the address may not be complete. Opening it has changed nothing.
gone-ask = Please ask the person who gave it to you for a new one. If you have joined already, sign in with your user name.
gone-sign-in = Sign in
invitation-seats-range = An invitation can be for 1 to 15 people.

keep-full = All seats of { $group } are taken at the moment. Your request is kept and the therapist sees it; they tell you when a seat is free. Until then you see nothing of the group, and the group nothing of you.
invitation-closed = This group is closed to newcomers and its sessions have begun. Anyone who joins waits, and only the therapist can admit them all the same.

invitation-card-title = An invitation for you
invitation-card-until = It works until { $day }.
invitation-card-for = For:
invitation-cards-each = Print { $n } cards, one for each seat
invitation-card-private = The group’s name and purpose are not on the card.
