### The words of one's own calendar in other programs.

feed-neutral = Appointment
feed-calendar = Appointments
feed-title = Sessions in your own calendar
feed-sub = Add a private address to the calendar on your phone or computer, and it shows the times of your sessions and follows every change.
feed-account = Your session times in the calendar on your phone or computer, under a neutral word.
feed-open = Calendar address
feed-tells = What may the calendar show?
feed-tells-words = Other people may see your calendar outside Hamdel. Unless you tick something, it only shows “Appointment” and the time.
feed-group-names = The group’s name
feed-group-names-words = Instead of “Appointment”
feed-places = The place
feed-places-words = The room, or the link of an online room
feed-make = Make the address
feed-fresh = Your calendar’s address
feed-fresh-once = Shown only once
feed-address = Address
feed-fresh-words = Add it in your calendar app under “add calendar by address”. Anyone who has it can see your session times, so don’t give it to anyone.
feed-subscribe = Open in a calendar app
feed-stands = Your address
feed-since = Made on
feed-renew = A new address
feed-renew-words = You get a new address, and the old one stops working.
feed-renew-yes = Make a new one
feed-end = Turn the calendar off
feed-end-words = The address stops working. What your calendar app has already fetched stays there until you remove it.
feed-end-yes = Turn it off
