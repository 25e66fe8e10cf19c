### The words of a session's arc: stages, clock, plan, attendance.

## Stages
stage-arrive = Arrive
stage-open = Open
stage-round = Round
stage-explore = Explore
stage-brainstorm = Brainstorm
stage-weigh = Weigh
stage-close = Close
stage-arrive-words = We sit down, and say how we come.
stage-open-words = The charter is at hand; we remember what we took home last time.
stage-round-words = Everyone has a turn. Anyone who wants to speaks; anyone who does not, passes.
stage-explore-words = One concern is in the middle. We listen and ask; no hurry towards solutions.
stage-brainstorm-words = Whatever comes to mind is said; nobody criticises yet.
stage-weigh-words = We lay the benefits and costs of each way side by side.
stage-close-words = We say what we take home, and how we part.

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
stage-not-reached = not reached

## Moving on
arc-here = The stages of the session
stage-next = Next: { $stage }
stage-others = Other ways
stage-back = Back to { $stage }
stage-again = { $stage } once more
stage-skip = Skip { $skipped }, on to { $stage }
stage-to = Go to another stage
stage-go = Go
stage-moved = The stage was changed meanwhile. You see how it stands now.
stage-moved-by = { $name } has just moved the session to { $stage }. You see it now.
stage-nothing-there = The plan has no stage there.
stage-not-live = This session is not under way.
stage-tender = tender
stage-tender-on = This topic is tender
stage-tender-off = No longer tender
stage-tender-hint = Members see a soft note before it.
stage-tender-note = What comes now may be heavy
stage-tender-words = You may just listen, pass, or step out for a while. You need not say why.

## The plan
plan-title = The plan of the session
plan-change = Change the plan
plan-see = The plan
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
plan-hint = To take a stage out, choose “none”. A stage may come more than once.
plan-keep = Keep as the group’s template
plan-keep-hint = The group’s next sessions begin with this plan, fitted to their length.
plan-save = Keep the plan
plan-minutes = Each stage needs 1 to 480 minutes. Please look at the numbers.
plan-steps = A plan has one to twelve stages.
plan-present = The present stage stays where it is; its minutes you may change.
plan-whole = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}

## Attendance
attends-expected = expected
attends-present = here
attends-was = was here
attends-late = { $n ->
    [one] came 1 minute in
   *[other] came { $n } minutes in
}
attends-left = left
attends-left-at = left at { $time }
attends-absent = absent
attends-by-staff = entered by staff
attends-no-phone = no phone
roll-title = Who is here
roll-was = Attendance
roll-count = { $n } of { $of }
roll-arrived = { $n } of { $of } came
attendance-change = Change
attendance-here-now = Here
attendance-arrived-at = Came at
attendance-left-at = Left at
attendance-is-here = Is here
attendance-has-left = Has left
attendance-is-absent = Does not come
attendance-is-expected = Not known yet
attendance-outside = This time is outside the session. Please write one from its start to its end, or to now while it runs.
attendance-left-first = This time is before they came.
attendance-never-here = Please say first when they came.
attendance-own-phone = They came in with their own phone and do this themselves.
session-figures-closed = The figures of this session are closed and do not change any more.
attendance-not-here = They are not here now. If they are, please note it under “Who is here” first.
attendance-has-spoken = They have spoken in this session, so they were here. You can say when they left, or take their turns out first.
presence-here = phone connected
presence-away = phone resting
presence-gone = phone not reached
phone-leave = I have to go
phone-leave-words = You need not say why. You can come back whenever you like.
phone-leave-yes = I am leaving

## Regrets
attends-regrets = sent regrets
roll-ahead = Who comes
regrets-ask = I cannot come
regrets-words = Letting us know is enough. If you write something, only therapist and facilitator read it; the group sees nothing of it here.
regrets-word = A sentence, if you like
regrets-send = Send my regrets
regrets-sent = You have said that you cannot come this time
regrets-sent-words = Your therapist knows. If your plans change, you can come whenever you like.
regrets-noted-for-you = Staff noted it for you.
regrets-take-back = I can come after all
regrets-not-now = This session is over, or was cancelled.
regrets-here = Anyone who has come to the session needs no regrets any more.
regrets-their-own = They said so themselves; that is not for others to change.
regrets-said-themselves = They said so themselves. If they come after all, it is taken back by itself.
regrets-note-word = Their message
regrets-note = Has sent regrets
regrets-note-back = Take this note back

## Whereabouts
where-title = Where are you now?
where-label = An address, or whatever makes you easy to find
where-placeholder = for example: at home, 12 Rose Street
where-words = Only if you like. Your therapist alone sees it, in case help is needed. It is deleted when the session ends.
where-say = Save
where-said = Where you are:
where-only-therapist = only your therapist sees it · change
where-later = If you like, tell your therapist where you are
where-not-here = Only someone who is in a session under way can say this.
where-in-one-room = This group sits in one room; you need not say where you are.
where-their-own = They have said this themselves, on their own phone. That stands.
where-for = Write down where they are
where-for-whom = Where { $name } is now
where-for-words = What someone without a phone tells you. Only the therapist reads it again, marked as entered by staff, and it is deleted when the session ends.
where-for-kept = Something is written down already. What you write takes its place; empty takes it back.
where-all-title = Where the members are
where-all-words = Only you see this, and it is deleted when the session ends.
where-none = Nobody has said where they are yet.

undo-back-to = Undo: back to { $where }
undo-end = Undo the end
undo-end-words = For two minutes. The stage in which the session ended goes on; turns and hands begin anew, and the wall is opened again.
undo-too-late = That was more than two minutes ago and can no longer be undone. You see how it stands now.
