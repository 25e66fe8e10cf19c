### Balance of voices: turns, raised hands, rounds, and a kind word to one phone.

## The circle, on the console
voices-circle = The circle
voices-nobody = The group has no members yet.
voices-speaking-now = Speaking now
voices-nobody-speaks = Nobody is speaking
voices-tap = Tap the person speaking, or press their number. Tap again to pause.
voices-pause = Pause
voices-undo = Undo
voices-set-right = Correct turns
voices-staff = Therapist and facilitator
voices-hand = hand
voices-passed = passed
voices-turns = { $n ->
    [0] no turn
    [one] 1 turn
   *[other] { $n } turns
}
voices-round-begin = Start a round
voices-round-end = End this round
voices-round-now = { $left ->
    [0] Round { $n } · everyone has been asked
    [one] Round { $n } · one to go
   *[other] Round { $n } · { $left } to go
}
voices-round-hint = Everyone can pass. The order is how the group sits; an arrow key gives the floor to the next seat.

## A quiet suggestion
suggest-round = This round
suggest-next = Next in the circle: { $name }
suggest-round-whole = Everyone here has spoken or passed in this round.
suggest-quiet = Room for someone quieter
suggest-quiet-hand = { $name } has a hand up and has spoken little so far.
suggest-silent = { $name } hasn’t spoken today yet.
suggest-heard-little = { $name } has spoken little so far.
suggest-give = Next: { $name }
suggest-passes = { $name } passes

## Hands
voices-hands = Would like to speak
voices-hands-order = those heard least come first
voices-hands-none = No hands up.
voices-give = Give the floor
voices-lower = Lower hand
voices-on-behalf = on their behalf
voices-own-hand = I’d like to say something too
hand-new = a new point
hand-reply = a short reply to this
hand-raise-new = I’d like to speak
hand-raise-reply = A short reply to this

## Balance and its numbers
voices-balance = Balance of voices
voices-percent = { $n }%
voices-not-yet = not yet
voices-equal = Equal share so far
voices-silence = Silence
voices-unheard = Not yet heard
voices-much = Has spoken a lot
voices-no-one = nobody
voices-ring-hint = A ring is full at an equal share of the time that person has been here; a thin outer line is time beyond it. Only the therapist and facilitator see this.
voices-how = How we work it out
voices-how-words = For each member present, speaking time is divided by time present. G is the Gini coefficient of these rates: the mean difference of all pairs, over twice the mean. n is how many were present. If everyone spoke equally it is 100 %; if only one person spoke, 0 %.
voices-how-numbers = The numbers of this session:
voices-how-table = Speaking time and presence of each
voices-name = Name
voices-spoke = Spoke
voices-was-here = Present
voices-per-minute = Seconds per minute
list-and = {", "}

## For a member without a phone
voices-for-someone = For someone without a phone
voices-for-someone-words = It’s marked “on their behalf”.
voices-whom = For
voices-who-passes = Who passes in this round
voices-passes = Passes
voices-passes-not = Wants a turn after all

## Kind words
nudge-send = Send a kind word
nudge-to = A kind word to one person
nudge-words = Only that person sees it, on their phone. You can’t send a second one until they’ve answered.
nudge-on-its-way = A kind word was sent to
nudge-room = There’s room for you, if you like.
nudge-glad = It’s good that you’re here today.
nudge-time = There’s no hurry. Whenever you’re ready.
nudge-space = Thank you for what you’ve shared. Let’s leave a little room for others.
nudge-word = If you like, we can have a word after the session.
nudge-thanks = Thank you
nudge-log = Kind words
nudge-log-none = None sent in this session.
nudge-from-at = from { $name }, { $time }
nudge-answered = answered { $time }
nudge-unanswered = not answered
nudge-waiting = They haven’t answered the last kind word yet. Let that one be enough for now.
nudge-no-phone = This person is here without a phone. You can tell them yourself.

nudge-no-such-word = This message isn’t in the list.
word-own = The practice’s own kind words
word-own-hint = All groups of the practice can use them beside the built-in ones. If you write both languages, each member reads their own; otherwise they read it as you wrote it.
word-new = A short, kind word, in one or both languages:
word-in-persian = In Persian
word-in-english = In English
word-add = Add to the list
word-put-away = Remove from the list
word-many = The list is full. Please remove one first.

## Turns, afterwards
voices-turns-of = The turns of the session
voices-turns-none = No turns yet.
voices-turns-hint = Times are minutes and seconds since the session started. Two turns can’t be at the same time.
turn-set-right = Correct
turn-whose = Who
turn-from = From
turn-until = Until
turn-save = Save
turn-remove = This wasn’t a turn
turn-outside = This time is outside the session.
turn-backwards = A turn must end after it starts.
turn-overlaps = This overlaps another turn. Please shorten that one first.
turn-no-time = Please write minutes and seconds, like 12:30.
turn-changed = This turn has just been changed. You see how it is now.

## What was not done
voices-not-live = The session isn’t running now.
voices-you-left = You’ve left this session. When you’re back, please press “I’m here” first.
voices-no-such-seat = There’s no such seat in the group.
voices-moved = The floor had already moved. You see where it is now.
voices-moved-to = { $by } has already given the floor to { $to }.
voices-moved-paused = { $by } has already paused.
voices-nothing-to-undo = There’s nothing to undo, or something has been done since. You can correct turns.
round-none = No round right now.

## The member’s phone
voices-phone-speaking = { $name } is speaking.
voices-phone-nobody = Nobody is speaking right now.
voices-phone-round = A round: everyone has a turn, and everyone can pass
voices-phone-title = Speaking
own-circle-next = You’re next in the circle, if you like.
own-circle-before = { $n ->
    [one] One person is before you in the circle.
   *[other] { $n } people are before you in the circle.
}
own-line-next = You’re next, if you like.
own-line-before = { $n ->
    [one] One person is before you.
   *[other] { $n } people are before you.
}
own-passed = You passed in this round. That’s fine.
own-hand-is-up = Your hand is up: { $kind }
own-pass = Pass
own-pass-back = I’d like a turn after all
own-share = My share of the time
own-share-words = You see your share after the session, only yours. If you like, you can see it now.
own-share-show = Show it now
own-share-hide = Don’t show it during the session
own-share-later = You’ll see your share here after the session.
own-share-only-you = Only you, the therapist and the facilitator see this. There’s no ranking.
own-spoke = You spoke for { $time }
own-spoke-so-far = You’ve spoken for { $time } so far
own-equal = An equal share of the time you were here is about { $time }.
own-last-title = Last time, and today
own-last-spoke = Last time you spoke for { $time }
own-last-equal = An equal share of the time you were there was about { $time }.
own-last-today = Today is a fresh start. There’s room for you, and you can pass.

## The sheet of keys
keys-floor = Give the floor to a seat; press again to pause
keys-floor-shift = The same while gathering ideas; outside the text field without Alt
keys-pause = Pause
keys-next-seat = In a round: the next seat
voices-hands-up = { $n ->
    [0] No hands
    [one] { $n } hand
   *[other] { $n } hands
}
