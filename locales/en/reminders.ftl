### Reminders, messages that are sent, and printed slips.

reminders-title = Reminders
reminders-of = Reminders for { $name }
reminders-neutral = A short message before each session. It names neither the group nor anybody: only the day and the hour.
reminders-link = Tell me before a session
reminders-theirs = This member has an account, and decides about reminders for themselves.
reminders-ask = How shall we tell you?
reminders-by = By
reminders-by-mail = E-mail
reminders-by-text = Text message
reminders-address = E-mail address or telephone number
reminders-mail-address = E-mail address
reminders-number = Telephone number
reminders-address-hint = First we send a number there, to be sure that messages reach you. The address is kept sealed.
reminders-when = When
reminders-week = A week before
reminders-two-days = Two days before
reminders-day = A day before
reminders-three-hours = Three hours before
reminders-hour = An hour before
reminders-names = The message may name the group
reminders-names-hint = Messages show on a locked screen, too.
reminders-ask-button = Send the number
reminders-code-title = The number we sent
reminders-code-words = A number of six digits is sent to
reminders-code = Number
reminders-code-hint = It may take a minute or two. You have half an hour.
reminders-code-button = Confirm
reminders-on = We will tell you
reminders-way-is-off = This way is turned off in this practice for now: no message goes out by it.
reminders-off-here = This practice sends neither e-mail nor text messages at present. The group's page shows when sessions are.
reminders-anew = Another address
reminders-anew-words = Until the new address is confirmed, no reminders are sent.
reminders-end = Turn reminders off
reminders-end-words = Your address is deleted, and no more messages are sent. You can turn them on again at any time.
reminders-end-yes = Turn them off
reminders-not-a-number = We can’t use this number. Write all its digits, with the country’s number like “+98 912 000 1122” or without it like “0912 000 1122”.
reminders-no-time = Please choose at least one of the times.
reminders-wrong-code = This is not the number we sent. Please have another look.
reminders-code-over = This number's time is over. Ask for a new one with “Another address”.
reminders-too-often = We have sent several numbers today. Please try again tomorrow, or ask the practice's staff for help.

## Turning them off from a message
off-title = Turn reminders off
off-words = Opening this page has changed nothing. If you want no more reminders, press the button.
off-button = No more reminders
off-done = Reminders are off
off-done-words = Your address was deleted, and no more messages are sent. After signing in you can turn them on again at any time.
off-nowhere = This link no longer leads anywhere
off-nowhere-words = Perhaps the reminders were turned off before; then they stay off. Or the address is not complete. If messages still come, use the link in the newest one.

## What the messages say
mail-ahead-subject = A reminder of your appointment
mail-ahead = Your appointment is on { $when }.
mail-moved-subject = Your appointment has moved
mail-moved = Your appointment of { $was } has moved. It is now on { $when }.
mail-cancelled-subject = Your appointment will not take place
mail-cancelled = The appointment on { $when } will not take place.
mail-of-group = Group: { $group }
mail-more = Your page:
mail-off = If you want no more reminders:
mail-code-subject = Your number
mail-code = Please type this number into the page you have open:
mail-code-not-you = If you did not ask for it, there is nothing you need to do.
mail-invitation-subject = A link for you
mail-invitation = Someone who knows you sent you this link. Opening it changes nothing; the page says whom it is from.
mail-invitation-not-you = If this message is not for you, put it aside.
mail-invitation-link = Your link:
text-ahead = Reminder: your appointment is on { $when }.
text-moved = Your appointment of { $was } has moved to { $when }.
text-cancelled = The appointment on { $when } will not take place.
text-code = Your number: { $code }

## What became of the messages
outbox-title = Messages sent
outbox-sub = This group's reminders and invitations: whether they went, and nothing of what they say.
outbox-practice-sub = All messages of the practice, in numbers: neither recipients nor words are shown.
outbox-month = The past thirty days
outbox-sent = Sent
outbox-waiting = On the way
outbox-unsure = Unsure
outbox-failed = Not sent
outbox-withdrawn = Taken back
outbox-refused = This address does not take the message. Perhaps a letter is wrong; ask them.
outbox-unreachable = The mail server did not answer several times. If it works now, send it once more.
outbox-late = Its time was over before it could go.
outbox-by-hand = Someone decided it by hand.
outbox-off = This practice sends neither e-mail nor text messages at present.
outbox-look = A few messages need your eye; each group's page shows its staff which.
outbox-waits = What is on the way is tried again by itself. There is nothing you need to do.
outbox-well = Everything went out. There is nothing you need to do.
outbox-open = What needs your eye
outbox-open-none = Nothing. Whatever there was went out.
outbox-reminder = Reminder
outbox-invitation = Invitation
outbox-unsure-words = It was handed over, and no answer came: it may have arrived. It is not sent again by itself; better ask first.
outbox-again = Send once more
outbox-again-unsure = If the first one arrived after all, they will see it twice.
outbox-again-failed = The same message goes to the same address once more.
outbox-again-yes = Send it once more
outbox-arrived = It arrived
outbox-let-be = Put it aside
outbox-mail-is = E-mail
outbox-texts-are = Text messages
outbox-is-on = on
outbox-is-off = off; turned on in the program's settings
outbox-caught = kept in the demo; nothing leaves it

## The demo
demo-mail-title = Messages of the demo
demo-mail-words = What this demo would send stays here. Nothing of it leaves, and it is gone when the program stops.
demo-mail-no-demo = This is no demo: messages are not kept after they were sent, and there is nothing to see.
demo-mail-none = No message yet. Ask for reminders, or send an invitation by e-mail; a few seconds later it is here.
demo-mail-look = As it looks

## Printed slips
slips-title = Reminder slips
slips-words = For anyone who has neither e-mail nor text messages: print, cut, and hand them over at the end of a session. No name is on the paper.
slips-none = Everybody in this group has reminders. No slip is needed.
slips-for = For
slip-appointment = Your appointment
slip-come = Please keep this slip. If you cannot come, let us know.

## Inviting by e-mail
invite-mail = Send the link by e-mail
invite-mail-hint = The message only says that there is a link; it does not name the group. The address is deleted once it went.
invite-mail-off = This practice sends no e-mail at present. Please pass the link on yourself.
