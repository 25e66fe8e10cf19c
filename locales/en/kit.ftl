### The words of the ground: what every room uses.

text-empty = Please write something here.
text-unreadable = Some characters in this text can’t be read. Please write it again.
text-unseen = Part of this text can’t be seen on every screen. Please use letters, digits, ordinary signs and emoji.
text-too-long = Please use at most { $max } characters.

date-not-a-date = Please write the day, month and year as numbers.
date-year-out-of-reach = This year doesn’t fit your calendar. Please write all its digits, in that calendar.
date-no-such-day = There’s no such day. Please check the day and the month.
date-not-a-time = Please write the time like 18:30.

theme-title = Colours
theme-system = As this device
theme-light = Light
theme-dark = Dark
theme-hint = For this browser only.
print-page = Print
zone-of-page = Times on this page are { $city } time.
zone-guessed = Taken from this device. Please check it.
