### Words of "you are not the only one": concerns, and "I know this too".

concern-title = Concerns
concern-in-the-middle = In the middle now
concern-was-in-the-middle = We talked about this
concern-nameless = Without a name
concern-by-staff = , entered by staff
concern-is-tender = Sensitive
concern-tender-note = This concern may be heavy. Open it when you feel ready; you can also leave it closed.
concern-tender-on = Mark as sensitive
concern-tender-off = No longer sensitive

## The answers as the group sees them
concern-endorsements-not-yet = Nobody has said yet that they know this too.
concern-endorsements-someone = Someone here knows this too.
concern-endorsements-several = Several of us know this too.
concern-endorsements-number = { $n } of us know this too.
concern-endorsements-many = Many of us know this too.
concern-elsewhere = People in other groups live with this too.

## A member's phone
concern-say = I know this too
concern-say-hint = Nobody sees who said so, not even the therapist or the facilitator; the answers are shown together. You can take yours back until noon tomorrow, and until then only the server itself could know. After that nobody can know, so it’s neither in a download of your data nor erased with it.
concern-said = You said: I know this too
concern-unsay = Take it back
concern-this-is-yours = This one is yours.
concern-own = Your concerns
concern-own-staff = What you shared
concern-own-hint = Only you see this part.
concern-own-named = under your name
concern-own-nameless = without your name to the group
concern-laid-for = For { $name }
concern-edit = Edit
concern-your-words = Your text
concern-save = Save
concern-take-back = Take back
concern-take-back-hint = Your words are erased for good; if the group is talking about it now, it disappears from every screen at once. Without your name, it leaves the facilitator’s list at the next stage or together with others, so nobody can tell it was you.
concern-take-back-yes = Take my concern back
concern-you-took-back = You took this one back.
concern-change-waits = You and your therapist see this change now. The facilitator sees it together with others or at the next stage, so nobody can tell it was you.
concern-not-shown-to-new = You shared this before another therapist took over the group. They can’t see that it’s from you.
concern-show-to-new = Show my new therapist too
concern-aside-title = Your therapist set this concern aside
concern-aside-only-you = Only you and your therapist see this note.

## Laying one
concern-lay = Share a concern
concern-lay-staff = Share a concern, your own or for a member
concern-words = What’s weighing on you?
concern-words-staff = The concern, in their own words
concern-a-little = A little is enough for now.
concern-placeholder = In your own words…
concern-whose = Name
concern-named = Under my name
concern-named-true = The therapist and facilitator see your name right away; the members see it once the group talks about this.
concern-named-staff = It shows their name, and that you wrote it down.
concern-nameless-to-group = Without my name to the group
concern-nameless-true = Only your therapist can see this is from you. The facilitator and the other members can’t.
concern-nameless-staff = Only the therapist sees their name. Only the therapist can share one for a member without a name.
concern-lay-for = From
concern-lay-for-me = Me
concern-tender-check = It may be heavy for some
concern-tender-check-hint = Others see a note first and open it if they wish.
concern-lay-button = Share it

## The facilitator's console
concern-none-yet = No concerns yet. They come from the phones, or you can write them down here.
concern-list-order = In no particular order.
concern-bring = Talk about this one
concern-bring-again = Talk about it again
concern-leave = Done with this one
concern-open = Open the answers
concern-open-hint = “I know this too” answers are being collected. They’re shown together when you open them, or when you’re done with this concern. You don’t see who said so either.
concern-opened-hint = The answers are open. New ones are shown when you’re done with this concern.
concern-begin-on = Start from a concern of today
concern-cards = Paper cards
concern-cards-hint = How many "I know this too" cards came in? { $n ->
    [one] One person here has no phone.
   *[other] { $n } people here have no phone.
} The cards are added to the answers from the phones.
concern-cards-field = Number of cards
concern-cards-keep = Save
concern-with-cards = { $n ->
    [one] with one paper card
   *[other] with { $n } paper cards
}

## The therapist alone
concern-author-is = From { $name } · only you see this
concern-promised-to-another = Shared before you led this group: the author showed it to your colleague, not to you.
concern-waiting-title = Without a name, only you see these
concern-waiting-hint = The facilitator sees these at the next stage, or once there are three. You can talk about one now.
concern-waits = Only you see this for now
concern-therapist = Therapist
concern-theme = What it shares with others
concern-theme-hint = If at least five people in two other groups of this practice live with the same thing, the group sees one sentence saying so.
concern-theme-none = Nothing chosen
concern-theme-new = Or a new one
concern-theme-keep = Save
concern-aside = Set aside
concern-was-set-aside = You set it aside. You can put it back until the session ends.
concern-put-back = Put back on the list
concern-aside-reason = Why you’re setting it aside
concern-aside-hint = Only the person who wrote it reads this. It then disappears from every list.

## Why not
concern-not-live = The session isn’t running; you can’t share or change anything now.
concern-no-choice = Please choose: under your name, or without your name to the group. Your text is still here.
concern-only-the-therapist = Only the therapist can share one for a member without a name; nobody else should know whose it is.
concern-not-yours = You can only change or take back your own concern.
concern-changed = This concern has just been changed. Your text is still here; compare it with how it reads now.
concern-stays-in-the-middle = You can’t edit it while the group talks about it. You can always take it back.
concern-gone = This concern was taken back or set aside.
concern-your-own = This one is yours, so you’re already counted in.
concern-not-in-the-middle = The group isn’t talking about this concern any more.
concern-not-here = Please say first that you’re here.
concern-frozen = It’s past noon on the day after. Nobody can tell any more whose an answer is, so it can’t be taken back.
concern-too-many-cards = There aren’t that many people here without a phone. Please check the number of cards.
concern-no-number = Please write the number of cards in digits.

## After the session
concern-see = Concerns of this session
concern-page-staff = What the group talked about, and what was shared.
concern-page-member = What the group talked about.
concern-page-middle = Talked about
concern-page-none = No concern was talked about.
concern-page-laid = Shared, not talked about

## The wall
concern-tender-wall = We’re talking about a sensitive concern
concern-tender-wall-words = If you wish, open it on your phone.
