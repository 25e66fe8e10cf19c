### What surrounds every page, the parts of forms, and the page of problems.

app-name = Hamdel
app-incomplete = This copy was built without its Persian font and its live parts. Reading, writing and sending work.
skip-to-page = Skip to the page
nav-main = Main
nav-today = Today
nav-groups = Groups
sign-out = Sign out
quick-exit = Quick exit

help-danger = If someone is in danger
help-ways = Crisis help, as your practice wrote it
help-now = I need support now
help-support = Crisis help
help-not-monitored = Hamdel isn’t monitored and isn’t emergency care.

form-keep = Save
form-sent-before = This form was sent before and said something else; that is saved. What it says now is not saved yet: send it once more to save it as well.
field-required = Please fill this in
form-look-again = A few places need another look
field-optional = (optional)
field-language = Language
field-calendar = Calendar
field-zone = Time zone
field-zone-hint = Sessions keep this city’s wall clock, also when clocks change.
calendar-jalali = Jalali
calendar-gregorian = Gregorian

zones-often = Familiar cities
zones-all = All zones
zone-tehran = Tehran
zone-kabul = Kabul
zone-dubai = Dubai
zone-istanbul = Istanbul
zone-berlin = Berlin
zone-stockholm = Stockholm
zone-paris = Paris
zone-london = London
zone-toronto = Toronto
zone-new-york = New York
zone-los-angeles = Los Angeles
zone-sydney = Sydney

problem-home = Go home
problem-again = This page again
problem-reference = If you tell your practice about it, this mark helps:
problem-not-found = This page was not found
problem-not-found-words = Perhaps the link did not arrive whole, or the page is no longer there. Nothing is lost.
problem-forbidden = This belongs to another role
problem-forbidden-words = The page is there, but for another role in the group or the practice. If you think you should reach it, ask your therapist or the practice’s administrator.
problem-sign-in = Please sign in first
problem-sign-in-words = This page opens once you have signed in.
problem-stale-form = This form has grown old
problem-stale-form-words = It is from an earlier sign-in or another browser, and nothing was sent. Go back to the page and send it again.
problem-sent-before = Not saved yet
problem-bad-form = The form could not be read
problem-bad-form-words = A part of it was missing or unfamiliar, and nothing was saved. Go back to the page and try again.
problem-too-large = The text is longer than its place
problem-too-large-words = That much text does not fit into one form, and nothing was saved. Shorten it, or send it in parts.
problem-incomplete = The form did not arrive whole
problem-incomplete-words = The connection was too slow or broke off, and nothing was saved. Go back in your browser and send it again.
problem-conflict = Something changed in between
problem-conflict-words = Someone else changed the same thing, or this form was sent before with other words. Nothing was overwritten. Open the page again to see how it stands now.
problem-away = Hamdel is away for a moment
problem-away-words = Please try again in a few seconds. What was saved before is still there.
problem-broken = Something went wrong
problem-broken-words = The fault is ours, not yours. Please try again; if it comes back, tell your practice.

# What is said beside the fields of several forms
email-not-one = We can’t use this e-mail address. Write it in English letters, like “leila@example.org”.
time-zone-unknown = We don't know this time zone. Please choose one from the list.

problem-kept = What you wrote is here. If you were signed out, sign in first, then send it again.
problem-sign-in-beside = Sign in, in another tab
problem-your-words = Your words
problem-send-again = Send it again
problem-words-here = What you wrote is here.
problem-sign-in-then-send = Please sign in first, then send it again.

unsent-title = What you wrote or chose here is not sent yet
unsent-words = If you leave this page now, it is gone.
unsent-stay = Stay here
unsent-leave = Leave without it
unsent-too-large = That much text does not fit into one form. Nothing was sent, and your words are still here: please shorten them, or send them in parts.
language-leaves-words = What you have typed or chosen here and not sent yet does not come along.
asking-still-yours = One moment: checking whether you are still signed in.
saving-signed-out = You are signed out. Your words are still here and are saved as soon as you have signed in again.

## Refused by a rule

refused-title = This was not done
refused-current = It now reads:
refused-back = Back
