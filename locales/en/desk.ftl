### The secretary's desk: sessions and invitations are arranged, without one clinical word.

desk-plan-term = Plan a series
desk-plan-one = One session
desk-change = Change
desk-slips-link = Slips
desk-also = More for this session
desk-slips = { $n ->
    [one] One slip is printed. The therapist or facilitator knows who gets it.
   *[other] { $n } slips are printed. The therapist or facilitator knows who gets which.
}
desk-link = People who get this link from you can read what the group is for, and its charter.

## Until when an invitation works
invitation-to-a-day = Until a date
invitation-day-past = That day has passed. Please choose a later one.
invitation-day-too-far = An invitation works for three months at most. Please choose an earlier day.
invitation-day-choose = Please choose one of these.
