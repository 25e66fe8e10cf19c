### The charter: articles, proposals, answers, versions, signatures.

charter-title = Charter
charter-of = Charter of { $group }
charter-none-yet = What the members agree on together, in their own words. Nothing stands here unless every member agrees to it.
charter-version = Version { $n }
charter-versions = Versions
charter-counts-now = this one counts
charter-articles = Articles
charter-ratified-at = All agreed on { $day }
charter-former-member = a former member
charter-words-taken-back = These words were taken back.
charter-newer = There is a newer version of the charter. Please read it before you sign.

charter-empty = The group agreed to leave every article out. Anybody may propose a new one.
charter-article-otherwise = Say it otherwise
charter-article-change = Other words
charter-article-move = Another place
charter-article-remove = Leave it out
charter-article-proposed = There is a proposal about this article

charter-draft = Proposals
charter-draft-count = { $n ->
    [one] { $n } open
   *[other] { $n } open
}
charter-draft-words = When all members agree to all open proposals, these become version { $n } together.
charter-draft-none = Nothing is open. Anybody in the group may propose something, at any time.
charter-draft-first = Nothing is proposed yet. Begin with your own words, or with one of the articles that other groups began with.
charter-propose-own = Propose an article
charter-answered = { $of ->
    [0] no member is asked yet
   *[other] { $n } of { $of } have answered
}
charter-asks-you = waits for your answer
charter-takes-two = An agreement takes at least two members. Until there are two, proposals simply wait.

charter-starters = To begin with
charter-starters-see = See them
charter-starters-words = Other groups began with these. Tick those you would like to talk about. Each becomes a proposal; none counts until all members agree.
charter-starters-propose = Propose the ticked articles
charter-starters-none = Please tick at least one article.
charter-go-through = { $n ->
    [one] Answer the one that waits for you
   *[other] Go through the { $n } that wait for you
}
charter-is-this-all = Is this all?
charter-is-this-all-words = You have answered everything. When all members agree to it, it becomes version { $n }. If something is missing, propose it now.

charter-sign-title = Read and sign
charter-sign-again = Version { $n } asks for your signature
charter-sign-since = This is what changed since version { $n }, which you signed.
charter-sign-words = These are the articles that the members agreed on. Signing says: I keep to this, too.
charter-sign-as = Sign as { $name }
charter-sign-unhurried = There is no hurry. If something does not sit well with you, propose other words first.
charter-signatures = Signatures
charter-signatures-count = { $n ->
    [0] nobody yet
    [one] { $n } person
   *[other] { $n } people
}
charter-unsigned = Not signed yet
charter-on-paper = on paper
charter-paper = Signed on paper
charter-paper-words = For someone who has signed the printed charter in front of you.
charter-paper-enter = Enter the signature
charter-print = To print
charter-print-hint = This page is made for the wall: print it with your browser.

charter-compared = What changed from version { $from } to version { $to }
charter-came-from = How it came about
charter-came-from-words = The proposals that became this version, each with its conversation.
charter-compare-with = Compare with version { $n }
charter-became-added = Article { $n }, new
charter-became-removed = Left out
charter-became-reworded = Article { $n }, in other words
charter-became-moved = Article { $n }, was article { $was }
charter-became-same = Article { $n }, unchanged

proposal-title = Proposal
proposal-new = New proposal
proposal-new-words = It becomes part of the charter when every member agrees to it.
proposal-add = A new article
proposal-change = A change to article { $n }
proposal-remove = Leaving out article { $n }
proposal-move = Another place for article { $n }
proposal-text = The article
proposal-text-hint = One or two sentences, the way you would say it.
proposal-place = Its new place
proposal-place-unknown = Please choose a place from the list.
proposal-reason = Why
proposal-reason-hint = It begins the conversation about your proposal.
proposal-seen-by = The whole group, therapist and facilitator see this, with your name.
proposal-make = Propose
proposal-not-now = Not now
proposal-see-other = Read that proposal
proposal-by = Proposed by
proposal-now = Now
proposal-before = Before
proposal-proposed = Proposed
proposal-proposed-again = Proposed, wording { $n }
proposal-moves-to = It would stand in place { $n }.
proposal-ratified = part of the charter
proposal-withdrawn = withdrawn
proposal-kept = What you wrote is still in its field.
proposal-kept-here = Here is what you wrote, so that it is not lost:
proposal-what-answer = What is your answer?
proposal-your-answer = Your answer
proposal-say-why = In your words
proposal-say-why-hint = Needed for a concern, or if you can’t live with it.
proposal-give-answer = Give my answer
proposal-change-answer = Change my answer
proposal-no-hurry = You can change it until all agree. There is no hurry: you can talk about it first.
proposal-staff = You take part in the conversation. The answers are the members’.
proposal-answered = { $n ->
    [0] Nobody of { $of } has answered yet
   *[other] { $n } of { $of } have answered
}
proposal-answers = Answers
proposal-has-answered = has answered
proposal-not-yet = not yet
proposal-opens-together = The answers open for all together: when all have answered, or earlier when therapist or facilitator open them. The therapist cannot answer for you.
proposal-agreed-waits = All agree. It joins the charter when all agree to the other open proposals, too.
proposal-open = Open the answers for all
proposal-entered = spoken, written down by staff
proposal-spoken = Write down a spoken answer
proposal-spoken-words = For a member who sits here without a phone. It is marked as written down by you.
proposal-spoken-who = Whose answer
proposal-spoken-answer = The answer
proposal-say-why-spoken = In their words
proposal-say-why-hint-spoken = Needed for a concern, or if they can’t live with it.
proposal-spoken-enter = Write it down
proposal-said = What was said
proposal-said-none = Nobody has said anything yet.
proposal-say = Say something
proposal-say-button = Say it
proposal-your-words = Your words
proposal-reword = Offer other words
proposal-reword-hint = Everybody is asked again, once. The earlier wording stays readable.
proposal-reword-button = Offer these words
proposal-earlier = Earlier wordings
proposal-earlier-words = Answers to earlier words are not counted.
proposal-wording = Wording { $n }
proposal-withdraw = Withdraw this proposal
proposal-withdraw-words = The group is no longer asked about it. What was said stays readable.
proposal-withdraw-yes = Withdraw it
proposal-next = Next proposal
proposal-place-of = proposal { $n } of { $of }
proposal-is-this-all-words = This is the last one that waits for you. When all members agree to everything, it becomes version { $n }.
proposal-is-this-all-more = Something is missing: propose it first

answer-agree = I agree
answer-agree-means = As it is written here.
answer-concern = I have a concern
answer-concern-means = You say what it is; the group hears it.
answer-cannot = I can’t live with it
answer-cannot-means = It is not adopted until you can. You may offer other words below.
answer-none = Please choose one of the three answers.

proposal-refused-closed = This proposal is no longer open.
proposal-refused-reworded = The words have changed while you were here. Please read them as they stand now, and answer or change those.
proposal-refused-not-yours = Only the person who proposed it can withdraw it.
proposal-refused-not-counted = The answers are the members’.
proposal-refused-by-their-hand = This member has answered by their own hand; only they can change it.
proposal-refused-proposed = Someone has proposed something about this article meanwhile. Both are here: read theirs first, then offer your words or leave them.
proposal-refused-no-article = The charter has no such article any more.
proposal-refused-unchanged = This is what stands there already.

starter-confidence = What is said here stays here.
starter-confidence-why = People speak freely when they know who listens.
starter-listening = We listen without judging.
starter-listening-why = Nobody has to defend what they feel.
starter-passing = Everyone may pass, always.
starter-passing-why = Who may be silent comes to speak by themselves.
starter-feelings = We speak our feelings as they are, also the difficult ones.
starter-feelings-why = What is not said stands between people.
starter-hope = In hard times we give each other hope.
starter-hope-why = Someone here has been where another is now.
starter-oneself = Each of us speaks of ourselves, and gives advice only when asked.
starter-oneself-why = Being understood comes before being helped.
starter-time = We come on time; anyone who is late comes in quietly and is welcome.
starter-time-why = The beginning belongs to everybody.
starter-farewell = Anyone who leaves the group says goodbye in a session.
starter-farewell-why = An open seat without a word leaves questions behind.

charter-to-session = Back to the session under way
charter-together = Let us look at this one together
charter-article = Article { $n }
charter-whole = The whole charter
charter-write = Write the charter together
charter-not-in-room = There is no charter yet. You can write it together right now.
charter-agreed-here = Version { $n } was agreed on in this session. Read and sign it.
charter-show-whole = Show the charter to all
charter-put-away = Put it away
charter-bring-up = Bring up one article
charter-bring-up-one = Bring up
doorstep-title = Before you come in
doorstep-words = This is what the group agreed on. Signing says: I keep to this, too.
doorstep-sit-in = Sit in without signing this time
doorstep-sit-in-words = Nobody waits outside. You will be asked again next time. Therapist and facilitator can see that you have not signed yet.
doorstep-sits-in = The charter does not have your signature yet. Read and sign it whenever you like.
charter-proposals = { $n ->
    [one] { $n } open proposal
   *[other] { $n } open proposals
}
