### Words of "you are not the only one": concerns, and "I know this too".

concern-title = Concerns
concern-in-the-middle = In the middle
concern-was-in-the-middle = Was in the middle
concern-nameless = Without a name
concern-by-staff = , written down by staff
concern-is-tender = Tender
concern-tender-note = This concern may be heavy. Unfold it when you feel ready; leaving it folded is fine too.
concern-tender-on = It is tender
concern-tender-off = No longer tender

## The answers as the group sees them
concern-endorsements-not-yet = Nobody has said yet that they know this.
concern-endorsements-someone = Someone here knows this too.
concern-endorsements-several = Several of us know this too.
concern-endorsements-number = { $n } of us know this too.
concern-endorsements-many = Many of us know this too.
concern-elsewhere = People in other groups live with this too.

## A member's phone
concern-say = I know this too
concern-say-hint = Who said so is shown to nobody, to therapist and facilitator neither; the answers are told together. You can take yours back until noon tomorrow, and until then only the server itself could know. Afterwards nobody can, so it is neither in a download of your data nor erased with it.
concern-said = You said: I know this too
concern-unsay = Take it back
concern-this-is-yours = This one is yours.
concern-own = Your concerns
concern-own-staff = What you laid
concern-own-hint = Only you see this part.
concern-own-named = under your name
concern-own-nameless = without your name to the group
concern-laid-for = For { $name }
concern-edit = Change
concern-your-words = Your words
concern-save = Keep the change
concern-take-back = Take back
concern-take-back-hint = Your words are erased for good; if they are in the middle, they leave every screen at once. Without your name they leave the facilitator's list with the next stage, or together with others, so that nobody can tell that it was you.
concern-take-back-yes = I take my concern back
concern-you-took-back = You took this one back.
concern-change-waits = You and your therapist see this change already. The facilitator sees it together with others, or with the next stage, so that nobody can tell that it was you.
concern-not-shown-to-new = This was laid before another therapist took over the group. They can't see that it is from you.
concern-show-to-new = Show my new therapist too
concern-aside-title = Your therapist set this concern aside
concern-aside-only-you = Only you and your therapist see this note.

## Laying one
concern-lay = Lay a concern in the middle
concern-lay-staff = Lay a concern, your own or for a member
concern-words = What weighs on you?
concern-words-staff = The concern, in their own words
concern-a-little = A little is enough for now.
concern-placeholder = In your own words…
concern-whose = Name
concern-named = Under my name
concern-named-true = Therapist and facilitator see your name beside it right away, and the members of the group once it comes to the middle.
concern-named-staff = Their name stands beside it, and that you wrote it down.
concern-nameless-to-group = Without my name to the group
concern-nameless-true = Only your therapist can see that this is from you; the facilitator cannot, nor can any other member.
concern-nameless-staff = Only the therapist sees their name. For a member, only the therapist can lay one without a name.
concern-lay-for = From
concern-lay-for-me = Myself
concern-tender-check = It may be heavy for some
concern-tender-check-hint = Others see a note first, and unfold it if they wish.
concern-lay-button = Lay it here

## The facilitator's console
concern-none-yet = No concern yet. They come from the phones, or you write them down here.
concern-list-order = The order of this list means nothing.
concern-bring = Bring to the middle
concern-bring-again = Bring to the middle again
concern-leave = Let it leave the middle
concern-open = Open the answers
concern-open-hint = Answers of "I know this too" are gathered. They are told together when you open them, or when it leaves the middle. Who said so is not shown to you either.
concern-opened-hint = The answers are open. What comes from now on is told when it leaves the middle.
concern-brainstorm = Brainstorm on this concern
concern-cards = Paper cards
concern-cards-hint = How many "I know this too" cards came in? { $n ->
    [one] One person here has no phone.
   *[other] { $n } people here have no phone.
} The cards are added to what the phones gave.
concern-cards-field = Number of cards
concern-cards-keep = Keep
concern-with-cards = { $n ->
    [one] with one paper card
   *[other] with { $n } paper cards
}

## The therapist alone
concern-author-is = From { $name } · only you see this
concern-promised-to-another = Laid before you led this group: its author showed it to your colleague, not to you.
concern-waiting-title = Without a name, with you alone
concern-waiting-hint = The facilitator sees these with the next stage, or once there are three. You can bring one to the middle now.
concern-waits = Only you see this so far
concern-therapist = Therapist
concern-theme = What it has in common with others
concern-theme-hint = When at least five people in two other groups of this practice live with the same, the group reads so in one sentence.
concern-theme-none = Nothing chosen
concern-theme-new = Or a new one
concern-theme-keep = Keep
concern-aside = Set aside
concern-was-set-aside = You set it aside; until the session ends it can be put back.
concern-put-back = Put back on the list
concern-aside-reason = Why it is set aside
concern-aside-hint = Only the concern's author reads this. After that it is on no list any more.

## Why not
concern-not-live = The session is not live; nothing can be laid or changed now.
concern-no-choice = Please say whether it is under your name or without your name to the group. Your words are still here.
concern-only-the-therapist = For a member, only the therapist can lay one without a name; nobody else should know whose it is.
concern-not-yours = You can change or take back only your own concern.
concern-changed = This concern was changed meanwhile. Your words are still here; compare them with what it says now.
concern-stays-in-the-middle = While it is in the middle its words stay. Taking it back is always up to you.
concern-gone = This concern was taken back or set aside.
concern-your-own = This one is your own; you are in it already.
concern-not-in-the-middle = This concern is not in the middle any more.
concern-not-here = Say first that you are here.
concern-frozen = Noon of the day after has passed; nobody can tell any more whose an answer is, so it cannot be taken back.
concern-too-many-cards = There are not so many people here without a phone. Please look at the number of cards again.
concern-no-number = Please write the number of cards as a number.

## After the session
concern-see = Concerns of this session
concern-page-staff = What was in the middle, and what was laid.
concern-page-member = What the group had in the middle.
concern-page-middle = Was in the middle
concern-page-none = Nothing was in the middle.
concern-page-laid = Laid, and did not come to the middle

## The wall
concern-tender-wall = A tender concern is in the middle
concern-tender-wall-words = Anyone who wishes unfolds it on their phone.
