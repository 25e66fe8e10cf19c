### The words of the wall: the big screen of the room.

wall-title = The wall
wall-make = Open the wall
wall-hint = For the room’s big screen. It never shows shares, reasons of raised hands or anything private.
wall-made = The wall is ready
wall-made-words = Open this address on the big screen. It’s shown only this once, and closes with the session.
wall-link = The wall’s address
wall-open = Open it on this device
wall-revoke = Close the wall
wall-is-open = open
wall-anew = A new address
wall-closed = The wall is closed
wall-closed-words = The session is over, or the therapist or facilitator has closed the wall.
wall-welcome = Welcome
wall-charter = Our charter
wall-back = Back to the console
