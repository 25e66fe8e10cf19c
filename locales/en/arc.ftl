### The words of a session's arc: stages, clock, plan, attendance.

## Stages
stage-arrive = Arrive
stage-open = Open
stage-round = Round
stage-explore = Explore
stage-brainstorm = Brainstorm
stage-weigh = Weigh
stage-close = Close
stage-arrive-words = Settle in and check in.
stage-open-words = We look at the charter and at what we took home last time.
stage-round-words = Everyone has a turn. Speak if you like, or pass.
stage-explore-words = We talk about one concern. We listen and ask; solutions can wait.
stage-brainstorm-words = Say anything that comes to mind. No criticism yet.
stage-weigh-words = We compare the benefits and costs of each idea.
stage-close-words = What do we take home, and how do we leave?

## The clock
stage-of = stage { $n } of { $of }
stage-within = { $n ->
    [one] of 1 minute
   *[other] of { $n } minutes
}
stage-due = { $n ->
    [one] the planned minute has passed
   *[other] the planned { $n } minutes have passed
}
stage-over-one = one minute over
stage-over = { $n } minutes over
stage-spent = { $n } of { $of }
stage-minutes = minutes
stage-skipped = skipped

## Moving on
arc-here = The stages of the session
stage-next = Next: { $stage }
stage-others = Change stage
stage-back = Back to { $stage }
stage-again = { $stage } again
stage-skip = Skip { $skipped } and go to { $stage }
stage-to = Go to another stage
stage-go = Go
stage-moved = Someone has just changed the stage. This is where it stands now.
stage-moved-by = { $name } has just moved the session to { $stage }.
stage-nothing-there = There is no stage at that place in the plan.
stage-not-live = This session isn’t running.
stage-tender = sensitive
stage-tender-on = Mark as sensitive
stage-tender-off = No longer sensitive
stage-tender-hint = Members see a gentle note first.
stage-tender-note = This may be heavy
stage-tender-words = You can just listen, pass, or step out for a while. No need to say why.

## The plan
plan-title = Session plan
plan-change = Change the plan
plan-see = Session plan
plan-sub = { $n ->
    [one] The session has 1 minute. The stages come in this order.
   *[other] The session has { $n } minutes. The stages come in this order.
}
plan-been = So far:
plan-comma = ,
plan-stage = Stage { $n }
plan-row-minutes = Minutes of stage { $n }
plan-none = none
plan-now = now
plan-hint = Choose “none” to remove a stage. A stage can come more than once.
plan-keep = Use as the group’s template
plan-keep-hint = The group’s next sessions start from this plan, fitted to their length.
plan-save = Save the plan
plan-minutes = A stage takes 1 to 480 minutes. Please check the numbers.
plan-steps = A plan has 1 to 12 stages.
plan-present = The current stage stays where it is. You can change its minutes.
plan-whole = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}

## Attendance
attends-expected = not here yet
attends-present = here
attends-was = was here
attends-late = { $n ->
    [one] 1 minute late
   *[other] { $n } minutes late
}
attends-left = left
attends-left-at = left at { $time }
attends-absent = absent
attends-by-staff = entered by staff
attends-no-phone = no phone
roll-title = Who’s here
roll-was = Attendance
roll-count = { $n } of { $of }
roll-arrived = { $n } of { $of } came
attendance-change = Change
attendance-here-now = Here
attendance-arrived-at = Arrived at
attendance-left-at = Left at
attendance-is-here = Is here
attendance-has-left = Has left
attendance-is-absent = Isn’t coming
attendance-is-expected = Not known yet
attendance-outside = That time is outside the session. Please write a time between its start and its end, or up to now while it’s running.
attendance-left-first = That’s before they arrived.
attendance-never-here = Please enter first when they arrived.
attendance-own-phone = They’re here with their own phone and do this themselves.
session-figures-closed = This session’s figures are closed and can’t change any more.
attendance-not-here = They aren’t here now. If they are, please mark it under “Who’s here” first.
attendance-has-spoken = They have spoken in this session, so they were here. Enter when they left, or remove their turns first.
presence-here = phone connected
presence-away = phone asleep
presence-gone = phone offline
phone-leave = I have to go
phone-leave-words = No need to say why. You can come back any time.
phone-leave-yes = I’m leaving

## Regrets
attends-regrets = can’t make it
roll-ahead = Who’s coming
regrets-ask = I can’t come
regrets-words = It’s enough to let us know. If you write something, only your therapist and facilitator read it; the group sees none of it here.
regrets-word = A sentence, if you like
regrets-send = Tell them I can’t come
regrets-sent = You’ve said you can’t come this time
regrets-sent-words = Your therapist knows. If your plans change, you can still come.
regrets-noted-for-you = Your therapist or facilitator entered this for you.
regrets-take-back = I can come after all
regrets-not-now = This session is over, or was cancelled.
regrets-here = They’re already at the session, so this isn’t needed any more.
regrets-their-own = They said so themselves; others can’t change it.
regrets-said-themselves = They said so themselves. If they do come, this is cleared.
regrets-note-word = Their message
regrets-note = Can’t make it
regrets-note-back = Remove this note

## Whereabouts
where-title = Where are you now?
where-label = An address, or anything that helps to find you
where-placeholder = for example: at home, 12 Rose Street
where-words = Only if you like. Only your therapist sees it, in case you need help. It’s deleted when the session ends.
where-say = Save
where-said = Where you are:
where-only-therapist = only your therapist sees it · change
where-later = If you like, tell your therapist where you are
where-not-here = You can only say this while you’re in a session.
where-in-one-room = This group meets in one room, so there’s no need to say where you are.
where-their-own = They’ve entered this themselves, on their own phone. That stays.
where-for = Enter where they are
where-for-whom = Where { $name } is now
where-for-words = What someone without a phone tells you. After this only the therapist can read it, marked “entered by staff”. It’s deleted when the session ends.
where-for-kept = Something is already entered. What you write replaces it; leave it empty to remove it.
where-all-title = Where the members are
where-all-words = Only you see this, and it’s deleted when the session ends.
where-none = Nobody has said where they are yet.

undo-back-to = Undo: back to { $where }
undo-end = Undo the end
undo-end-words = For two minutes. The stage in which the session ended goes on; turns and hands begin anew, and the wall is opened again.
undo-too-late = That was more than two minutes ago and can no longer be undone. You see how it stands now.
plan-of = of { $n } minutes
plan-adds-up = It adds up
plan-left = min left
plan-over = min too many
plan-took = took { $n } last time
plan-begins = Begins at
plan-from = Start from
plan-from-last = Last time’s plan
plan-from-group = The group’s template
plan-from-standard = The standard plan
plan-filled = The rows are filled in. Nothing is saved yet.
plan-less = One minute less for stage { $n }
plan-more = One minute more for stage { $n }
plan-up = Move stage { $n } up
plan-down = Move stage { $n } down
plan-question = The question of the round
plan-question-hint = Everyone reads it on their phone and on the wall when the round begins.
