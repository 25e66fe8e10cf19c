### Standing in for one session: a colleague takes the place of a therapist or facilitator, in that session alone.

membership-substitute = standing in
substitution-title = Standing in
substitution-short = standing in
substitution-line = In this session { $name } stands in for { $of }.
substitution-line-was = In this session { $name } stood in for { $of }.
substitution-row = { $name } stands in for { $of }
substitution-sees = Whatever you show only to your therapist in this session, { $name } can see too, until noon of the next day.
substitution-shares = In this session { $name } stands in for { $of }. If you show this, { $name } can see it too, until noon of the next day; after that only { $of }.
substitution-sub = When a therapist or facilitator cannot come to one session, a colleague of the practice can take their place this once.
substitution-now = Who stands in
substitution-withdraw = Take back
substitution-whose = Who cannot come?
substitution-colleague = Who takes their place?
substitution-facilitates = facilitator of this group
substitution-name = Name someone
substitution-change = See and change
substitution-back = Back
substitution-ask = If you or a facilitator cannot come to this session, a colleague can take your place this once.
substitution-nobody = Nobody in the practice could stand in at this session just now. Anyone who joins the practice will appear here; until then, the session could be moved.

## What follows
substitution-then = What follows
substitution-then-there = In this session they have that role: they run it, and the person who stands in for the therapist writes the closing too.
substitution-then-only = They see nothing else of the group: no other session, no page of a member, none of the therapist’s notes.
substitution-then-notified = Members are told by name, ahead of the session and in it.
substitution-then-until = They have until noon of the day after to write the closing. Until the session ends they can be taken back.

## It cannot be
substitution-not-now = This session is over or was cancelled. Nobody can be named or taken back for it.
substitution-no-such-seat = That seat is no longer in the group. Please look at the list as it is now.
substitution-taken = Someone was named for this seat meanwhile.
substitution-not-they = This colleague cannot take their place. Please choose someone else.
substitution-busy = This colleague stands in for someone else in this session.
substitution-elsewhere = They lead another session at that time.
substitution-despite = Name them all the same

## To the substitute
substitution-you = In this session you stand in for { $of }
substitution-you-see = This session and what belongs to it is open to you until noon of the day after; nothing else of the group is.
substitution-home = You stand in for { $of }
substitution-home-until = Open to you until { $time }.
substitution-home-open = Open the session

## The practice names a substitute, and the notice of it
substitution-self-words = If you take the place yourself, say why and give your passphrase. The group’s therapist reads the reason; therapist and members are told, also if you take it back.
substitution-self-reason = Why you take the place yourself
substitution-self-reason-hint = Only if you name yourself. Only the group’s therapist reads it.
substitution-self-passphrase = Your passphrase, if you name yourself
substitution-passphrase-asked = To name yourself, please give your passphrase once more.
substitution-notice-title = Someone was named to stand in
substitution-notice-self = { $name } works in the practice, and took the place of { $of } in this session on { $time }, without being asked by the therapist.
substitution-notice-named = The practice named { $name } to stand in for { $of } in this session on { $time }.
substitution-notice-back = It was taken back on { $time }.
substitution-notice-reason = The reason that was given:
substitution-notice-read = I have read this
