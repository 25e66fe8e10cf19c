### The words of backstage: short lines between therapist and facilitator.

backstage-title = Backstage
backstage-hint = Only therapist and facilitator see this.
backstage-field = A line to your colleague
backstage-placeholder = Short, for this moment…
backstage-send = Send
backstage-taken-back = Its author took it back.
backstage-after = The lines that went back and forth in the session. The therapist says what becomes of them.
backstage-kept = Kept with the private notes.
backstage-keep = Keep with the private notes
backstage-throw = Throw away
backstage-throw-words = They are deleted for good.
