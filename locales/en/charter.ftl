### The charter: articles, proposals, answers, versions, signatures.

charter-title = Charter
charter-of = Charter of { $group }
charter-none-yet = What the members agree on together, in their own words. Nothing goes in unless every member agrees.
charter-version = Version { $n }
charter-versions = Versions
charter-counts-now = current
charter-articles = Articles
charter-ratified-at = All agreed on { $day }
charter-former-member = a former member
charter-words-taken-back = This text was taken back.
charter-newer = There is a newer version of the charter. Please read it before you sign.

charter-empty = The group has removed every article. Anyone can propose a new one.
charter-article-otherwise = Suggest a change
charter-article-change = Change the wording
charter-article-move = Move it
charter-article-remove = Remove it
charter-article-proposed = There is a proposal about this article

charter-draft = Proposals
charter-draft-count = { $n ->
    [one] { $n } open
   *[other] { $n } open
}
charter-draft-words = When all members agree to all open proposals, these become version { $n } together.
charter-draft-none = No open proposals. Anyone in the group can propose something at any time.
charter-draft-first = No proposals yet. Start with your own words, or with an article other groups started with.
charter-propose-own = Propose an article
charter-answered = { $of ->
    [0] no members to ask yet
   *[other] { $n } of { $of } have answered
}
charter-asks-you = waits for your answer
charter-takes-two = It takes at least two members to agree. Until then, proposals wait.

charter-starters = Starter articles
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
charter-sign-again = Version { $n } needs your signature
charter-sign-since = What has changed since version { $n }, which you signed.
charter-sign-words = These are the articles the members agreed on. By signing, I agree to keep to this.
charter-sign-as = Sign as { $name }
charter-sign-unhurried = There’s no hurry. If something doesn’t feel right, suggest a change first.
charter-signatures = Signatures
charter-signatures-count = { $n ->
    [0] nobody yet
    [one] { $n } person
   *[other] { $n } people
}
charter-unsigned = Not signed yet
charter-on-paper = on paper
charter-paper = Signed on paper
charter-paper-words = For someone who signed the printed charter in front of you.
charter-paper-enter = Enter the signature
charter-print = Print
charter-print-hint = This page is made for the wall. Print it with your browser.

charter-compared = What changed from version { $from } to version { $to }
charter-came-from = How it came about
charter-came-from-words = The proposals that became this version, each with its conversation.
charter-compare-with = Compare with version { $n }
charter-became-added = Article { $n }, new
charter-became-removed = Removed
charter-became-reworded = Article { $n }, reworded
charter-became-moved = Article { $n }, was article { $was }
charter-became-same = Article { $n }, unchanged

proposal-title = Proposal
proposal-new = New proposal
proposal-new-words = It becomes part of the charter when every member agrees.
proposal-add = A new article
proposal-change = A change to article { $n }
proposal-remove = Remove article { $n }
proposal-move = Move article { $n }
proposal-text = The article
proposal-text-hint = One or two sentences, the way you’d say it.
proposal-place = New place
proposal-place-unknown = Please choose a place from the list.
proposal-reason = Why
proposal-reason-hint = This starts the conversation about your proposal.
proposal-seen-by = The whole group, the therapist and the facilitator see this with your name.
proposal-make = Propose
proposal-not-now = Not now
proposal-see-other = Read that proposal
proposal-by = Proposed by
proposal-now = Now
proposal-before = Before
proposal-proposed = Proposed
proposal-proposed-again = Proposed, wording { $n }
proposal-moves-to = It would become article { $n }.
proposal-ratified = part of the charter
proposal-withdrawn = withdrawn
proposal-kept = What you wrote is still in the field.
proposal-kept-here = Here is what you wrote, so it isn’t lost:
proposal-what-answer = What is your answer?
proposal-your-answer = Your answer
proposal-say-why = In your own words
proposal-say-why-hint = Needed if you have a concern or can’t live with it.
proposal-give-answer = Send my answer
proposal-change-answer = Change my answer
proposal-no-hurry = You can change it until everyone agrees. There’s no hurry: you can talk about it first.
proposal-staff = You can join the conversation. Only members answer.
proposal-answered = { $n ->
    [0] Nobody of { $of } has answered yet
   *[other] { $n } of { $of } have answered
}
proposal-answers = Answers
proposal-has-answered = has answered
proposal-not-yet = not yet
proposal-opens-together = The answers open for everyone together: when everyone has answered, or earlier if the therapist or facilitator opens them. The therapist can’t answer for you.
proposal-agreed-waits = Everyone agrees. It joins the charter when everyone agrees to the other open proposals too.
proposal-open = Open the answers for everyone
proposal-entered = said aloud, entered by staff
proposal-spoken = Enter a spoken answer
proposal-spoken-words = For a member who is here without a phone. It shows that you entered it.
proposal-spoken-who = Whose answer
proposal-spoken-answer = The answer
proposal-say-why-spoken = In their own words
proposal-say-why-hint-spoken = Needed if they have a concern or can’t live with it.
proposal-spoken-enter = Enter it
proposal-said = What people said
proposal-said-none = Nobody has said anything yet.
proposal-say = Say something
proposal-say-button = Send
proposal-your-words = Your words
proposal-reword = Suggest other wording
proposal-reword-hint = Everyone is asked again, once. The earlier wording can still be read.
proposal-reword-button = Suggest this wording
proposal-earlier = Earlier wordings
proposal-earlier-words = Answers to earlier wordings don’t count.
proposal-wording = Wording { $n }
proposal-withdraw = Withdraw this proposal
proposal-withdraw-words = The group isn’t asked about it any more. What was said can still be read.
proposal-withdraw-yes = Withdraw it
proposal-next = Next proposal
proposal-place-of = proposal { $n } of { $of }
proposal-is-this-all-words = This is the last one that waits for you. When all members agree to everything, it becomes version { $n }.
proposal-is-this-all-more = Something is missing: propose it first

answer-agree = I agree
answer-agree-means = As it’s written here.
answer-concern = I have a concern
answer-concern-means = You say what it is, and the group hears it.
answer-cannot = I can’t live with it
answer-cannot-means = It isn’t adopted until you can. You can suggest other wording below.
answer-none = Please choose one of the three answers.

proposal-refused-closed = This proposal is no longer open.
proposal-refused-reworded = The wording has changed while you were here. Please read it as it is now, then answer or change that.
proposal-refused-not-yours = Only the person who proposed it can withdraw it.
proposal-refused-not-counted = Only members answer.
proposal-refused-by-their-hand = This member has answered themselves; only they can change it.
proposal-refused-proposed = Someone else has just made a proposal about this article. Both are here: read theirs first, then send yours or drop it.
proposal-refused-no-article = The charter doesn’t have this article any more.
proposal-refused-unchanged = It already says this.

starter-confidence = What is said here stays here.
starter-confidence-why = People speak freely when they know who listens.
starter-listening = We listen without judging.
starter-listening-why = Nobody has to defend what they feel.
starter-passing = Everyone can pass, any time.
starter-passing-why = It’s easier to speak when silence is allowed.
starter-feelings = We say what we feel, the hard feelings too.
starter-feelings-why = What we don’t say stays between us.
starter-hope = In hard times we give each other hope.
starter-hope-why = Someone here has been where you are now.
starter-oneself = We each speak for ourselves and give advice only when asked.
starter-oneself-why = First we want to be understood, then helped.
starter-time = We come on time. If you’re late, come in quietly; you’re welcome.
starter-time-why = The start belongs to everyone.
starter-farewell = If someone leaves the group, they say goodbye in a session.
starter-farewell-why = Leaving without a goodbye is hard on everyone.

charter-to-session = Back to the session under way
charter-together = Let’s look at this one together
charter-article = Article { $n }
charter-whole = The whole charter
charter-write = Write the charter together
charter-not-in-room = There’s no charter yet. You can write it together now.
charter-agreed-here = You agreed on version { $n } in this session. Read and sign it.
charter-show-whole = Show the charter to everyone
charter-put-away = Close the charter
charter-bring-up = Show one article
charter-bring-up-one = Show
doorstep-title = Before you come in
doorstep-words = This is what the group agreed on. By signing, I agree to keep to this.
doorstep-sit-in = Join without signing this time
doorstep-sit-in-words = Nobody has to wait outside. We’ll ask again next time. The therapist and facilitator can see that you haven’t signed yet.
doorstep-sits-in = You haven’t signed the charter yet. Read and sign it any time.
charter-proposals = { $n ->
    [one] { $n } open proposal
   *[other] { $n } open proposals
}
