### The words of a session: planning, starting, ending.

session-planned = planned
session-live = now
session-ended = held
session-cancelled = cancelled

session-not-now = This session has just been started, ended or cancelled. The page shows how it stands now.
session-few = This group has fewer than three members. To start, please confirm this.
session-another-is-live = Another session of this group is running. Please end that one first.

## Planning
session-new-title = Plan a session
session-will-be = Session { $n }
session-time = Time
session-length = Length, in minutes
session-length-hint = Most groups meet for 90 minutes.
session-where = Where
session-where-hint = A room, or the link of an online room
session-where-usual = Leave it empty for the usual place: { $place }
session-schedule = Plan it
session-back = Not now

## The page of a session
session-number = Session { $n }
session-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
session-place = Place
session-ready = Ready to start
session-start-words = The clock starts and the members’ phones show the session.
session-start = Start the session
session-few-title = { $n ->
    [0] This group has no members
    [one] This group has one member now
   *[other] This group has { $n } members now
}
session-few-words = A group is more than two people. To start with so few, please confirm.
session-few-confirm = I know there are fewer than three members. Start the session.
session-cancel = Cancel the session
session-cancel-words = This session won’t take place. The group’s page shows it as cancelled.
session-substitute-named = A colleague was to stand in at this session. It disappears from their home page; please tell them as well.
session-cancel-yes = Cancel it
session-people = { $n ->
    [0] nobody
    [one] one person
   *[other] { $n } people
}
session-members-none = The group has no members yet.
session-waits = It hasn’t started yet
session-waits-words = When it starts, you’ll see the session on this page.
session-look-again = Refresh
session-is-live = The session is on now
session-go-live = Go to the session
session-was = The session is over
session-to-record = See the record
session-is-cancelled = This session was cancelled
session-is-cancelled-words = The next one is on the group’s page.
session-in-the-past = That day has passed. Please choose a later day.
session-minutes-range = A session lasts 15 to 480 minutes.
session-sat-in = Joined without signing the charter:

## On behalf of a member

behalf-no-such-member = This person isn’t a member of the group.
