### The words of inviting and joining.

invitation-open = open
invitation-used = used
invitation-expired = expired
invitation-revoked = revoked

## The page of invitations
invitations-title = Invitations
invitation-fresh = A new invitation is ready
invitation-fresh-once = The link is shown only once
invitation-qr = Invitation code, for a phone’s camera
invitation-card-how = Scan the code with your phone’s camera, or open this address:
invitation-link = Link
invitation-copy = Copy
invitation-copied = Copied
invitation-print-hint = If you print this page, only the card is printed, two to a page.
invitation-for = For
invitation-until = Until
invitation-admits-now = people who join with this link become members at once
invitation-admits-later = People who join wait for you to let them in.
invitation-members = { $n ->
    [one] A member
   *[other] Members, { $n } seats
}
invitation-facilitators = { $n ->
    [one] A facilitator
   *[other] Facilitators, { $n } seats
}
invitations-all = All invitations
invitations-none = No invitation yet. Once you make one, you see here how many seats are taken and how long it works.
invitation-taken = { $n ->
    [0] nobody has joined yet
    [one] 1 seat taken
   *[other] { $n } seats taken
}
invitation-until-day = until { $day }
invitation-revoked-on = revoked on { $day }
invitation-expired-on = expired on { $day }
invitation-revoke = Revoke
invitation-revoke-words = The link and the code stop working. People who have joined stay.
invitation-revoke-yes = Revoke it
invitation-new = New invitation
invitation-one-member = A member
invitation-one-facilitator = A facilitator
invitation-seats = How many people
invitation-seats-free = { $n ->
    [0] No seats are free now. People who join wait for one.
    [one] 1 of the { $of } seats is free. Each person who joins takes one.
   *[other] { $n } of the { $of } seats are free. Each person who joins takes one.
}
invitation-beyond = { $n ->
    [0] This link is for { $seats }, and no seats are free. People who join wait for a seat, or until you raise the capacity.
    [one] This link is for { $seats }, and 1 seat is free. After that, people wait for a seat, or until you raise the capacity.
   *[other] This link is for { $seats }, and { $n } seats are free. After that, people wait for a seat, or until you raise the capacity.
}
invitation-days-label = How long it works
invitation-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
invitation-admits = Let people in without approval
invitation-admits-hint = People with the link become members at once.
invitation-facilitator-alone = A link for a facilitator is for one person.
invitation-facilitator-week = A link for a facilitator works for at most seven days.
invitation-facilitator-waits = A facilitator’s link is for one person and at most seven days. They wait for you to let them in.
invitation-make = Make the invitation

## Joining
join-title = Invitation to { $group }
join-invited = You are invited to
join-therapist = Therapist
join-meets = Meets
join-role = Your role
join-charter = The charter of this group
join-name = What should we call you?
join-name-hint = You can use a made-up name. You don’t need an e-mail address.
join-name-hint-facilitator = The name the group knows you by.
join-email = E-mail, if you like
join-email-hint = You can sign in with it too, unless another account already does. You can leave it empty.
join-passphrase = Passphrase
join-passphrase-hint = Four or five words that only you would put together. If you lose it, your therapist can give you a new way in.
join-known = You’re joining with the account you’re signed in with.
join-sees = Who sees what
join-sees-name = Your name here
join-sees-name-who = The group, once you are admitted
join-sees-words = What you write in a session
join-sees-words-who = The group, its therapist and facilitator, nobody else
join-sees-nameless = An idea without your name
join-sees-nameless-who = Nobody in this practice can see whose it is
join-sees-danger = If a life is in danger, the therapist may have to act.
join-button = Join
join-waits = The therapist then lets you in. Until then you see nothing of the group, and the group sees nothing of you.
join-admitted = With this invitation you become a member at once.
join-queues = All free seats already have people waiting, and we admit in order of joining. The therapist lets you in when there’s a seat for you. Until then you see nothing of the group, and the group sees nothing of you.
join-unchanged = Opening this page hasn’t changed anything; you can just close it.
join-have-account = I already have an account
join-have-account-hint = After signing in, open this same link again.

## Keeping the user name
keep-title = Welcome
keep-sub = You sign back in with this name. While you’re signed in, it’s on your account page too. The three recovery words are shown only this once.
keep-name = Your user name
keep-hint = Keep this: take a picture, write it down, or print this page.
keep-admitted = You’re now a member of { $group }.
keep-marked = Someone else in the group has the same name. To keep the two of you apart, the group sees yours as { $name }.
keep-queued = Others are waiting for a seat in { $group } before you; we admit in order of joining. The therapist sees your request and tells you when there’s a seat. Until then you see nothing of the group, and the group sees nothing of you.
keep-waiting = The therapist still has to let you into { $group }. Until then you see nothing of the group, and the group sees nothing of you.
keep-go = I’ve kept it, continue
keep-lost = If you lose it, your therapist can give you a new sign-in link. Everything you wrote stays.

## A link that leads nowhere
gone-title = This invitation doesn’t work
gone-words = It may have expired or been revoked, its seats may be taken, or the address may be incomplete. Opening it hasn’t changed anything.
gone-ask = Please ask the person who gave it to you for a new one. If you’ve already joined, sign in with your user name.
gone-sign-in = Sign in
invitation-seats-range = An invitation can be for 1 to 15 people.

keep-full = All seats of { $group } are taken now. The therapist sees your request and tells you when there’s a seat. Until then you see nothing of the group, and the group sees nothing of you.
invitation-closed = This group is closed to new people and its sessions have started. People who join wait; only the therapist can still let them in.

invitation-card-title = An invitation for you
invitation-card-until = It works until { $day }.
invitation-card-for = For:
invitation-cards-each = Print { $n } cards, one for each seat
invitation-card-private = The group’s name and purpose aren’t on the card.
