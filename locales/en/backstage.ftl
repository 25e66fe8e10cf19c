### The words of backstage: short lines between therapist and facilitator.

backstage-title = Backstage
backstage-hint = Only therapist and facilitator see this.
backstage-field = A line to your colleague
backstage-placeholder = Short, for this moment…
backstage-send = Send
backstage-taken-back = The author took it back.
backstage-after = The lines you exchanged in the session. The therapist decides what happens to them.
backstage-kept = Kept with the private notes.
backstage-keep = Keep with the private notes
backstage-throw = Delete
backstage-throw-words = They’re gone for good.
backstage-none = No lines were written, or they were deleted.
