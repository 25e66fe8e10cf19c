### The words of brainstorming: ideas, and what people do with their own.

idea-refused-over = Gathering is over. Ideas can’t be added or changed any more.
idea-refused-not-yours = You can only change or take back your own ideas.
idea-refused-changed = This idea has just been changed. Your text is still here; compare it with how it reads now.
idea-refused-withdrawn = This idea was taken back. Bring it back first.
undo-refused-reworded = Its text has changed since, so it stays. To remove it anyway, take it back in its own line.
undo-refused-nothing = There’s nothing of yours here to undo.
brainstorm-aloud-needs-names = Ideas without names are always written in quiet.
brainstorm-nothing-to-open = These ideas are already open.

idea-logged = , entered by staff
idea-from-group = from the group, entered by staff
idea-taken-back = This idea was taken back.

idea-edit = Edit
idea-your-words = Your text
idea-save = Save
idea-take-back = Take back
idea-bring-back = Bring back
idea-only-you = only you see it
idea-waits = Only you see this change for now. The others see it together with other changes or at the next step, so nobody can tell it was you.
idea-you-took-back = You took this back

## The phases
phase-line = Brainstorm steps
phase-gather = Gather
phase-tidy = Tidy
phase-weigh = Benefits and costs
phase-narrow = Narrow
phase-commit = Commit
phase-done = Over
next-step = Next: { $step }
next-open-ideas = Next: open the ideas
next-open-dots = Next: open the dots
next-keep = Next: keep two to four
phase-others = Other steps
phase-jump = Go to
phase-jump-words = Nothing is lost by going back.
phase-jump-yes = Go
phase-take-up = Reopen
phase-refused-moved = Someone has just moved to another step. The page shows it now.
phase-refused-open-first = First open what was written in quiet.
phase-refused-keep-first = First keep two to four solutions.
brainstorm-opened-already = Some of these ideas have already been seen, so names can’t be removed any more.

## Before the opening
look-title = Look through before opening
look-link = Look through without names, before opening
look-words = You see no names, and the order means nothing. If an idea could hurt someone, hold it back: its author gets a kind note, and you don’t learn who it is.
look-none = Nothing to look through yet.
look-more = Show what’s new
look-few = You see ideas three or more at a time, so you can’t tell who has just written.
look-hold = Hold back for now
look-release = Let it open
look-held = held back
quiet-refused-not-now = You can only do this before the ideas are opened.
idea-held = This one stays closed for now, because it might hurt someone. Nobody knows it’s yours. If you like, rewrite it and it comes with the rest; if not, it stays here with you.
unname-title = Remove the names
unname-words = From now on no idea has a name, and the ones already written lose theirs. You can’t undo this.
unname-yes = Remove names

## Tidying
tidy-title = Put two similar ideas together
tidy-hint = The text and names of both stay. You can separate them again.
tidy-this = This idea
tidy-into = under this one
tidy-merge = Put together
tidy-few = You need at least two ideas for this.
tidy-twins = Similar ideas
tidy-apart = Separate
tidy-phone = Similar ideas are put together; everyone’s text stays. You can still change your own idea, take it back or bring it back.
tidy-refused-not-now = You can only put ideas together in the step “Tidy”.
tidy-refused-same = Please choose two different ideas.
tidy-refused-withdrawn = One of the two was taken back.
tidy-refused-merged = One of the two has just been put under another idea. Please look at the list again.

## Weighing
point-kind = Type
point-benefit = Benefit
point-cost = Cost
point-question = Question
point-no-benefit = No benefit yet.
point-no-cost = No cost yet.
point-no-question = No question yet.
point-taken-back = This was taken back.
point-refused-not-now = You can only write benefits and costs in that step.
point-refused-no-such-idea = This idea isn’t on the board on its own any more. Please choose another one.
point-refused-changed = This has just been changed. Your text is still here; compare it with how it reads now.
point-refused-withdrawn = This was taken back. Bring it back first.
point-refused-not-yours = You can only change or take back your own points.
weigh-new = New point for idea
weigh-words = Your point
weigh-aim-hint = choose the idea.
weigh-named = Each point appears on every screen at once, with its name.
weigh-nameless = Points have no names and appear three at a time, shuffled.
weigh-share = Share with the group
weigh-view = View
weigh-view-columns = Two columns
weigh-view-list = List
wall-others = The other ideas
wall-more = and { $n } more
wall-weighed = { $benefits ->
    [0] no benefit yet
    [one] one benefit
   *[other] { $benefits } benefits
}, { $costs ->
    [0] no cost yet
    [one] one cost
   *[other] { $costs } costs
}

## Dots and the shortlist
dots-title = { $n ->
    [one] Everyone has one dot
   *[other] Everyone has { $n } dots
}
dots-each = Dots for each
dots-asked-words = Dots come from the phones. Until you open them, nobody sees the totals or how many dots anyone has left.
dots-open = Open the dots
dots-open-hint = The totals appear on every screen, and dots can’t be moved any more. Whose dot each one was is forgotten at that moment.
dots-open-words = The dots are open. If some ideas are level, talk and choose, or vote again.
dots-open-entered = { $n ->
    [one] One dot was entered by staff for someone without a phone.
   *[other] { $n } dots were entered by staff for someone without a phone.
}
dots-again = Vote again
dots-again-words = Everyone gets new dots; the earlier totals stay in the record.
dots-again-yes = Vote again
dots-behalf = Dots for someone without a phone
dots-behalf-words = Only for someone who came without a phone. They stay marked in the total.
dots-behalf-whose = From
dots-behalf-idea = For idea
dots-behalf-many = How many
dots-behalf-yes = Enter dots
dots-entered = { $name } has given { $n } of { $of } dots so far.
dots-less = One dot fewer
dots-more = One dot more
dots-here = { $n ->
    [0] no dot
    [one] one dot
   *[other] { $n } dots
}
dots-sum = { $n ->
    [0] no dot
    [one] one dot
   *[other] { $n } dots
}
dots-left = { $n ->
    [0] You’ve given all { $of } of your dots.
   *[other] { $n } of your { $of } dots left.
}
dots-refused-not-now = You can only give dots in the step “Narrow”.
dots-refused-opened = The dots are open and can’t be moved any more.
dots-refused-asked-anew = A new vote has just started. The page shows it now.
dots-refused-too-many = You’ve given all your dots. Take one back first.
dots-refused-not-so-many = There aren’t that many dots.
dots-refused-few-gave = Fewer than three people have given dots, so the totals would show whose they are. You can also choose by talking.
dots-refused-not-opened = The dots aren’t open yet.
dots-refused-not-a-member = Only members give dots. Please choose a member.
dots-refused-own-phone = This member has their own phone here and gives dots themselves.
wall-dots = Nobody sees the dots yet.
shortlist-title = Shortlist
shortlist-none = No solution kept yet.
shortlist-hint = The group keeps two to four solutions; the other ideas stay in the session’s record.
shortlist-kept = kept
shortlist-keep = Keep
shortlist-let-go = Remove
shortlist-refused-not-now = You can only keep solutions in the step “Narrow”.
shortlist-refused-full = Four solutions are already kept. Remove one first.
