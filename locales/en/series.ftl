### The words of series, of a group's year, of moving, and of the calendar from which a day is chosen.

## A day
day-hint-jalali = Year, month, day in the Jalali calendar, like 1405/9/10
day-hint-gregorian = Year, month, day, like 2026/12/1
day-choose = Choose from a calendar
day-month-before = The month before
day-month-after = The month after
day-close = Close
day-keys = The arrow keys go from day to day; Page Up and Page Down change the month.

## Whose hour
# An hour by the clocks of a zone; the same by the group's and the reader's clocks; an hour on another day; an hour that comes twice.
hour-of-zone = { $hour } { $city } time
hour-by-two-clocks = { $there } ({ $here })
hour-on-day = { $day } at { $hour }
hour-first-of-two = { $hour }, before the clocks go back
session-hour-skipped = In { $city } the clocks go forward and skip this hour. The next possible time is { $hour }.

session-hour-begins-later = In { $city } the clocks go forward and skip this hour: the session starts at { $hour }.

## What else is at that time
clash-title = Also at that time
clash-own-group = The group has another session at that time: { $when }. Please choose another time.
clash-you = You lead another session at that time: { $group }, { $when }.
clash-colleague = { $name } leads another session at that time.
clash-therapist = The therapist leads another session at that time.
clash-facilitator = The facilitator leads another session at that time.
clash-on-day = { $day }: { $words }
clash-despite = Plan it anyway
clash-despite-days = Plan the marked days anyway
session-taken = The group has another session at that time. Please move one of them first.

session-day-of = Day
session-time-hint = { $zone } time, like 18:30
session-changed-meanwhile = The time of this session has just been changed. This page shows the new time; if you still want to cancel it, press again.

## A new series
series-instead = Weekly series
series-new-title = New series
series-new-sub = Plan once, and all sessions are in the calendar. The time stays the same when the clocks change.
series-rhythm = How often?
series-weekly = Every week
series-fortnightly = Every other week
series-monthly = Every month
series-monthly-words = On the same weekday, like the second Tuesday of the month
series-nth = Which week of the month
series-nth-hint = The weekday is that of the first day.
nth-first = first
nth-second = second
nth-third = third
nth-fourth = fourth
nth-last = last
series-ends = Until when?
series-by-count = A number of sessions
series-by-day = Until a date
series-open = No end for now
series-open-words = There’s always half a year of sessions in the calendar.
series-count = How many sessions
series-count-hint = From 2 to 104
series-until-day = Last date
series-left-out = Days off
series-look = Check the dates
series-look-words = Nothing is planned yet. You’ll see the dates and can leave out holidays.
series-count-range = A series has 2 to 104 sessions.
series-ends-at-once = It would end before its second session. Please choose a later day.
series-too-far = You can plan up to three years ahead.
series-nothing-left = Every day is left out. Please keep at least one.

## The days, before they are in the calendar
series-review-title = Check the dates
series-leave-out = Which days are off?
series-leave-out-words = Tick the holidays. They aren’t made up for at the end; if you need more sessions, choose a larger number.
series-day-taken = The group has another session at that time.
series-days-taken = On some of these days the group has another session at that time. Please leave them out, or go back and choose another time.
series-days-clash = Please look at the notes beside some of these days. Leave those days out, or plan them anyway.
series-and-so-on = And so on.
series-keep = Plan these sessions
series-change = Go back
series-at = at
series-said-weekly = Every week on { $day }
series-said-fortnightly = Every other week on { $day }
series-said-monthly = Every month on the { $nth } { $day }
series-said-months = { $said } (months: { $calendar })
series-said-count = { $n ->
    [one] 1 session
   *[other] { $n } sessions
}
series-said-until = until
series-said-open = with no end date

## The page of a series
series-title = Series
series-see = See the series
series-days = Days
series-days-words = Leave out a holiday, or put it back if it isn’t one. You can move a session on its own page.
series-is-left-out = left out
series-skip = Leave out
series-skip-yes = Leave it out anyway
series-put-back = Put back

## Another time
time-and-place = Time and place
time-move = Move it
time-title = Another time
time-changed = This session has just been moved
time-stands-now = It’s now:
time-yours-below = Your change is still below. If you still want it, save it again.
time-which = Which sessions?
time-one = Just this one
time-one-words = The others stay where they are.
time-following = This and all later sessions
time-following-words = They keep the same distance. Sessions you moved one by one stay where you put them, and days off stay off.
time-regrets = People who said they can’t come still can’t, unless they change it themselves.
time-save = Save the new time
cancel-which = Which sessions are cancelled?
cancel-following-words = The series ends before this session. Sessions already held stay.

## The group's year
year-title = Group calendar
year-see = All sessions of the year
year-more = { $n ->
    [one] One more session is ahead
   *[other] { $n } more sessions are ahead
}
year-of = The year
year-others = Other years
year-count = { $n ->
    [0] no session
    [one] 1 session
   *[other] { $n } sessions
}
year-today = Today:
year-is-today = today
year-moved = moved from
year-month-empty = No sessions.
year-from-now = From this month

## The calendar of the practice
clash-room = { $room } is taken at that time.
clash-room-by = { $room } is taken at that time: { $group }, { $when }.
clash-room-free = { $room } is free then.
clash-take-room = Use { $room } instead
clash-room-later = From { $time }, { $room } is free for the whole session.
clash-filled = { $room } is filled in. Nothing is saved yet.
calendar-title = Calendar
calendar-months = Other months
calendar-also = { $from } – { $to }
calendar-now = This month
calendar-groups = Groups
calendar-taken = taken
calendar-span = { $from } – { $to }
calendar-clash = Clash
calendar-clashes = { $n ->
    [one] One clash
   *[other] { $n } clashes
}
calendar-clash-group = The group has another session at that time.
calendar-clash-room = { $room } is taken twice.
calendar-clash-leader = The therapist or a facilitator has another session at that time.
calendar-clash-see = Look at it
calendar-day-free = No session on this day.
calendar-plan = Plan a session
calendar-choose = Choose a day to plan a session.
calendar-who = You see your own groups by name. Other groups only show which room they take, and when.
calendar-who-all = You see the times of every group in the practice.
calendar-rooms = Rooms
calendar-room-free = Free all day
