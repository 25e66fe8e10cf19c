### Reminders, messages that are sent, and printed slips.

reminders-title = Reminders
reminders-of = Reminders for { $name }
reminders-neutral = A short message before each session. It names neither the group nor anyone in it: only the day and the time.
reminders-link = Remind me before a session
reminders-theirs = This member has an account and sets their own reminders.
reminders-ask = How should we remind you?
reminders-by = By
reminders-by-mail = E-mail
reminders-by-text = Text message
reminders-address = E-mail address or phone number
reminders-mail-address = E-mail address
reminders-number = Phone number
reminders-address-hint = We first send a code there, to be sure messages reach you. Your address is kept sealed.
reminders-when = When
reminders-week = A week before
reminders-two-days = Two days before
reminders-day = A day before
reminders-three-hours = Three hours before
reminders-hour = An hour before
reminders-names = The message can name the group
reminders-names-hint = Messages also show on a locked screen.
reminders-ask-button = Send code
reminders-code-title = The code we sent
reminders-code-words = We’re sending a six-digit code to
reminders-code = Code
reminders-code-hint = It may take a minute or two. You have half an hour.
reminders-code-button = Confirm
reminders-on = We’ll remind you
reminders-way-is-off = This practice has turned this off for now, so no messages go out this way.
reminders-off-here = This practice doesn’t send e-mail or text messages now. The group’s page shows when sessions are.
reminders-anew = Another address
reminders-anew-words = Until the new address is confirmed, no reminders are sent.
reminders-end = Turn reminders off
reminders-end-words = Your address is deleted and you get no more messages. You can turn them on again any time.
reminders-end-yes = Turn them off
reminders-not-a-number = We can’t use this number. Write all the digits, with the country code like “+98 912 000 1122” or without it like “0912 000 1122”.
reminders-no-time = Please choose at least one of the times.
reminders-wrong-code = That isn’t the code we sent. Please check it.
reminders-code-over = This code has expired. Ask for a new one with “Another address”.
reminders-too-often = We’ve sent several codes today. Please try again tomorrow, or ask the practice’s staff for help.

## Turning them off from a message
off-title = Turn reminders off
off-words = Opening this page hasn’t changed anything. If you don’t want reminders any more, press the button.
off-button = No more reminders
off-done = Reminders are off
off-done-words = Your address was deleted and you get no more messages. You can turn them on again any time after signing in.
off-nowhere = This link doesn’t work any more
off-nowhere-words = Perhaps you’ve already turned reminders off; then they stay off. Or the address is incomplete. If messages still come, use the link in the newest one.

## What the messages say
mail-ahead-subject = A reminder of your appointment
mail-ahead = Your appointment is on { $when }.
mail-moved-subject = Your appointment has moved
mail-moved = Your appointment of { $was } has moved. It’s now on { $when }.
mail-cancelled-subject = Your appointment is cancelled
mail-cancelled = The appointment on { $when } is cancelled.
mail-of-group = Group: { $group }
mail-more = Your page:
mail-off = To stop these reminders:
mail-code-subject = Your code
mail-code = Please type this code into the page you have open:
mail-code-not-you = If you didn’t ask for it, you don’t need to do anything.
mail-invitation-subject = A link for you
mail-invitation = Someone who knows you sent you this link. Opening it changes nothing; the page says who it’s from.
mail-invitation-not-you = If this message isn’t for you, you can ignore it.
mail-invitation-link = Your link:
text-ahead = Reminder: your appointment is on { $when }.
text-moved = Your appointment of { $was } has moved to { $when }.
text-cancelled = The appointment on { $when } is cancelled.
text-code = Your code: { $code }

## What became of the messages
outbox-title = Sent messages
outbox-sub = This group’s reminders and invitations: whether they were sent, not what they say.
outbox-practice-sub = All messages of the practice, only as numbers: no recipients and no text.
outbox-month = The past thirty days
outbox-sent = Sent
outbox-waiting = Being sent
outbox-unsure = Unsure
outbox-failed = Not sent
outbox-withdrawn = Taken back
outbox-refused = This address doesn’t accept the message. Perhaps there’s a typo; ask them.
outbox-unreachable = The mail server didn’t answer after several tries. If it works now, send it again.
outbox-late = It was too late to send it.
outbox-by-hand = Someone decided this by hand.
outbox-off = This practice doesn’t send e-mail or text messages now.
outbox-look = Please check a few messages; each group’s page shows its staff which ones.
outbox-waits = Messages being sent are retried by themselves. You don’t need to do anything.
outbox-well = Everything was sent. You don’t need to do anything.
outbox-open = Please check
outbox-open-none = Nothing. Everything was sent.
outbox-reminder = Reminder
outbox-invitation = Invitation
outbox-unsure-words = It was handed over, but no answer came: it may have arrived. We don’t send it again by ourselves; better ask first.
outbox-again = Send again
outbox-again-unsure = If the first one did arrive, they’ll see it twice.
outbox-again-failed = The same message is sent to the same address again.
outbox-again-yes = Send again
outbox-arrived = It arrived
outbox-let-be = Leave it
outbox-mail-is = E-mail
outbox-texts-are = Text messages
outbox-is-on = on
outbox-is-off = off; turned on in the program's settings
outbox-caught = kept in the demo; nothing leaves it

## The demo
demo-mail-title = Messages of the demo
demo-mail-words = Messages this demo would send stay here. Nothing goes out, and they’re gone when the program stops.
demo-mail-no-demo = This isn’t a demo: sent messages aren’t kept, so there’s nothing to see.
demo-mail-none = No messages yet. Ask for reminders, or send an invitation by e-mail; it’s here a few seconds later.
demo-mail-look = As it looks

## Printed slips
slips-title = Reminder slips
slips-words = For people without e-mail or text messages: print, cut, and hand them over at the end of a session. There’s no name on the paper.
slips-none = Everyone in this group gets reminders. You don’t need slips.
slips-for = For
slip-appointment = Your appointment
slip-come = Please keep this slip. If you can’t come, let us know.

## Inviting by e-mail
invite-mail = Send the link by e-mail
invite-mail-hint = The message only says there’s a link; it doesn’t name the group. The address is deleted once it’s sent.
invite-mail-off = This practice doesn’t send e-mail now. Please pass the link on yourself.
