### Commitments: who does what, by when, and how we will know. And what became of it.

commitment-title = Commitment
commitment-make = I take something home
commitment-make-staff = Offer a commitment to a member
commitment-whose = For whom
commitment-whose-hint = Who has a phone is offered it, and takes it on by their own hand or not. For who has none, write down what they said.
commitment-choose = Choose
commitment-what = What will you do?
commitment-what-staff = The commitment, in their words
commitment-what-placeholder = Small and clear, like “one evening I walk with my sister”
commitment-when = By when?
commitment-by-next = By the next session
commitment-by-a-day = By a certain day
commitment-day = By which day
commitment-by-day = By { $day }
commitment-sign = How will we know?
commitment-sign-is = Sign:
commitment-idea = From which idea?
commitment-idea-none = From none
commitment-true = The group sees this with your name; the room’s screen shows only what it is, without a name. What becomes of it is seen by you, your therapist and your facilitator; by the group only if you let it.
commitment-true-staff = Until it is taken on, only they and you see it. If they leave it, the group sees nothing.
commitment-send = I take it on
commitment-send-staff = Offer it

commitment-over = This session has ended; there is room for a new commitment in the next one.
commitment-early = The group has not come to choosing what to do yet. When it does, this is the place for it.
commitment-whose-missing = Say which member this is for.
commitment-not-yours = Only whose commitment it is says what becomes of it.
commitment-not-taken = This commitment was not taken on, or was let go.
commitment-stale = This commitment was changed meanwhile. What you wrote is still here; compare it with what stands there now.
commitment-past = That day has passed. Choose today or a later day.
commitment-nothing = Choose one of the three answers.
commitment-taken-back = Whose commitment this is took their words back.

commitment-offered = Offered
commitment-offered-staff = Offered; there is no answer yet.
commitment-declined = Not this time
commitment-for-you = An offer for you
commitment-for-you-words = You may take it on or leave it. Both are fine, and neither needs a reason.
commitment-accept = I take it on
commitment-decline = Not this time
commitment-see = See the commitment
commitment-back = Back
commitment-let-go = Let this commitment go
commitment-let-go-words = It leaves the lists. Letting go is a decision too.
commitment-let-go-yes = I let it go
commitment-let-go-done = This commitment was let go.

commitments-here = Commitments of this session
commitments-count = { $n ->
    [one] { $n } commitment
   *[other] { $n } commitments
}
commitments-none = None yet. Anyone who likes takes something small home.
commitments-none-staff = None yet. Members make their own, or you offer one.
commitments-taken = What we took home last time
commitments-taken-words = Anyone who likes says what became of it. No answer is better than another.
commitments-taken-staff = Answers are seen by you and by whose they are; by the group only where their owner let it. Ask who would like to tell.
commitments-yours = Your commitments
commitments-earlier = Earlier commitments

outcome-done = Done
outcome-not-yet = Not yet
outcome-changed = Changed
outcome-how = What became of it?
outcome-how-staff = What became of it, in their own words?
outcome-any = Any answer is good. If you like, you tell of it when the session opens.
outcome-what-now = How it reads now
outcome-word = A word about it
outcome-add-word = Add a word
outcome-save = Keep
outcome-tell = Let the group see this answer and word
outcome-tell-staff = They want the group to see this
outcome-shared = the group sees it
outcome-shared-by-owner = Whose commitment this is let the group know.
outcome-true = Unless you tick this, the answer and the word are seen only by whose commitment it is, the therapist and the facilitator. It is asked anew with each answer.
outcome-history = What was said
outcome-before = Before:

line-title = A line for the next session
line-placeholder = Something you would like to bring
line-only-you = Only you see this; neither the group nor your therapist. In the next session it is shown on your own phone.
line-only-you-live = Only you see this. Say it in the group if you like.
line-keep = Keep
line-brought = You wanted to bring this
line-put-away = Put away
