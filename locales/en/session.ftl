### The words of a session: planning, starting, ending.

session-planned = planned
session-live = now
session-ended = held
session-cancelled = cancelled

session-not-now = This session was started, ended or cancelled meanwhile. This page shows how it stands now.
session-few = This group has fewer than three members. To start, please confirm this.
session-another-is-live = Another session of this group is under way. Please end that one first.

## Planning
session-new-title = Schedule a session
session-will-be = Its number goes by its day; after all that are planned now it will be session { $n }.
session-time = Time
session-length = Length, in minutes
session-length-hint = Most groups sit for 90 minutes.
session-where = Where
session-where-hint = A room, or the link of an online room
session-where-usual = Left empty, it is the group’s usual place: { $place }
session-schedule = Schedule it
session-back = Not now

## The page of a session
session-number = Session { $n }
session-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
session-place = Place
session-ready = Ready to start
session-start-words = When it starts, the clock begins and the members’ phones show the session.
session-start = Start the session
session-few-title = { $n ->
    [0] This group has no member now
    [one] This group has one member now
   *[other] This group has { $n } members now
}
session-few-words = A group is more than two people. If you want to start with so few, please say so.
session-few-confirm = I know there are fewer than three members, and I start the session.
session-cancel = Cancel the session
session-cancel-words = This session will not take place; the group’s page shows it as cancelled.
session-substitute-named = A colleague was named to stand in at this session. It disappears from their home; please tell them as well.
session-cancel-yes = Cancel it
session-people = { $n ->
    [0] nobody
    [one] one person
   *[other] { $n } people
}
session-members-none = The group has no members yet.
session-waits = It has not begun yet
session-waits-words = When it begins, the session is on this very page.
session-look-again = Look again
session-is-live = The session is under way
session-go-live = Go to the session
session-was = The session is over
session-was-until = This session ended { $time }.
session-is-cancelled = This session was cancelled
session-is-cancelled-words = The next one is on the group’s page.
session-in-the-past = This day has passed. Please choose a day to come.
session-minutes-range = A session lasts 15 to 480 minutes.
session-sat-in = Sat in without having signed the charter:

## On behalf of a member

behalf-no-such-member = This person is not a member of the group.
