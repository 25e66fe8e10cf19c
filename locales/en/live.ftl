### The words of a session in progress: the facilitator's console and a member's phone.

## Both
live-connected = Connected
live-reconnecting = Reconnecting
live-offline = Offline · what you write stays on this device
live-refresh = Refresh the page
live-refresh-hint = Without JavaScript this page does not refresh by itself.
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
    [one] One idea has been written. It is not open yet.
   *[other] { $n } ideas have been written. They are not open yet.
}
live-waiting-at-least = At least { $n } ideas have been written. They are not open yet.
live-waiting-few = A few at most have been written so far. Below three, their number is not told.
live-late-nameless = Ideas that come from now on appear three at a time, shuffled.
live-own = What you wrote and is not open yet
live-on-its-way = on its way
live-kept-signed-out = signed out · kept on this device
live-signed-out = Signed out · what you write stays on this device
live-kept-here = on its way · kept on this device
live-not-taken = not taken
live-to-field = Back into the field
live-over = This brainstorm is over
live-ended = The session is over
live-ended-words = Nothing more is added to it. What was said stays with the group.
live-to-session = The session’s page

## The console
console-title = { $group }, session { $n }
console-shortcuts = Shortcuts
console-undo = Undo
console-idea = New idea
console-idea-hint = no criticism yet, whatever comes
console-idea-placeholder = What was said…
console-log = Log
console-whose = From
console-group = the group
console-aloud-named = Each idea appears on every screen at once, with its name.
console-quiet-named = Until you open all together, only their number is seen, and you can look through them without names; then they appear with names.
console-quiet-nameless = Nobody in this practice can see whose an idea is; what you log names nobody either. All open together.
console-no-board = There is no question at hand
console-begin = Begin a brainstorm
console-begin-another = Begin another brainstorm
console-begin-question = The group’s question
console-begin-question-hint = Short and open, so that ten answers are possible.
console-begin-kind = How ideas come
console-begin-button = Begin
console-list-hint = The same list is on the phones, in the same order.
console-list-empty = Ideas come here, from the phones and from this console.
console-side = The session
console-board = This brainstorm
console-open = Open all together
console-open-hint = From then on everybody sees the ideas. They cannot be closed again.
console-close = End this brainstorm
console-close-hint = After that nothing is added or changed. All of it stays, and it can be taken up again.
console-end = End the session
console-end-words = The clock stops, and nothing more is added to the session.
console-end-dots = The dots are not opened yet. If the session ends now, nobody sees their sums.
console-end-yes = I end the session
keys-title = Shortcuts
keys-hint = While you write, digits type and only Alt works. After Esc the keys work without Alt too. A key is meant by its place, whatever the keyboard’s language.
keys-log = Log the idea or the point
keys-whose = From one of seats 1 to 9
keys-whose-ten = Seat 10
keys-whose-more = Seats 11 to 15
keys-next = Next: the stage, the board’s step, or what holds it
keys-aim = The idea that the point is for
keys-kind = Benefit, cost, question
keys-undo = Take back what was done last here
keys-leave = Leave the field
keys-return = Return to the field
keys-sheet = This sheet
keys-single = Single keys work
keys-single-hint = After Esc, without Alt
keys-alt = Keys with Alt work
keys-close = Close

## The phone
phone-begun = The session has begun
phone-begun-words = You need nothing from your phone right now. If a question is laid in the middle, it comes here.
live-enter-here-words = On this device you have not entered the session. If you only listen here, you may be signed out before it ends.
live-enter-here = Enter on this device too
phone-enter = I am here
phone-enter-words = This notes that you are present, and keeps you signed in until the session is over.
phone-aloud = Aloud: each idea is seen at once
phone-quiet = We write in quiet
phone-open = All were opened together
phone-tidy = We put the ideas in order
phone-weigh = We weigh the benefits and costs of each idea
phone-narrow = With dots we choose a few solutions
phone-commit = We say who does what
phone-true-weigh-named = Your point is shown at once, with your name, to this group and its leaders.
phone-true-weigh-nameless = Nobody in this practice can see whose a point is. A new one is seen once three have gathered, on whatever ideas, or when this step ends.
phone-true-dots = Nobody, the leaders neither, sees where you put your dots or how many you have left. Until they are opened you can move them; then only their sums stay. Until then the server alone could tell whose a dot is.
phone-true-aloud-named = Your idea is shown at once, with your name, to this group and its leaders.
phone-true-quiet-named = Until all are opened together, only you see your idea with your name; before that, the leaders may look through the words without names, so that nothing wounds anybody. Then it is shown with your name, to this group and its leaders.
phone-true-open-named = The ideas are open: yours is shown at once, with your name, to this group and its leaders.
phone-true-quiet-nameless = Nobody in this practice can see whose an idea is, and what the facilitator writes bears no name either. Before the opening the leaders may look through the words without names, so that nothing wounds anybody; then all are opened together.
phone-true-open-nameless = Nobody in this practice can see whose an idea is, and what the facilitator writes bears no name either. A new idea is seen once three have gathered.
phone-true-until-noon = Until noon of the day after the session you can take yours back, and until then the server alone could tell whose it is; after that nobody can, you neither. So it is in no download of your data, and erasing your data does not erase it.
phone-idea = Your idea
phone-idea-placeholder = In your own words…
phone-share = Share with the group
phone-list-empty = Ideas come here. You need not write; reading along is fine.

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
tool-account = You and this session
tool-help = Crisis help
tool-close = Close
