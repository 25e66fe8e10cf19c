### The phone in a session: the bar at its foot, what it opens, and the floor.

dock-title = Always at hand
dock-hand = Raise hand
dock-hand-up = Lower hand
dock-speaking = You have the floor
dock-more = More
dock-back = Back
dock-support = I need support
more-title = More
more-back = Back to the session
all-ideas = All ideas
all-title = All ideas of this board

floor-yours = You have the floor
floor-yours-words = Take the time you need. Silence is fine, too.
floor-done = I’m done

idea-details = Details
idea-weighed = { $benefits ->
    [0] no benefit yet
    [one] 1 benefit
   *[other] { $benefits } benefits
}, { $costs ->
    [0] no cost yet
    [one] 1 cost
   *[other] { $costs } costs
}
dots-still = { $n ->
    [0] No dot left
    [one] 1 dot left
   *[other] { $n } dots left
}

step-title = A small step for this week
step-from = From which idea
step-yours = Your step
step-sign-add = How will we know? (optional)
step-not-now = Not this time
step-not-now-words = That is fine. A commitment can also come later, or not at all.
step-after-all = I’d like to after all
step-who-sees = Who sees it
concern-who-sees = Nobody sees who says so.
concern-who-sees-more = How is this kept?
