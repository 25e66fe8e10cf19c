### The words of a session in progress: the facilitator's console and a member's phone.

## Both
live-connected = Connected
live-reconnecting = Reconnecting
live-offline = Offline · what you write stays on this device
live-refresh = Refresh the page
live-refresh-hint = Without JavaScript this page doesn’t refresh by itself.
live-question = The group’s question
live-aloud-named = Aloud, with names
live-quiet-named = In quiet, with names
live-quiet-nameless = In quiet, without names
live-ideas = { $n ->
    [0] No ideas yet
    [one] One idea
   *[other] { $n } ideas
}
live-unopened = Not open yet
live-newest-first = newest on top
live-waiting-exactly = { $n ->
    [0] No idea has been written yet.
    [one] One idea has been written. It’s not open yet.
   *[other] { $n } ideas have been written. They’re not open yet.
}
live-waiting-at-least = At least { $n } ideas have been written. They’re not open yet.
live-waiting-few = There may be a few ideas so far. We show their number from three on.
live-late-nameless = New ideas appear three at a time, shuffled.
live-own = Your ideas that aren’t open yet
live-on-its-way = sending
live-kept-signed-out = signed out · kept on this device
live-signed-out = Signed out · what you write stays on this device
live-kept-here = sending · kept on this device
live-not-taken = not accepted
live-to-field = Back to the text field
live-over = This brainstorm is over
live-ended = The session is over
live-ended-words = Nothing more is added. What was said stays with the group.
live-to-session = Session page

## The console
console-title = { $group }, session { $n }
console-shortcuts = Shortcuts
console-undo = Undo
console-idea = New idea
console-idea-hint = no criticism yet, anything goes
console-idea-placeholder = What was said…
console-log = Log
console-whose = From
console-group = the group
console-aloud-named = Each idea appears on every screen at once, with its name.
console-quiet-named = Until you open them all together, only the number of ideas is seen, and you can look through them without names. Then they appear with names.
console-quiet-nameless = Nobody in this practice can see whose an idea is; what you enter has no name either. All open together.
console-no-board = No question yet
console-begin = Start a brainstorm
console-begin-another = Start another brainstorm
console-begin-question = The group’s question
console-begin-question-hint = Short and open, so it can have ten answers.
console-begin-kind = How ideas come
console-begin-button = Start
console-list-hint = The phones show the same list in the same order.
console-list-empty = Ideas appear here, from the phones and from this console.
console-side = The session
console-board = This brainstorm
console-open = Open all together
console-open-hint = Everyone sees the ideas from then on. You can’t close them again.
console-close = End this brainstorm
console-close-hint = After that nothing can be added or changed. It all stays, and you can reopen it.
console-end = End the session
console-end-words = The clock stops and nothing more can be added.
console-end-dots = The dots aren’t open yet. If you end the session now, nobody sees the totals.
console-end-yes = End the session
keys-title = Shortcuts
keys-hint = In the text field, digits are typed and only Alt shortcuts work. After Esc the keys work without Alt too. Shortcuts follow the key’s place, in any keyboard language.
keys-log = Log the idea or the point
keys-whose = From one of seats 1 to 9
keys-whose-ten = Seat 10
keys-whose-more = Seats 11 to 15
keys-everyone = An offer for everyone
keys-next = Next
keys-aim = The idea that the point is for
keys-kind = Benefit, cost, question
keys-undo = Undo the last action here
keys-leave = Leave the text field
keys-return = Return to the text field
keys-sheet = This sheet
keys-single = Single keys work
keys-single-hint = After Esc, without Alt
keys-alt = Keys with Alt work
keys-close = Close

## The phone
phone-begun = The session has started
phone-begun-words = You don’t need your phone right now. If there’s a question, it appears here.
live-enter-here-words = You haven’t entered the session on this device. If you only listen here, you may be signed out before it ends.
live-enter-here = Enter on this device too
phone-enter = I’m here
phone-enter-words = This marks you as present and keeps you signed in until the session is over.
phone-aloud = Aloud: everyone sees each idea at once
phone-quiet = We write in quiet
phone-open = All were opened together
phone-tidy = We put the ideas in order
phone-weigh = We weigh the benefits and costs of each idea
phone-narrow = We choose a few solutions with dots
phone-commit = We say who does what
phone-true-weigh-named = Your point is shown at once, with your name, to this group, its therapist and facilitator.
phone-true-weigh-nameless = Nobody in this practice can see whose a point is. New points appear once there are three, on any idea, or when this step ends.
phone-true-dots = Nobody, not even the therapist or facilitator, sees where you put your dots or how many you have left. You can move them until they’re opened; after that only the totals are kept. Until then, only the server itself could tell whose a dot is.
phone-true-aloud-named = Your idea is shown at once, with your name, to this group, its therapist and facilitator.
phone-true-quiet-named = Until all ideas are opened together, only you see yours with your name. Before that, the therapist and facilitator can look through the texts without names, so that nothing hurts anyone. Then yours is shown with your name to this group, its therapist and facilitator.
phone-true-open-named = The ideas are open: yours is shown at once, with your name, to this group, its therapist and facilitator.
phone-true-quiet-nameless = Nobody in this practice can see whose an idea is, and what the facilitator writes has no name either. Before opening, the therapist and facilitator can look through the texts without names, so that nothing hurts anyone; then all are opened together.
phone-true-open-nameless = Nobody in this practice can see whose an idea is, and what the facilitator writes has no name either. New ideas appear once there are three.
phone-true-until-noon = You can take yours back until noon on the day after the session. Until then, only the server itself could tell whose it is; after that nobody can, not even you. So it’s in no download of your data, and erasing your data doesn’t erase it.
phone-idea = Your idea
phone-idea-placeholder = In your own words…
phone-share = Share with the group
phone-list-empty = Ideas appear here. You don’t have to write; you can just read along.

## The tools of the console
tools = Tools
tool-people = People
tool-charter = Charter
tool-concerns = Concerns
tool-kind = Kind word
tool-backstage = Backstage
tool-wall = Wall
tool-cards = Paper cards
tool-cards-words = One page for everyone who answered on paper, without names.
tool-account = More
tool-help = Crisis help
tool-close = Close
