### Messages: requests for a word, and letters from a therapist to one member.

messages-title = Messages
messages-sub = Letters from your therapist, and when you asked for a word.
messages-sub-therapist = Who’d like a word with you, and your letters to members.
messages-none = No messages yet. When your therapist writes to you, you’ll find it here and on your home page. You can ask for a word on your home page, or when you check out of a session.
messages-none-staff = Only a group’s therapist writes and reads messages here.
messages-words-none = Nobody is asking for a word right now.
messages-write = Write to a member
messages-write-words = One short letter, for one person. They can answer it once.
messages-write-none = Nobody in this group has an account yet.
message-word-yours = You asked for a word after session { $n }
message-word-yours-between = On { $day } you asked for a word
message-word-between = between sessions
message-word-seen = Your therapist sees it.

letter-write = Write
letter-write-to = Write to { $name }
letter-to = Letter to { $name }
letter-from = A letter from { $name }
letter-words = Your letter
letter-words-hint = A few sentences are enough, at most { $max } characters. It can’t be changed once it’s sent.
letter-sealed = Only { $name } and you can read it: the facilitator can’t, nor the practice, nor a therapist who takes over later.
letter-notice = It appears on their home page. If they’ve turned on reminders, a short notice goes out too: it says neither who it’s from nor what it’s about.
letter-send = Send the letter
letter-cancel = Don’t send
letter-unanswered = Not answered. Nobody has to answer.
letter-answer = Your answer
letter-answer-open = Answer
letter-answer-hint = Only { $name } reads it. You can answer once, and you don’t have to.
letter-answer-send = Send the answer
letter-answer-of = { $name } answered
letter-answer-yours = You answered
letter-put-away = I’ve read it
letter-read-below = It’s further down on this page.
letter-gone = This person isn’t a member of the group any more, so the letter wasn’t sent.
letter-no-account = This member has no account, so a letter can’t reach them. A call or a few words before the session can.
letter-answered-already = You’ve already answered this letter, and that answer stays as it is.
letter-closed = This letter can’t be answered any more: another therapist leads the group now, or you’re no longer in it.

## On the home of staff

waits-title = What’s waiting
waits-none = Nothing is waiting for you right now.
waits-word = { $name } would like a word with you, since session { $n }.
waits-word-between = { $name } would like a word with you.
waits-answer = { $name } answered your letter.
waits-joined = { $n ->
    [one] One person is waiting to be let in.
   *[other] { $n } people are waiting to be let in.
}
waits-regrets = { $n ->
    [one] One person can’t come: { $when }
   *[other] { $n } people can’t come: { $when }
}
waits-closing = The closing of session { $n } isn’t written yet.
waits-closing-begun = The closing of session { $n } is a draft, not sent yet.
waits-goes-out = The closing of session { $n } goes out at { $time }.
waits-proposals = { $n ->
    [one] One proposal for the charter is open.
   *[other] { $n } proposals for the charter are open.
}
waits-read = Read
waits-write = Write

## The notice outside

mail-letter-subject = A message for you
mail-letter = There’s something new for you on your page.
text-letter = There’s something new for you on your page.
