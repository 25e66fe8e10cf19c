### Standing in for one session: a colleague takes the place of a therapist or facilitator, in that session alone.

membership-substitute = standing in
substitution-title = Standing in
substitution-short = standing in
substitution-line = In this session { $name } stands in for { $of }.
substitution-line-was = In this session { $name } stood in for { $of }.
substitution-row = { $name } stands in for { $of }
substitution-sees = Anything you show only to your therapist in this session, { $name } can see too, until noon the next day.
substitution-shares = In this session { $name } stands in for { $of }. If you show this, { $name } can see it too, until noon the next day; after that only { $of } can.
substitution-sub = If a therapist or facilitator can’t come to a session, a colleague from the practice can stand in for that session.
substitution-now = Who stands in
substitution-withdraw = Undo
substitution-whose = Who can’t come?
substitution-colleague = Who stands in?
substitution-facilitates = facilitator of this group
substitution-name = Choose a stand-in
substitution-change = See and change
substitution-back = Back
substitution-ask = If you or a facilitator can’t come to this session, a colleague can stand in this once.
substitution-nobody = Nobody in the practice can stand in at this session. New colleagues will appear here; until then, you could move the session.

## What follows
substitution-then = What this means
substitution-then-there = They have that role in this session: they run it, and if they stand in for the therapist they write the closing too.
substitution-then-only = They see nothing else of the group: no other session, no page of a member, none of the therapist’s notes.
substitution-then-notified = Members are told their name, before the session and in it.
substitution-then-until = They have until noon on the day after to write the closing. You can undo this until the session ends.

## It cannot be
substitution-not-now = This session is over or cancelled, so the stand-in can’t be changed.
substitution-no-such-seat = That person is no longer in the group. Please look at the list again.
substitution-taken = Someone has just been chosen to stand in here.
substitution-not-they = This colleague can’t stand in here. Please choose someone else.
substitution-busy = This colleague already stands in for someone else in this session.
substitution-elsewhere = They lead another session at that time.
substitution-despite = Choose them anyway

## To the substitute
substitution-you = In this session you stand in for { $of }
substitution-you-see = This session is open to you until noon on the day after; nothing else of the group is.
substitution-home = You stand in for { $of }
substitution-home-until = Open to you until { $time }.
substitution-home-open = Open the session

## The practice names a substitute, and the notice of it
substitution-self-words = If you stand in yourself, say why and enter your passphrase. The group’s therapist reads the reason; therapist and members are told, even if you undo it.
substitution-self-reason = Why you’re standing in yourself
substitution-self-reason-hint = Only if you choose yourself. Only the group’s therapist reads it.
substitution-self-passphrase = Your passphrase, if you choose yourself
substitution-passphrase-asked = To choose yourself, please enter your passphrase again.
substitution-notice-title = Someone is standing in
substitution-notice-self = On { $time }, { $name }, who works in the practice, chose to stand in for { $of } in this session without being asked by the therapist.
substitution-notice-named = On { $time } the practice chose { $name } to stand in for { $of } in this session.
substitution-notice-back = It was undone on { $time }.
substitution-notice-reason = The reason given:
substitution-notice-read = I’ve read this
