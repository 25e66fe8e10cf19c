### The words of brainstorming: ideas, and what people do with their own.

idea-refused-over = Gathering is over; no idea can be added or changed any more.
idea-refused-not-yours = You can change or take back only an idea of your own.
idea-refused-changed = This idea was changed meanwhile. Your words are still here; please compare them with how it stands now.
idea-refused-withdrawn = This idea was taken back. If you like, bring it back first.
undo-refused-reworded = This has other words by now, so it stays. If it is to go all the same, take it back in its own line.
undo-refused-nothing = There is nothing here that you logged and could take back.
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
idea-waits = So far only you see this change. The others see it together with other changes, or with the next step, so that nobody can tell that it was you.
idea-you-took-back = You took this back


## The phases
phase-line = The steps of the brainstorm
phase-gather = Gather
phase-tidy = Tidy
phase-weigh = Benefits and costs
phase-narrow = Narrow
phase-commit = Commit
phase-done = Over
phase-next = Next step: { $phase }
phase-others = Another step
phase-jump = Go to
phase-jump-words = Going back loses nothing.
phase-jump-yes = Go
phase-take-up = Take it up again
phase-refused-moved = Another step has begun meanwhile. The page shows it now.
phase-refused-open-first = First open what was written in quiet, all together.
phase-refused-keep-first = First keep two to four solutions.
brainstorm-opened-already = Some of these ideas have been seen; names are not taken off any more.

## Before the opening
look-title = Look through before opening
look-link = Look through without names, before opening
look-words = Nobody’s name is here, and the order says nothing. If an idea could wound someone, hold it back: its author is told kindly, and you do not learn who it is.
look-none = There is nothing to look through yet.
look-more = Show me what has come since
look-few = Ideas are looked at three or more at a time, so that it cannot be seen who wrote just now.
look-hold = Hold back for now
look-release = Let it be opened
look-held = held back
quiet-refused-not-now = This can be done only before the ideas are opened.
idea-held = This one is not opened for now, because it might wound someone. Nobody knows that it is yours. If you like, put it in other words and it comes with the rest; if not, it stays here with you.
unname-title = Take the names off
unname-words = From now on no idea bears a name, and what has been written so far loses its name too. This cannot be undone.
unname-yes = Without names

## Tidying
tidy-title = Put two twin ideas together
tidy-hint = The words and names of both stay, and you can take them apart again.
tidy-this = This idea
tidy-into = under this one
tidy-merge = Put together
tidy-few = That needs at least two ideas.
tidy-twins = Twins
tidy-apart = Take apart
tidy-phone = Twin ideas are put together; everybody’s words stay. You can still change your own idea, take it back or bring it back.
tidy-refused-not-now = Ideas are put together only in the step “Tidy”.
tidy-refused-same = An idea is not its own twin. Please choose two different ones.
tidy-refused-withdrawn = One of the two was taken back.
tidy-refused-merged = One of the two was put under another idea meanwhile. Please look at the list again.

## Weighing
point-kind = What kind
point-benefit = Benefit
point-cost = Cost
point-question = Question
point-no-benefit = Nobody has named a benefit yet.
point-no-cost = Nobody has named a cost yet.
point-no-question = No question yet.
point-taken-back = This was taken back.
point-refused-not-now = Benefits and costs are written only in that step.
point-refused-no-such-idea = This idea does not stand by itself any more. Please choose another one.
point-refused-changed = This was changed meanwhile. Your words are still here; please compare them with how it stands now.
point-refused-withdrawn = This was taken back. If you like, bring it back first.
point-refused-not-yours = You can change or take back only what is your own.
weigh-new = New point for idea
weigh-words = Your point
weigh-aim-hint = choose the idea.
weigh-named = Each point appears on every screen at once, with its name.
weigh-nameless = Points bear no names and appear three at a time, shuffled.
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
dots-asked-words = Dots come from the phones. Until they are opened nobody sees their sums, or how many anybody has left.
dots-open = Open the dots
dots-open-hint = The sums appear on every screen, and from then on no dot moves. Whose each one was is forgotten in that moment.
dots-open-words = The dots are open. If some ideas are level, talk and choose, or ask again.
dots-open-entered = { $n ->
    [one] One dot was given by the facilitator for someone without a phone.
   *[other] { $n } dots were given by the facilitator for someone without a phone.
}
dots-again = Ask for dots again
dots-again-words = New dots are given; the earlier sums stay in the record.
dots-again-yes = Ask again
dots-behalf = Dots for someone without a phone
dots-behalf-words = Only for someone who came without a phone. They stay marked in the whole.
dots-behalf-whose = From
dots-behalf-idea = For idea
dots-behalf-many = How many
dots-behalf-yes = Log the dots
dots-entered = { $name } has given { $n } of { $of } dots so far.
dots-less = One dot less
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
    [0] You have given all { $of } of your dots.
   *[other] { $n } of your { $of } dots left.
}
dots-refused-not-now = Dots are given only in the step “Narrow”.
dots-refused-opened = The dots are open; they do not move any more.
dots-refused-asked-anew = Dots were asked for again meanwhile. The page shows that now.
dots-refused-too-many = All dots are given. For a new one, first take one back.
dots-refused-not-so-many = There are not that many dots.
dots-refused-few-gave = Fewer than three people have given dots; the sums would tell whose they are. You can also choose by talking.
dots-refused-not-opened = The dots are not open yet.
dots-refused-not-a-member = Dots are the members’. Please choose a member.
dots-refused-own-phone = This member came with their own phone and gives dots themselves.
wall-dots = Nobody sees the dots yet.
shortlist-title = Shortlist
shortlist-none = No solution is kept yet.
shortlist-hint = The group keeps two to four solutions; the other ideas stay in the session’s record.
shortlist-kept = kept
shortlist-keep = Keep
shortlist-let-go = Not kept
shortlist-refused-not-now = Solutions are kept in the step “Narrow”.
shortlist-refused-full = Four solutions are kept. First let one go.
