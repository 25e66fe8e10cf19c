### The words of brainstorming: ideas, and what people do with their own.

idea-refused-over = Gathering is over; no idea can be added or changed any more.
idea-refused-not-yours = You can change or take back only an idea of your own.
idea-refused-changed = This idea was changed meanwhile. Your words are still here; please compare them with how it stands now.
idea-refused-withdrawn = This idea was taken back. If you like, bring it back first.
idea-refused-no-such-seat = Nobody in the group has this seat.
brainstorm-aloud-needs-names = Ideas without names are always written in quiet.
brainstorm-nothing-to-open = These ideas are open; nothing is left to be opened.

idea-logged = , logged by the facilitator
idea-from-group = from the group, logged by the facilitator
idea-taken-back = This idea was taken back.

idea-edit = Edit
idea-your-words = Your words
idea-save = Keep the change
idea-take-back = Take back
idea-bring-back = Bring back
idea-only-you = only you see it
idea-you-took-back = You took this back
idea-stands-now = It now reads:

refused-title = Not kept yet
refused-kept = What you wrote is here; nothing is lost.
refused-yours = Your words
refused-again = Send it again
refused-back = Back to the session
