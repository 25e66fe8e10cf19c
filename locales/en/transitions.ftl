### Arrivals and farewells: a member’s place in a group, farewells, the end of a group.

group-closed-begun = This group is closed to new people and its sessions have started. To let someone in anyway, admit them from the members’ page.
membership-not-theirs = Someone else has to do this.
membership-the-therapist = A group always needs a therapist. Hand it over to a colleague first.
problem-closed = This group has ended
problem-closed-words = You can still read everything; nothing new can be added.

## In the list of members
members-closed-words = This group is closed to new people and its sessions have started. You can still let someone in.
members-admit-all = Admit all { $n }
members-admit-all-words = { $n ->
    [0] All seats are taken.
    [one] 1 seat free. We admit in order of joining; the rest stay on the list.
   *[other] { $n } seats free. We admit in order of joining; the rest stay on the list.
}
members-did-not-fit = We admitted as many as there were seats. The rest stay on the list: all seats are taken.

## What the group sees
transition-title = Arrivals and farewells
transition-arrives = { $name } joins us in session { $n }.
transition-arrives-new = Someone new joins us in session { $n }.
transition-goes = { $name } says goodbye in session { $n }.
transition-goes-nameless = One of us says goodbye in session { $n }.
transition-ends = Session { $n } is this group’s last.
transition-arrives-today = Today { $name } joins us.
transition-arrives-new-today = Today someone new joins us.
transition-goes-today = Today { $name } says goodbye.
transition-goes-nameless-today = Today one of us says goodbye.
transition-ends-today = Today is this group’s last session.
transition-in-session = Session { $n }
transition-not-ahead = This session isn’t ahead any more. Please choose another.
transition-withdraw = Take it back
transition-goes-words = The group sees this on their home pages. Their seat stays open until noon on the day after that session, so they can say how they are as they leave.
transition-arrives-words = The group sees this on their home pages, and when that session opens.
transition-missed = That session has passed
transition-missed-words = They missed their goodbye, or the session wasn’t held. Nothing has changed by itself; choose another session, or talk to them.

## My place in the group
own-title = My place in the group
own-active = You have a place in the group
own-active-words = You can leave any time, or ask the therapist to pause for a while.
own-waiting = You’re waiting to join
own-paused = Your seat is kept
own-paused-words = While you’re paused you see nothing of the sessions, and the group doesn’t wait for you. When you’re ready, tell the therapist.
own-graduated = You’ve finished
own-graduated-words = What you made together stays. From here you go your own way.
own-left = You’ve left
own-left-words = Leaving is a decision too, and nobody here asks for a reason.
own-removed = You’re no longer in this group
own-removed-words = The therapist has ended your place in this group. If you don’t know why, you can ask.
own-ended = This group has ended
own-ended-words = You can still read the charter and the closings here.
own-stays = What stays
own-stays-words = What you wrote is yours, and stays sealed under your own key.
own-stays-account = Your account stays.
own-stays-promise = The group’s promise stays too: nobody takes your name or words outside, and you don’t take theirs.
own-stays-back = If you want to come back one day, ask for a new invitation.
own-goodbye = In this session you say goodbye
own-goodbye-in = You say goodbye in session { $n }.
own-arrival = Session { $n } is your first. The group knows you’re coming.
own-goodbye-words = The group knows. Your seat stays open until noon the next day, so you can say how you are as you leave and read the closing.
own-goodbye-missed = Your goodbye session has passed
own-goodbye-missed-words = Nothing has changed. You can stay, choose another session, or leave without one.
own-stay = I’m staying
own-history = From the start until today

## Leaving
leaving-title = Leaving the group
leaving-sub = You don’t need a reason, and you can come back with a new invitation.
leaving-waiting = I don’t want to wait any more
leaving-waiting-sub = Your request is taken back. If you want to join one day, ask for a new invitation.
leaving-waiting-yes = Take my request back
leaving-gone = You’re already no longer in this group.
leaving-when = When?
leaving-when-missing = Please choose one.
leaving-session-words = Saying goodbye in a session is good for you and the group, but you don’t have to.
leaving-now = Now, without a goodbye
leaving-now-words = From then on you see nothing of the group.
leaving-reason = A message to the therapist
leaving-reason-hint = Only you and the group’s therapist can read it.
word-to-group = A message to the group
word-to-group-label = What you’d like to say to the group
word-to-group-hint = A few sentences are enough. Until your goodbye session only you and the therapist can read it.
word-shown = Show it on everyone’s screen at the end of that session
word-shown-hint = If not, the therapist can read it out.
word-yours = Your message to the group
word-therapist-shown = It appears on the members’ screens at the end of the goodbye session.
word-therapist-read = If they’d like that, you can read it out to the group.
word-is-shown = appears on the screens
word-is-read = you can read it out
leaving-then = What happens next
leaving-then-see = You no longer see the group’s pages and sessions. To keep a closing, print it before you leave.
leaving-then-keep = Your account and what you wrote stay.
leaving-then-notified = If you say goodbye in a session, the group knows beforehand. If you leave now, the therapist tells the group.
leaving-then-read = The therapist keeps your message to the group, even if you leave now.
leaving-then-back = You can come back with a new invitation.
leaving-yes = Leave the group
leaving-not = Not yet
leaving-help = If you’re in a very bad way:

## A member’s page, for those who lead
member-title = A member
member-history = From the start until today
member-by = by { $name }
member-by-own = by themselves
member-reasons = Only you see the reasons, and each person sees what they wrote about their own leaving.
member-reasons-therapist = Only the therapist can see the reasons.
member-back = Back
arrival-title = Announce that they’re coming
arrival-words = The group sees on their home pages from which session on they come.
arrival-words-waiting = The group sees on their home pages that someone new is coming; without a name until you admit them.
arrival-session = Which session
arrival-button = Announce it
pause-title = Pause
pause-words = They stay away for a while and see nothing of the sessions. Their seat is kept, and the charter doesn’t wait for them.
pause-button = Pause membership
pause-yes = Start the pause
return-title = Back from the pause
return-words = Their seat was kept, and they’re a member again at once.
return-button = End the pause
farewell-title = Farewell
farewell-words = When someone finishes, the group knows beforehand and there’s a session to say goodbye in. Leaving is the member’s own decision.
graduation-title = Finishing
graduation-sub = They’ve reached something they came for. It’s good to talk to them about it first.
graduation-now = Now, without a goodbye session
graduation-now-words = From then on they see nothing of the group.
graduation-reason = A note on this decision
graduation-reason-hint = Only the group’s therapist reads it.
graduation-yes = Mark as finished
graduation-then-notified = The group sees that they’re saying goodbye: on their home pages, and as that session opens and closes.
graduation-then-word = They can write a message to the group, for you to read out or for the screens.
graduation-then-noon = Their place ends at noon the next day, if they came to that session. If they didn’t, nothing changes.
graduation-then-keep = What they wrote is still theirs.
leaves-button = They’ve said they’re leaving
leaves-words = This member has no phone. Enter here what they said; from now on they’re no longer a member.
leaves-yes = They’ve left

## The end of a group
ending-title = Ending the group
ending-sub = A planned ending is part of the group’s work.
ending-last = The last session
ending-last-words = Members see it on their home pages, and each can write a message to the group.
ending-last-button = Make this the last session
ending-planned-words = The members know. After that session and its closing, end the group here.
ending-now = End the group
ending-now-words = After the last session. Everything can still be read; nothing new is added.
ending-now-button = End the group
ending-now-sure = Sessions ahead are cancelled, invitations stop working, and people on the list no longer wait. You can still write closings afterwards.
ending-now-yes = Yes, end it
ending-live = A session is running. End it first.
ending-ended = This group ended on { $day }
ending-ended-words = Members can still read the charter and the closings. You can still write closings and your notes.
ending-reopen = Reopen it
ending-reopen-words = The group works again. Sessions that were cancelled when it ended stay cancelled.
ending-reopen-yes = Reopen it
ending-words = Messages to the group
ending-words-none = When a member writes a goodbye message, you can read it here.
ending-then-read = The members’ home pages say that the group has ended, and they can still read.
ending-then-closing = You can still write the closing of the last session and your notes.
ending-then-nothing = Nothing is deleted.
home-group-ended = This group ended on { $day }. It was good that you were there. You can still read the charter and the closings.
home-group-read = You can still read everything. Nothing new is added.

## Handing a group over
handover-title = Hand the group over
handover-sub = From then on your colleague leads this group. It always has exactly one therapist.
handover-none = No other therapist in this practice can lead the group.
handover-who = Who takes over
handover-stays = I stay as a facilitator of this group
handover-stays-hint = If not, you’re no longer in this group.
handover-yes = Hand it over
handover-then-lead = From then on they lead sessions, write closings and admit members.
handover-then-notes = Your private notes stay yours. They can’t see them.
handover-then-promised = What members have shown only to you until now (whose a concern without a name is, moods, answers, wishes for a word) stays with you: your colleague doesn’t see it. If you leave the group, nobody does, unless a member shows it to them. Members read this on their home page. Answer open wishes for a word first.
handover-then-notified = Better tell the group beforehand.
