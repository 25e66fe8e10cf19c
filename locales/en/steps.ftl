### A new practice’s first steps.

steps-title = First steps
steps-done = { $n } of { $of } done
steps-numbers = Crisis numbers
steps-numbers-words = Every phone has “I need support now”. It shows the numbers you write here.
steps-zone-words = { $city }. It’s { $time } there now.
steps-change = Change
steps-facilitator = A facilitator
steps-facilitator-words = One leads, one runs the console. You can also work alone.
steps-facilitator-button = Invite a colleague
steps-group = Your first group
steps-group-words = A name and a purpose. Everything can be changed later.
steps-trial-words = Try the console with six imaginary people. Nothing is kept.
steps-trial-button = Try it
steps-trial-open = Open
steps-after-group = after your first group
steps-later = I’ll do this later
