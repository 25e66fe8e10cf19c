### Homes, a group's page and its arc.

welcome-title = Welcome
welcome-heading = A place where every voice is heard
welcome-lead = Hamdel supports group therapy, from forming the group to the session itself.
welcome-heard = Every voice is heard
welcome-heard-words = And everyone can always pass.
welcome-together = Nobody is alone
welcome-together-words = Concerns are shared.
welcome-ideas = No idea is lost
welcome-ideas-words = From a phone, or entered by the facilitator.
welcome-stays = It stays here
welcome-stays-words = On the practice’s own computer.
welcome-invited = Do you have an invitation?
welcome-invited-words = Open the link your therapist sent you, or scan the code on the card with your phone’s camera.

home-title = Home
home-hello = Hello,
home-glad = Good to see you.
home-your-groups = Your groups
home-your-group = Your group
home-groups-count = { $n ->
    [one] { $n } group
   *[other] { $n } groups
}
home-members = { $n ->
    [0] no members yet
    [one] { $n } member
   *[other] { $n } members
}
home-live = The session is on now
home-next-session = Next session
home-next-today = Today’s session
home-session-number = Session { $n }
home-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
home-not-scheduled = No session planned
home-see = See
home-waiting = Waiting to join
home-waiting-count = { $n ->
    [one] { $n } person waiting to join
   *[other] { $n } people waiting to join
}
home-empty-form = No group yet. All you need is a name and a purpose; it takes about three minutes.
home-empty-staff = You’re not in a group yet. When a therapist adds you to one, you’ll see it here.
home-empty-member = You’re not in a group yet. Open the link of your invitation and you’ll see the group here.
home-your-next-step = Your next step
home-begun = The session has started
home-begun-words = Come in when you’re ready. You can also just listen.
home-enter = Go to the session
home-come = Nothing to do until then
home-come-words = When the session starts, you can enter it from here.
home-no-session = No session planned yet. When your therapist plans one, you’ll see it here.
home-waiting-you = Waiting to join
home-waiting-you-words = Your therapist knows you’re here and will let you in. Until then you see nothing of the group, and the group sees nothing of you.
home-account-words = Language, passphrase, sign-ins

arc-title = The group’s path
arc-done = Done:
arc-next = Next step
arc-not-yet = Not yet
arc-form = Forming
arc-form-done = Purpose and capacity
arc-invite = Inviting
arc-invite-waiting = { $n ->
    [one] { $n } person waiting
   *[other] { $n } people waiting
}
arc-invite-members = { $n ->
    [0] No members yet
    [one] { $n } member
   *[other] { $n } members
}
arc-charter = Charter
arc-charter-version = Version { $n }
arc-schedule = Schedule
arc-schedule-planned = The next session is planned
arc-schedule-none-ahead = No session planned
arc-sessions = Sessions
arc-sessions-live = The session is on now
arc-sessions-held = { $n ->
    [0] None held yet
   *[other] { $n } held
}

next-live = The session is on now
next-live-words = The group is in session.
next-live-button = Go to the session
next-waiting = { $n ->
    [one] One person is waiting to join
   *[other] { $n } people are waiting to join
}
next-waiting-words = Until you let them in, they see nothing of the group.
next-waiting-button = See who is waiting
next-invite = Invite someone
next-invite-words = A group needs at least three members. An invitation is a link and a card to print.
next-invite-button = Make an invitation
next-planned = The next session is planned
next-planned-words = Look at its page before it starts.
next-planned-button = Open the session page
next-schedule = Plan the next session
next-schedule-words = A day, a time and a place. Members see it on their home page.
next-schedule-button = Plan a session

group-ahead = Upcoming sessions
group-ahead-none = No session planned yet. When your therapist plans one, you’ll see it here.
group-ahead-none-staff = No session planned yet. You’ll see the next one here.
group-plan = New session
group-held = Past sessions ({ $n })
group-charter-none = No charter yet. Once the members agree on one, it’s here.
group-people = Members and staff
group-people-all = All members

arc-charter-proposals = { $n ->
    [one] { $n } open proposal
   *[other] { $n } open proposals
}
next-charter = Write the charter
next-charter-words = Members propose articles and agree on them. You can offer a few starters.
next-charter-button = Open the charter
home-charter-answers = { $n ->
    [one] one waits for your answer
   *[other] { $n } wait for your answer
}
home-charter-write = Write the charter
home-charter-see = See the charter
home-charter-unsigned = not signed yet
home-charter-answer = { $n ->
    [one] A proposal for the charter waits for your answer
   *[other] { $n } proposals for the charter wait for your answer
}
home-charter-answer-words = Nothing is adopted unless you agree. There’s no hurry.
home-charter-answer-button = Read and answer
home-charter-sign = Read and sign the charter
home-charter-sign-words = What the members of your group agreed on.
home-charter-sign-button = Read the charter

next-closing = Send the closing of session { $n }
next-closing-words = The closing completes a session; members read it on their home page.
next-goes-out = The closing of session { $n } goes out soon
next-goes-out-words = Until then you can still take it back.
next-goes-out-button = See the closing

home-offer = There’s an offer for you
home-offer-see = See the offer

word-title = Who may need a word
word-none = Nobody seems to need a word right now.
word-silent = Didn’t speak in sessions { $earlier } and { $later }.
word-silent-reading = Some people take part by listening. One short line is enough: it’s good that you’re here.
word-missed = Missed sessions { $earlier } and { $later } without letting you know.
word-missed-reading = There can be many reasons. It may be enough to know that their seat is kept.
word-see-session = See that session
word-not-needed = Not needed
word-rule = Where does this come from?
word-rule-silent = Silent: no turn of two seconds or more in the last two sessions they came to. We don’t count sessions where turns weren’t followed, or where they were present for less than ten minutes.
word-rule-missed = Missed: didn’t come to the last two sessions of their membership, and didn’t let you know.
word-rule-away = “Not needed” hides it until another session shows it again. Only the therapist sees this.
home-promised = { $group }: what you show only to your therapist stays with that person. If another therapist takes over the group, they don’t see which earlier concerns without a name were yours, the moods and answers you shared before, that you asked for a word, or your letters and answers. You can show them a concern yourself, and ask them for a word.
