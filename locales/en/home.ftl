### Homes, a group's page and its arc.

welcome-title = Welcome
welcome-heading = A place where every voice is heard
welcome-lead = Hamdel accompanies group therapy: from forming the group to the session itself.
welcome-heard = Every voice is heard
welcome-heard-words = And everyone may always pass.
welcome-together = Nobody is alone
welcome-together-words = Concerns are shared.
welcome-ideas = No idea is lost
welcome-ideas-words = From a phone, or by the facilitator’s hand.
welcome-stays = It stays here
welcome-stays-words = On the practice’s own machine.
welcome-invited = Do you have an invitation?
welcome-invited-words = Open the link your therapist sent, or read the code on the card with your phone’s camera.

home-title = Home
home-hello = Hello,
home-glad = It is good that you looked in.
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
home-live = The session is under way
home-next-session = Next session
home-next-today = Today’s session
home-session-number = Session { $n }
home-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
home-not-scheduled = No session ahead
home-see = See
home-waiting = Waiting to be admitted
home-waiting-count = { $n ->
    [one] { $n } person waiting to be admitted
   *[other] { $n } people waiting to be admitted
}
home-waiting-none = Nobody is waiting. Who joins by an invitation appears here.
home-empty-form = There is no group yet. A group begins with a name and a purpose; it takes about three minutes.
home-empty-staff = You are in no group yet. When a therapist invites you into one, it appears here.
home-empty-member = You are in no group yet. Open the link of your invitation, and the group appears here.
home-your-next-step = Your next step
home-begun = The session has begun
home-begun-words = Come in when you are ready. You may also just listen.
home-enter = Go to the session
home-come = Nothing to do until then
home-come-words = When the session begins, the way in appears right here.
home-no-session = There is no session ahead yet. When your therapist plans one, it appears here.
home-waiting-you = Waiting to be admitted
home-waiting-you-words = Your therapist knows that you have joined and will admit you. Until then you see nothing of the group, and the group sees nothing of you.
home-account-words = Language, passphrase, sign-ins

arc-title = The group’s way
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
arc-schedule-none-ahead = No session ahead
arc-sessions = Sessions
arc-sessions-live = A session is under way
arc-sessions-held = { $n ->
    [0] None held yet
   *[other] { $n } held
}

next-live = The session is under way
next-live-words = The group is together.
next-live-button = Go to the session
next-waiting = { $n ->
    [one] One person is waiting to be admitted
   *[other] { $n } people are waiting to be admitted
}
next-waiting-words = Until they are admitted they see nothing of the group.
next-waiting-button = See who is waiting
next-invite = Invite someone
next-invite-words = A group needs at least three members. An invitation is a link, with a card to print.
next-invite-button = Make an invitation
next-planned = The next session is planned
next-planned-words = Have a look at its page before it begins.
next-planned-button = Open the session’s page
next-schedule = Plan the next session
next-schedule-words = A day, a time and a place; members see it in their home.
next-schedule-button = Plan a session

group-ahead = Sessions ahead
group-ahead-none = There is no session ahead yet. When your therapist plans one, it appears here.
group-ahead-none-staff = There is no session ahead yet. The group’s next session appears here.
group-plan = New session
group-held = Sessions held ({ $n })
group-charter-none = The group has no charter yet. Once its members agree on one, it appears here.
group-people = Members and staff
group-people-all = All members

arc-charter-proposals = { $n ->
    [one] { $n } open proposal
   *[other] { $n } open proposals
}
next-charter = Write the charter
next-charter-words = The members propose and agree on its articles; you may offer some to begin with.
next-charter-button = Open the charter
home-charter-answers = { $n ->
    [one] one waits for your answer
   *[other] { $n } wait for your answer
}
home-charter-write = Write the charter
home-charter-see = See the charter
home-charter-unsigned = your signature is open
home-charter-answer = { $n ->
    [one] A proposal for the charter waits for your answer
   *[other] { $n } proposals for the charter wait for your answer
}
home-charter-answer-words = Nothing is adopted unless you agree. There is no hurry.
home-charter-answer-button = Read and answer
home-charter-sign = Read and sign the charter
home-charter-sign-words = What the members of your group agreed on.
home-charter-sign-button = Read the charter

next-closing = Send the closing of session { $n }
next-closing-words = A session is complete with its closing; members read it on their home.

home-offer = There is an offer for you
home-offer-see = See the offer
home-charters = Open charters
home-charter-read = Read

word-title = Who may need a word
word-none = These days nothing says that someone needs a word.
word-silent = No turn in sessions { $earlier } and { $later }.
word-silent-reading = It may be their way of listening. One short line is enough: it is good that you are here.
word-missed = Away from sessions { $earlier } and { $later }, without a word.
word-missed-reading = There can be a thousand reasons. To know that their seat is kept may be enough.
word-see-session = See that session
word-not-needed = Not needed
word-rule = Where does this come from?
word-rule-silent = Silent: no turn of two seconds or more in the last two sessions they came to. A session whose turns were not followed does not count, nor one in which they were for less than ten minutes.
word-rule-missed = Missed: away from the last two sessions of their membership, without sending regrets.
word-rule-away = “Not needed” puts it away until another session says it again. Only the therapist sees this.
home-promised = { $group }: what you show your therapist alone stays with that person. If another therapist takes over the group, they don't see whose your earlier concerns without a name were, nor the moods and answers you shared before, nor that you wished for a word. You can show a concern to them yourself, and ask them for a word.
