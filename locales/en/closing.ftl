### The closing of a session: writing, sending, reading; and the therapist's private notes.

closing-title = Closing
closing-later = A little later
closing-not-yet = You can write the closing once the session reaches “Close”.
closing-nothing = Please write a few sentences of summary first. Your text is still here.
closing-unchanged = Members already have exactly this. Change something to publish it again.
closing-point-refused = Point { $n }: { $why }
closing-points-many = A closing has at most { $max } points. Perhaps you can combine two.
closing-to-session = Go to the session

closing-summary = Summary
closing-summary-hint = What we did together, in words members can take home.
closing-points = Psychological points
closing-points-hint = One thought each. Members see a short list.
closing-point = Point { $n }
closing-point-first = A point
closing-point-another = Another point, if you like
closing-point-up = Move point { $n } up
closing-point-down = Move point { $n } down
closing-point-out = Remove point { $n }
closing-save = Save the draft

closing-who = Who will see it
closing-who-all = { $n ->
    [one] The one member of the group.
   *[other] All { $n } members of the group.
}
closing-who-some = { $n } of the { $of } members: those who were in the group on the day of the session.
closing-who-none = No member yet: none of today’s members was in the group on the day of the session.
closing-who-facilitator = { $name }, your facilitator, sees it too.
closing-who-later = If you correct it later, that becomes version { $next }; version { $now } can still be read.
closing-send = Publish
closing-send-version = Publish version { $n }
closing-therapist-sends = You can draft it; the therapist publishes it.
closing-was-sent = Version { $n } was published on { $time }.
closing-correct-words = What you change below is a draft of version { $next }; nobody sees it until you publish it.
closing-version-sent = Version { $n } published
closing-as-read = As members see it

closing-from = From the session
closing-from-words = What was logged in the session. The arrow copies a line into the summary; nothing goes in by itself.
closing-from-none = Nothing was logged in this session.
closing-from-people = Who was here
closing-from-people-line = { $n ->
    [one] One member was here.
   *[other] { $n } members were here.
}
closing-from-charter = The article the group looked at
closing-from-concerns = Concerns we talked about
closing-from-solutions = Chosen solutions
closing-from-commitments = Commitments
closing-from-commitment-of = of { $name }
closing-from-questions = Questions of the brainstorm
closing-from-ideas = Ideas
closing-from-ideas-count = { $n ->
    [0] no ideas
    [one] { $n } idea
   *[other] { $n } ideas
}
closing-inside = in the summary
closing-take = Copy into the summary

draft-saved = Saved at { $time }
draft-none = Nothing written yet
draft-of-version = Draft { $n } of version { $version }, not published
draft-saving = Saving…
draft-waiting = Not saved yet; it’s kept in this tab
draft-refused = Not saved; see why below
draft-conflict = There are two texts; please choose one
draft-asked = Ten minutes have passed. Press save and enter your passphrase again.
closing-earlier = Earlier drafts
closing-asides = { $n ->
    [one] One text was set aside because another was written at the same time.
   *[other] { $n } texts were set aside because others were written at the same time.
}

drafts-words = Each draft as it was. Only the group’s therapist and facilitator can read them.
drafts-back = Back to writing
drafts-none = No draft yet.
draft-aside = Set aside
draft-aside-words = It was written at the same time as another text and didn’t replace it. Copy what you need from here.
draft-stands = current

conflict-title = There are two texts
conflict-words = Another text was saved in the meantime, in another tab, on another device or by your colleague. Nothing is lost.
conflict-not-sent = Nothing was sent to the members.
conflict-note-words = Another text was saved in the meantime, in another tab or on another device. Both are here.
conflict-theirs = The saved text
conflict-mine = Your text
conflict-mine-kept = It’s also kept in the earlier drafts.
conflict-both = Both together
conflict-keep-mine = Keep mine
conflict-keep-theirs = Keep the saved one

closing-older = An earlier version
closing-to-newest = Version { $n } is newer
closing-to-earlier = Version { $n }
closing-version-at = Version { $n }, { $time }
closing-changed = Changes since version { $n }
closing-changed-before = Before
closing-changed-now = Now
closing-back-to-desk = Back to writing
closing-waits = The therapist hasn’t sent the closing of this session yet. You’ll find it here.
closing-not-that-day = Only people who were in the group that day can read this closing.
closing-unreadable = This text can’t be read any more.
closing-print = Print
closing-print-hint = This page is made for printing.
closing-print-title = Closing of session { $n }
closing-print-care = What is said in the group stays in the group, and so does this page.

closing-below = nothing below this line is ever published
notes-title = Your private notes
notes-words = Sealed and yours alone: the facilitator and the practice can’t read them, and they aren’t part of the group’s book.
notes-open = Open with your passphrase
notes-yours = Yours alone.
notes-yours-words = This note is sealed under your own key. Nobody else in the practice can read it, and it’s in no export but your own.
notes-no-name-guard = For now, you get no warning if it names another member.
notes-on-session = About this session
notes-on-member = About this member
notes-hint = Saved every few seconds.
notes-backstage = From backstage
notes-backstage-words = Lines you and your facilitator exchanged in the session, and that you kept.
notes-again = Ten minutes have passed. Enter your passphrase; your text is here and is saved with the same button.
notes-kept-words = What you wrote
notes-again-save = Save

closing-home-unsent-words = The closing completes a session.
closing-home-last = The last closing
closing-home-read = Read all of it
closing-write = Write the closing
closing-soon = The closing is written and goes out at { $time }.
closing-too-large = This text is too long and wasn’t saved. It’s still in this tab; please shorten it a little.
closing-running = The session is still running. Do you want to end it and publish?
closing-end-and-publish = End it and publish
closing-goes-out = Goes out at { $time }
closing-goes-out-words = Until then only the therapist and the facilitator see it. What you change below is not part of it.
closing-take-back = Take back
