### The secretary's desk: sessions and invitations are arranged, without one clinical word.

desk-plan-term = Plan a term
desk-plan-one = One session
desk-change = Change
desk-slips-link = Slips
desk-also = Also for this session
desk-slips = { $n ->
    [one] One slip is printed. The therapist or facilitator knows whom to give it to.
   *[other] { $n } slips are printed. The therapist or facilitator knows whom to give them to.
}
desk-link = Anyone who gets this link from you reads here what the group is for, and its charter.

## Until when an invitation works
invitation-to-a-day = Until a date
invitation-day-past = This day has passed. Please write one that is still to come.
invitation-day-too-far = An invitation works for three months at the most. Please write a nearer day.
invitation-day-choose = Please choose one of these.
