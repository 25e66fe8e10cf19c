### The words of one's own calendar in other programs.

feed-neutral = Appointment
feed-calendar = Appointments
feed-title = Sessions in your own calendar
feed-sub = By a private address, the times of your sessions are in the calendar of your phone or computer, and follow each change.
feed-account = The times of your sessions in the calendar of your phone or computer, under a neutral word.
feed-open = The calendar’s address
feed-tells = What may the calendar say?
feed-tells-words = Outside, others may see your calendar too. Without a tick it shows the word “Appointment” and its time, nothing else.
feed-group-names = The group’s name
feed-group-names-words = In place of “Appointment”
feed-places = The place
feed-places-words = The room, or the link of an online room
feed-make = Make the address
feed-fresh = Your calendar’s address
feed-fresh-once = Shown this once
feed-address = Address
feed-fresh-words = Give it to your calendar program, where it adds a calendar by its address. Anyone who has this address sees the times of your sessions; give it to nobody.
feed-subscribe = Open in a calendar program
feed-stands = Your address
feed-since = Made on
feed-renew = A new address
feed-renew-words = You get a new address, and the old one leads nowhere any more.
feed-renew-yes = Make a new one
feed-end = Close the calendar
feed-end-words = The address leads nowhere any more. What a calendar program has fetched so far stays there until you remove it.
feed-end-yes = Close it
