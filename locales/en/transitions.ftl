### Arrivals and farewells: a member’s place in a group, farewells, the end of a group.

group-closed-begun = This group is closed to newcomers and its sessions have begun. If someone may come all the same, admit them from the list of members.
membership-not-theirs = This is for another hand to do.
membership-the-therapist = A group is not left without its therapist. Hand it over to a colleague first.
problem-closed = This group has ended
problem-closed-words = Everything is still here and can be read; nothing new is added to it.

## In the list of members
members-closed-words = This group is closed to newcomers and its sessions have begun. If you admit someone all the same, they come in.
members-admit-all = Admit all { $n }
members-admit-all-words = { $n ->
    [0] All seats of the group are taken.
    [one] 1 seat is free. Those who joined first come first, and anyone who does not fit goes on waiting.
   *[other] { $n } seats are free. Those who joined first come first, and anyone who does not fit goes on waiting.
}
members-did-not-fit = They were admitted as far as there were seats. Those who are still here go on waiting: all seats are taken.

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
transition-ends-today = Today this group sits together for the last time.
transition-in-session = Session { $n }
transition-not-ahead = This session is no longer ahead. Please choose another.
transition-withdraw = Take it off the plan
transition-goes-words = The group sees this on their homes. Their seat stays open until noon of the day after that session, so that they can say how they went.
transition-arrives-words = The group sees this on their homes, and when that session opens.
transition-missed = That session has passed
transition-missed-words = They were not there for their goodbye, or the session was not held. Nothing has changed by itself; choose another session, or speak with them.

## My place in the group
own-title = My place in the group
own-active = You have your place in the group
own-active-words = You can leave whenever you want, or ask the therapist to pause for a while.
own-waiting = You wait to be admitted
own-paused = Your seat is kept
own-paused-words = While you pause you see nothing of the sessions, and the group does not wait for you. When you are ready, tell the therapist.
own-graduated = You have finished
own-graduated-words = What you made together stays. From here on the way is your own.
own-left = You have left
own-left-words = To leave is a decision too, and nobody here asks for a reason.
own-removed = You are no longer in this group
own-removed-words = The therapist has ended your place in this group. If you do not know why, you may ask.
own-ended = This group has ended
own-ended-words = The charter and the closings are still here for you to read.
own-stays = What stays
own-stays-words = What you wrote is yours, and stays sealed under a key of your own.
own-stays-account = Your account stays.
own-stays-promise = The group’s promise stays too: nobody carries your name or your words outside, nor you theirs.
own-stays-back = If you want to come back one day, a new invitation leads in.
own-goodbye = In this session you say goodbye
own-goodbye-in = You say goodbye in session { $n }.
own-arrival = Session { $n } is your first. The group knows that you are coming.
own-goodbye-words = The group knows. Your seat stays open until noon of the next day, so that you can say how you went and read the closing.
own-goodbye-missed = The session of your goodbye has passed
own-goodbye-missed-words = Nothing has changed without you. You may stay, choose another session, or go without one.
own-stay = I am staying
own-history = From the beginning until today

## Leaving
leaving-title = Leaving the group
leaving-sub = You need give no reason, and no door is slammed behind you.
leaving-waiting = I no longer want to wait
leaving-waiting-sub = Your request is taken back. If you want to join one day, a new invitation leads in.
leaving-waiting-yes = I take my request back
leaving-gone = Your place in this group has come to its end already.
leaving-when = When?
leaving-when-missing = Please choose one.
leaving-session-words = Saying goodbye in a session does you good, and the group, but you do not have to.
leaving-now = Now, without a goodbye
leaving-now-words = From this moment you see nothing of the group.
leaving-reason = A word to the therapist
leaving-reason-hint = Only the group’s therapist and you read it.
word-to-group = A word to the group
word-to-group-label = What you would like to say to the group
word-to-group-hint = A few sentences are enough. Until the session of your goodbye only the therapist and you read it.
word-shown = Show it on everybody’s screen at the end of that session
word-shown-hint = If not, the therapist may read it out.
word-yours = Your word to the group
word-therapist-shown = It appears on the members’ screens at the end of the goodbye’s session.
word-therapist-read = If they would like that, you may read it out to the group.
word-is-shown = appears on the screens
word-is-read = you may read it out
leaving-then = What happens then
leaving-then-see = You no longer see the group’s pages and sessions. If you want to keep a closing, print it before you go.
leaving-then-keep = What you wrote and your account stay.
leaving-then-notified = If you say goodbye, the group knows ahead. If you go now, the therapist tells the group.
leaving-then-read = The therapist keeps your word to the group, even if you go now.
leaving-then-back = You can come back by a new invitation.
leaving-yes = This is my decision
leaving-not = Not yet
leaving-help = If you are in a very bad way:

## A member’s page, for those who lead
member-title = A member
member-history = From the beginning until today
member-by = by { $name }
member-by-own = by their own hand
member-reasons = Reasons are read by you alone, and by the person who wrote them of their own going.
member-reasons-therapist = Reasons are the therapist’s alone to read.
member-back = Back
arrival-title = Announce their arrival
arrival-words = The group sees on their homes from which session on they come.
arrival-words-waiting = The group sees on their homes that someone new is coming; without a name until you admit them.
arrival-session = Which session
arrival-button = Announce it
pause-title = Pause
pause-words = They stay away for a while and see nothing of the sessions. Their seat is kept, and the charter does not wait for them meanwhile.
pause-button = Let them pause
pause-yes = Begin the pause
return-title = Back from the pause
return-words = Their seat was kept, and they are a member again at once.
return-button = Let them come back
farewell-title = Farewell
farewell-words = When someone has finished, the group knows ahead and there is a session to say goodbye in. To leave is the member’s own decision.
graduation-title = Graduation
graduation-sub = They have come somewhere with what they came for. It is good if you have spoken with them about it.
graduation-now = Now, without a session to say goodbye
graduation-now-words = From this moment they see nothing of the group.
graduation-reason = A note on this decision
graduation-reason-hint = Only the group’s therapist reads it.
graduation-yes = Let them graduate
graduation-then-notified = The group sees on their homes, and as that session opens and closes, that they say goodbye.
graduation-then-word = They may write a word to the group, for you to read out or for the screens.
graduation-then-noon = At noon of the next day their place ends, if they came to that session. If they did not, nothing changes.
graduation-then-keep = What they wrote stays theirs.
leaves-button = They have said that they leave
leaves-words = This member has no phone. Note here what they said themselves; from now on they are no longer a member.
leaves-yes = They have left

## The end of a group
ending-title = The end of the group
ending-sub = An end that is told ahead is part of the group’s work.
ending-last = The last session
ending-last-words = Members see it on their homes, and each may write a word to the group.
ending-last-button = Let this be the last session
ending-planned-words = The members know. After that session and its closing, end the group here.
ending-now = Ending it
ending-now-words = After the last session. Everything stays and can be read; nothing new is added.
ending-now-button = I end the group
ending-now-sure = Sessions ahead are cancelled, invitations stop working, and anyone who waits to be admitted waits no longer. You can still write closings afterwards.
ending-now-yes = Yes, it has ended
ending-live = A session is under way. A group does not end in the middle of one.
ending-ended = This group ended on { $day }
ending-ended-words = Members can still read the charter and the closings. You can still write closings and your notes.
ending-reopen = Open it again
ending-reopen-words = The group works again. Sessions that were cancelled with its end stay cancelled.
ending-reopen-yes = Open it again
ending-words = Words to the group
ending-words-none = When a member writes a word of farewell, you read it here.
ending-then-read = The members’ homes say that the group has ended, and the way to read stays open.
ending-then-closing = The closing of the last session and your notes work as ever.
ending-then-nothing = Nothing is deleted.
home-group-ended = This group ended on { $day }. It was good that you were there. The charter and the closings are still here.
home-group-read = Everything is here and can be read. Nothing new is added.

## Handing a group over
handover-title = Hand the group over
handover-sub = From that moment on your colleague leads this group. It never has no therapist, and never two.
handover-none = There is no other therapist in this practice who could lead the group.
handover-who = To whom
handover-stays = I stay as a facilitator of this group
handover-stays-hint = If not, you are no longer in this group.
handover-yes = Hand it over
handover-then-lead = Sessions, closings and admission are theirs from then on.
handover-then-notes = Your private notes stay yours. They do not see them.
handover-then-promised = What members have shown you alone until now (whose a concern without a name is, moods, answers, wishes for a word) stays with you: your colleague doesn't see it. If you leave the group, nobody does, unless a member shows it to them. Members read this on their home. Answer open wishes for a word before.
handover-then-notified = It is good if the group knows beforehand.
