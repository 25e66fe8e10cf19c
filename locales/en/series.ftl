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
session-hour-skipped = In { $city } the clocks go forward then and skip this hour; the next one that there is: { $hour }.

session-hour-begins-later = In { $city } the clocks go forward then and skip this hour: the session begins at { $hour }.

## What else is at that time
clash-title = What else is then
clash-own-group = The group has another session at that time: { $when }. Please choose another hour.
clash-you = You lead another session then: { $group }, { $when }.
clash-colleague = { $name } leads another session then.
clash-therapist = The therapist leads another session then.
clash-facilitator = The facilitator leads another session then.
clash-on-day = { $day }: { $words }
clash-despite = Plan it all the same
clash-despite-days = Plan the marked days all the same
session-taken = The group has another session at that time. Please move one of them first.

session-day-of = Day
session-time-hint = Time of { $zone }, like 18:30
session-changed-meanwhile = The time of this session was changed meanwhile. This page shows how it stands now; if you still want to cancel it, press again.

## A new series
series-instead = Several sessions in a row
series-new-title = New series
series-new-sub = Written once, and all its sessions are in the calendar. The hour stays the same, even when the clocks change.
series-rhythm = How often?
series-weekly = Every week
series-fortnightly = Every other week
series-monthly = Every month
series-monthly-words = On the same day of the week, like the second Tuesday of the month
series-nth = Which week of the month
series-nth-hint = The day of the week is that of the first day.
nth-first = first
nth-second = second
nth-third = third
nth-fourth = fourth
nth-last = last
series-ends = Until when?
series-by-count = A number of sessions
series-by-day = Until a day
series-open = No end for now
series-open-words = The next half year is always in the calendar.
series-count = How many sessions
series-count-hint = From 2 to 104
series-until-day = Until which day
series-left-out = Days that are left out
series-look = See the days
series-look-words = Nothing is in the calendar yet. You see the days, and leave out the holidays.
series-count-range = A series has 2 to 104 sessions.
series-ends-at-once = It would end before its second session. Please choose a later day.
series-too-far = Nothing is planned further ahead than three years.
series-nothing-left = Every day is left out. Please keep at least one.

## The days, before they are in the calendar
series-review-title = These days
series-leave-out = On which of them is there no session?
series-leave-out-words = Tick the holidays. They are not made up for at the end; for more sessions, choose a larger number.
series-day-taken = The group has another session at that time.
series-days-taken = On some of these days the group has another session at that time. Please leave them out, or go back and choose another hour.
series-days-clash = Please look at what is said beside some of these days. Leave them out, or plan them all the same.
series-and-so-on = And so on.
series-keep = Put them in the calendar
series-change = Go back and change
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
series-said-open = without a set end

## The page of a series
series-title = Series
series-see = See the series
series-days = Days
series-days-words = Leave out a holiday; should it not be one, put it back. A session is moved on its own page.
series-is-left-out = left out
series-skip = Leave out
series-skip-yes = Leave it out all the same
series-put-back = Put back

## Another time
time-and-place = Time and place
time-move = Move it
time-title = Another time
time-changed = This session was moved meanwhile
time-stands-now = How it stands now:
time-yours-below = What you wrote is still below. If you want it all the same, keep it again.
time-which = Which sessions?
time-one = This one
time-one-words = The others stay where they are.
time-following = This one and all that follow
time-following-words = As far apart as they were. One that was moved by itself stays where it was put, and days left out stay left out.
time-regrets = Anyone who said that they cannot come still cannot, unless they take it back.
time-save = Keep the new time
cancel-which = Which sessions are cancelled?
cancel-following-words = The series ends before this session. What was held stays.

## The group's year
year-title = The group’s year
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
year-month-empty = No session.
