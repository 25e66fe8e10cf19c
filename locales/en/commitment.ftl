### Commitments: who does what, by when, and how we will know. And what became of it.

commitment-title = Commitment
commitment-make = Make a commitment
commitment-make-staff = Offer a commitment to a member
commitment-whose = For
commitment-whose-hint = Members with a phone get an offer and decide for themselves. For a member without one, write down what they said.
commitment-choose = Choose
commitment-everyone = Everyone here with a phone, one offer each
commitment-what = What will you do?
commitment-what-staff = The commitment, in their words
commitment-what-placeholder = Small and clear, like “one evening I’ll walk with my sister”
commitment-when = By when?
commitment-by-next = By the next session
commitment-by-a-day = By a date
commitment-day = Date
commitment-by-day = By { $day }
commitment-sign = How will we know?
commitment-sign-is = Sign:
commitment-idea = From which idea?
commitment-idea-none = None
commitment-true = The group sees this with your name; the room’s screen shows it without a name. You, your therapist and your facilitator see what becomes of it; the group only if you choose.
commitment-true-staff = Until they accept it, only they and you see it. If they don’t, the group sees nothing.
commitment-send = Commit to this
commitment-send-staff = Offer it

commitment-over = This session has ended. You can make a new commitment in the next one.
commitment-early = It’s not time for commitments yet. When it is, you’ll find them here.
commitment-whose-missing = Please choose a member.
commitment-nobody-by-phone = Nobody is here with a phone right now. Please choose one member.
commitment-not-yours = Only the person who made this commitment can say what became of it.
commitment-not-taken = This commitment wasn’t accepted, or was dropped.
commitment-stale = This commitment has just been changed. Your text is still here; compare it with how it reads now.
commitment-past = That day has passed. Please choose today or later.
commitment-nothing = Please choose one of the three answers.
commitment-taken-back = The person who made this commitment took their words back.

commitment-offered = Offered
commitment-offered-staff = Offered; no answer yet.
commitment-declined = Not this time
commitment-for-you = An offer for you
commitment-for-you-words = You can take it or leave it. Both are fine, and you don’t need a reason.
commitment-accept = Accept
commitment-decline = Not this time
commitment-see = See the commitment
commitment-back = Back
commitment-let-go = Drop this commitment
commitment-let-go-words = It disappears from the lists. Dropping it is a decision too.
commitment-let-go-yes = Drop it
commitment-let-go-done = You dropped this commitment.

commitments-here = Commitments of this session
commitments-count = { $n ->
    [one] { $n } commitment
   *[other] { $n } commitments
}
commitments-none = None yet. If you like, take something small home.
commitments-none-staff = None yet. Members make their own, or you can offer one.
commitments-taken = What we took home last time
commitments-taken-words = Tell us how it went, if you like. No answer is better than another.
commitments-taken-staff = You and the person whose commitment it is see the answers; the group sees only the ones people chose to show. Ask who’d like to tell.
commitments-yours = Your commitments
commitments-earlier = Earlier commitments

outcome-done = Done
outcome-not-yet = Not yet
outcome-changed = Changed
outcome-how = How did it go?
outcome-how-staff = How did it go, in their own words?
outcome-any = Any answer is fine. You can talk about it when the session opens, if you like.
outcome-what-now = What it is now
outcome-word = A few words about it
outcome-add-word = Add a few words
outcome-save = Save
outcome-tell = Let the group see my answer and words
outcome-tell-staff = They want the group to see this
outcome-shared = the group sees it
outcome-shared-by-owner = The person whose commitment this is wants the group to see it.
outcome-true = Unless you tick this, only the person whose commitment it is, the therapist and the facilitator see the answer and the words. We ask again with each answer.
outcome-history = What was said
outcome-before = Before:

line-title = A line for the next session
line-placeholder = Something you’d like to bring up
line-only-you = Only you see this, not the group and not your therapist. In the next session it appears on your own phone.
line-only-you-live = Only you see this. Say it in the group if you like.
line-keep = Save
line-brought = You wanted to bring this up
line-put-away = Put away
