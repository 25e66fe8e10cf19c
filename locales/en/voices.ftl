### Balance of voices: turns, raised hands, rounds, and a kind word to one phone.

## The circle, on the console
voices-circle = The circle as it sits
voices-nobody = The group has no members yet.
voices-speaking-now = Speaking now
voices-nobody-speaks = Nobody has the floor
voices-tap = Tap the person who speaks, or press their number. Once more is a pause.
voices-pause = Pause
voices-undo = Undo
voices-set-right = Set turns right
voices-staff = Therapist and facilitator
voices-hand = hand
voices-passed = passed
voices-turns = { $n ->
    [0] no turn
    [one] 1 turn
   *[other] { $n } turns
}
voices-round-begin = Begin a round
voices-round-end = End this round
voices-round-now = { $left ->
    [0] Round { $n } · everyone was asked
    [one] Round { $n } · one still to come
   *[other] Round { $n } · { $left } still to come
}
voices-round-hint = Everyone may pass. The order is the one in which the group sits; an arrow key gives the floor to the next seat.

## A quiet suggestion
suggest-round = This round
suggest-next = Next in the circle: { $name }
suggest-round-whole = Everyone who is here has spoken in this round, or passed.
suggest-quiet = Room for a quiet voice
suggest-quiet-hand = { $name } has a hand up, and has been heard little so far.
suggest-silent = { $name } has not spoken yet today.
suggest-heard-little = { $name } has been heard little so far.
suggest-give = Next: { $name }
suggest-passes = { $name } passes

## Hands
voices-hands = Would like to speak
voices-hands-order = least heard first
voices-hands-none = No hand is up.
voices-give = Give
voices-lower = Lower
voices-on-behalf = on their behalf
voices-own-hand = I would like to say something myself
hand-new = a new point
hand-reply = a short reply to this
hand-raise-new = I’d like to speak
hand-raise-reply = A short reply to this

## Balance and its numbers
voices-balance = Balance of voices
voices-percent = { $n } %
voices-not-yet = not yet
voices-equal = Equal share so far
voices-silence = Silence
voices-unheard = Not yet heard
voices-much = Has spoken a lot
voices-no-one = nobody
voices-ring-hint = A ring is full at an equal share of the time a person has been here; a thin outer line is time beyond it. Only staff see this.
voices-how = How it is computed
voices-how-words = For each member present, speaking time is divided by time present. G is the Gini coefficient of these rates: the mean difference of all pairs, over twice the mean. n is how many were present. If all spoke equally it is 100 %; if one alone spoke, 0 %.
voices-how-numbers = The numbers of this session:
voices-how-table = Speaking time and presence of each
voices-name = Name
voices-spoke = Spoke
voices-was-here = Was here
voices-per-minute = Seconds per minute
list-and = {", "}

## For a member without a phone
voices-for-someone = For someone without a phone
voices-for-someone-words = It is marked “on their behalf”.
voices-whom = For
voices-who-passes = Who passes in this round
voices-passes = Passes
voices-passes-not = Would like a turn after all

## Kind words
nudge-send = Send a kind word
nudge-to = A kind word to one phone
nudge-words = Only that one person sees it, on their phone. Until they have answered, no second one is sent.
nudge-on-its-way = A kind word is with
nudge-room = There is room for you, if you like.
nudge-glad = It is good that you are here today.
nudge-time = There is no hurry. Whenever you are ready.
nudge-space = Thank you for what you have brought. Let us leave a little room for others.
nudge-word = If you like, we can have a word after the session.
nudge-thanks = Thank you
nudge-log = Kind words
nudge-log-none = None was sent in this session.
nudge-from-at = from { $name }, { $time }
nudge-answered = answered { $time }
nudge-unanswered = not answered
nudge-waiting = A kind word to this person still waits for an answer. Let that one be enough.
nudge-no-phone = This person is here without a phone. Please say the kind word yourself.

nudge-no-such-word = This word is not in the list.
word-own = The practice’s own kind words
word-own-hint = They stand beside the built-in ones for all groups of the practice. Each member reads them in their own language where you wrote both, else as you wrote them.
word-new = A short, kind word, in one language or in both:
word-in-persian = In Persian
word-in-english = In English
word-add = Add to the list
word-put-away = Take off the list
word-many = The short list is full. Please take one off first.

## Turns, afterwards
voices-turns-of = The turns of the session
voices-turns-none = There has been no turn yet.
voices-turns-hint = Times are minutes and seconds since the session began. Two turns are never at the same time.
turn-set-right = Set right
turn-whose = Whose
turn-from = From
turn-until = Until
turn-save = Save
turn-remove = This was no turn
turn-outside = This time is outside of the session.
turn-backwards = A turn ends after it begins.
turn-overlaps = This would be at the same time as another turn. Please shorten that one first.
turn-no-time = Please write minutes and seconds, like 12:30.
turn-changed = This turn was changed meanwhile. You now see how it stands.

## What was not done
voices-not-live = The session is not live now.
voices-you-left = You have left this session. When you are back, please press “I am here” first.
voices-no-such-seat = There is no such seat in the group.
voices-moved = The floor had moved already. You now see where it is.
voices-moved-to = { $by } has already handed over to { $to }.
voices-moved-paused = { $by } has already paused.
voices-nothing-to-undo = There is nothing to take back, or something was done after it. Turns can be set right.
round-none = No round is under way.

## The member’s phone
voices-phone-speaking = { $name } is speaking.
voices-phone-nobody = Nobody has the floor right now.
voices-phone-round = A round: everyone has a turn, and everyone may pass
voices-phone-title = Speaking
own-circle-next = You are next in the circle, if you like.
own-circle-before = { $n ->
    [one] One before you in the circle.
   *[other] { $n } before you in the circle.
}
own-line-next = You are next, if you like.
own-line-before = { $n ->
    [one] One before you.
   *[other] { $n } before you.
}
own-passed = You passed in this round. That is quite all right.
own-hand-is-up = Your hand is up: { $kind }
own-pass = Pass
own-pass-back = I’d like a turn after all
own-share = My share of the time
own-share-words = After the session you are shown your share, only yours. If you like, you can see it now already.
own-share-show = Show it now
own-share-hide = Do not show it during the session
own-share-later = Your share comes here when the session is over.
own-share-only-you = Only you see this, and therapist and facilitator. There is no ranking.
own-spoke = You spoke for { $time }
own-spoke-so-far = You have spoken for { $time } so far
own-equal = An equal share of the time you were here is about { $time }.
own-last-title = Last time, and today
own-last-spoke = Last time you spoke for { $time }
own-last-equal = An equal share of the time you were there was about { $time }.
own-last-today = Today begins anew. There is room for you, and you may pass.

## The sheet of keys
keys-floor = Give the floor to a seat; once more is a pause
keys-floor-shift = The same while ideas are gathered; outside the field without Alt
keys-pause = Pause
keys-next-seat = In a round: the next seat
