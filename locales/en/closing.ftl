### The closing of a session: writing, sending, reading; and the therapist's private notes.

closing-title = Closing
closing-later = A little later
closing-not-yet = The closing is written from the session’s close on.
closing-nothing = To send it, a few sentences of summary are needed. What you wrote is still there.
closing-unchanged = This is what the members have. Change something, and it can be sent.
closing-point-refused = Point { $n }: { $why }
closing-points-many = At most { $max } points in one closing. Perhaps two of them become one.
closing-to-session = Go to the session

closing-summary = Summary
closing-summary-hint = What we did together, in words every member can take home.
closing-points = Psychological points
closing-points-hint = One thought each. Members see them as a short list.
closing-point = Point { $n }
closing-point-first = A point
closing-point-another = Another point, if there is one
closing-point-up = Point { $n } one place up
closing-point-down = Point { $n } one place down
closing-point-out = Take point { $n } out
closing-save = Save the draft

closing-who = Who will see it
closing-who-all = { $n ->
    [one] The one member of the group.
   *[other] All { $n } members of the group.
}
closing-who-some = { $n } of the { $of } members: those who belonged to the group on the day of the session.
closing-who-none = No member yet: none of today’s members belonged to the group on the day of the session.
closing-who-facilitator = { $name }, your facilitator, sees it too.
closing-who-later = A later correction becomes version { $next }; version { $now } stays readable.
closing-send = Publish
closing-send-version = Publish version { $n }
closing-therapist-sends = You may draft it; the therapist publishes.
closing-was-sent = Version { $n } was published on { $time }.
closing-correct-words = What you change below is a draft of version { $next }; nobody sees it before you publish.
closing-version-sent = Version { $n } published
closing-as-read = As the members read it

closing-from = From the session
closing-from-words = Put together from what was logged. The arrow copies a line into the summary; nothing goes in by itself.
closing-from-none = Nothing was logged in this session.
closing-from-people = Who was here
closing-from-people-line = { $n ->
    [one] One member was here.
   *[other] { $n } members were here.
}
closing-from-charter = The article that the group had in front of it
closing-from-concerns = Concerns in the middle
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
draft-waiting = Not saved yet; kept in this tab
draft-refused = Not saved; the reason is below
draft-conflict = There are two texts; please choose
draft-asked = Ten minutes have passed; press save and give your passphrase again
closing-earlier = Earlier drafts
closing-asides = { $n ->
    [one] One text was kept aside, because another was written at the same time.
   *[other] { $n } texts were kept aside, because others were written at the same time.
}

drafts-words = Each draft as it was. Only the group’s therapist and facilitator read them.
drafts-back = Back to writing
drafts-none = There is no draft yet.
draft-aside = Kept aside
draft-aside-words = It was written at the same time as another text and did not take its place. Take from here whatever is needed.
draft-stands = as it stands now

conflict-title = There are two texts
conflict-words = Another text was saved meanwhile, in another tab, on another device or by your colleague. Neither is lost.
conflict-not-sent = Nothing was sent to the members.
conflict-note-words = Another text was saved meanwhile, in another tab or on another device. Both are here.
conflict-theirs = The saved text
conflict-mine = Your text
conflict-mine-kept = It is kept among the earlier drafts too.
conflict-both = Both together
conflict-keep-mine = Keep mine
conflict-keep-theirs = Keep the saved one

closing-older = An earlier version
closing-to-newest = Version { $n } is newer
closing-to-earlier = Version { $n }
closing-version-at = Version { $n }, { $time }
closing-changed = What changed since version { $n }
closing-changed-before = Before
closing-changed-now = Now
closing-back-to-desk = Back to writing
closing-waits = The therapist has not sent the closing of this session yet. It will be here.
closing-not-that-day = The closing of this session is for those who belonged to the group on that day.
closing-unreadable = The words of this text can no longer be read.
closing-print = Print
closing-print-hint = This page is for paper.
closing-print-title = Closing of session { $n }
closing-print-care = What is said in the group stays in the group, and so does this page.

closing-below = below this line nothing is ever published
notes-title = Your private notes
notes-words = Sealed, and yours alone: not your facilitator’s, not the practice’s, not part of the group’s book.
notes-open = Open with your passphrase
notes-yours = Yours alone.
notes-yours-words = This note is sealed under a key of your own. Nobody else in the practice reads it, and it is in no export but your own.
notes-no-name-guard = You aren’t warned yet when it names another member.
notes-on-session = About this session
notes-on-member = About this member
notes-hint = Saved every few seconds.
notes-backstage = From backstage
notes-backstage-words = Lines that passed between you and your facilitator in the session, and that you kept.
notes-again = Ten minutes have passed. Give your passphrase; what you wrote is here and is saved with the same button.
notes-kept-words = What you wrote
notes-again-save = Save

closing-home-unsent = Closings not sent
closing-home-unsent-words = A session is complete with its closing.
closing-home-begun = has a draft
closing-home-write = Write
closing-home-last = The last closing
closing-home-read = Read all of it
closing-write = Write the closing
closing-read-it = Read the closing
closing-too-large = This text is longer than its place and was not saved. It is here in this tab; please shorten it a little.

closing-running = The session is still running. Do you want to end it and publish?
closing-end-and-publish = End it and publish
closing-goes-out = Goes out at { $time }
closing-goes-out-words = Until then only the therapist and the facilitator see it. What you change below is not part of it.
closing-take-back = Take back
