### What surrounds every page, the parts of forms, and the page of problems.

app-name = Hamdel
app-incomplete = This copy was built without its Persian font and live parts. You can read, write and send.
skip-to-page = Skip to the page
nav-main = Main
nav-today = Today
nav-groups = Groups
nav-calendar = Calendar
nav-messages = Messages
nav-practice = Practice
sign-out = Sign out
quick-exit = Quick exit

help-danger = If someone is in danger
help-ways = Your practice’s crisis help
help-now = I need support now
help-support = Crisis help
help-not-monitored = Hamdel isn’t monitored and isn’t emergency care.

form-keep = Save
form-sent-before = This form was already sent with different text, and that is saved. What it says now isn’t saved yet: send it again to save it too.
field-required = Please fill this in
form-look-again = Please check a few places
field-optional = (optional)
field-language = Language
field-calendar = Calendar
field-zone = Time zone
field-zone-hint = Session times stay the same in this city’s time, also when the clocks change.
calendar-jalali = Jalali
calendar-gregorian = Gregorian

zones-often = Common cities
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
problem-reference = If you tell your practice about it, this code helps:
problem-not-found = This page was not found
problem-not-found-words = The link may be incomplete, or the page is gone. Nothing is lost.
problem-forbidden = This page is for another role
problem-forbidden-words = The page exists, but for another role in the group or the practice. If you think you need it, ask your therapist or the practice’s administrator.
problem-sign-in = Please sign in first
problem-sign-in-words = You can see this page once you’re signed in.
problem-stale-form = This form is out of date
problem-stale-form-words = It’s from an earlier sign-in or another browser, so nothing was sent. Go back to the page and send it again.
problem-sent-before = Not saved yet
problem-bad-form = We couldn’t read the form
problem-bad-form-words = Part of it was missing or unknown, and nothing was saved. Go back to the page and try again.
problem-too-large = The text is too long
problem-too-large-words = That’s too much text for one form, and nothing was saved. Shorten it, or send it in parts.
problem-incomplete = The form didn’t arrive complete
problem-incomplete-words = The connection was slow or broke off, and nothing was saved. Go back in your browser and send it again.
problem-conflict = Something has changed
problem-conflict-words = Someone else changed the same thing, or this form was already sent with different text. Nothing was overwritten. Open the page again to see how it is now.
problem-away = Hamdel is away for a moment
problem-away-words = Please try again in a few seconds. What was saved before is still there.
problem-broken = Something went wrong
problem-broken-words = It’s our fault, not yours. Please try again; if it happens again, tell your practice.

# What is said beside the fields of several forms
email-not-one = We can’t use this e-mail address. Write it in English letters, like “leila@example.org”.
time-zone-unknown = We don’t know this time zone. Please choose one from the list.

problem-kept = What you wrote is here. If you were signed out, sign in first, then send it again.
problem-sign-in-beside = Sign in in another tab
problem-your-words = Your text
problem-send-again = Send it again
problem-words-here = What you wrote is here.
problem-sign-in-then-send = Please sign in first, then send it again.

unsent-title = You haven’t sent this yet
unsent-words = If you leave this page now, what you wrote or chose is lost.
unsent-stay = Stay here
unsent-leave = Leave without sending
unsent-too-large = That’s too much text for one form. Nothing was sent and your text is still here: please shorten it, or send it in parts.
language-leaves-words = What you’ve typed or chosen here and not sent is lost.
asking-still-yours = One moment: checking whether you’re still signed in.
saving-signed-out = You’re signed out. Your text is still here and is saved as soon as you sign in again.

## Refused by a rule

refused-title = This wasn’t done
refused-current = It now reads:
refused-back = Back
