### The therapy group: forming it, its members and sign-in links.

role-therapist = Therapist
role-facilitator = Facilitator
role-member = Member
membership-invited = invited
membership-waiting = waiting to join
membership-active = active
membership-paused = paused
membership-graduated = finished
membership-left = left
membership-removed = removed
admission-undo-late = The two minutes to undo this are over, so they stay in the group. You can pause or end the membership on their page.
admission-undo-acted = Something in the group is already linked to them, so letting them in can’t be undone any more. You can pause or end the membership on their page.
membership-not-now = This has just changed. Please look at the list again.
group-full = All seats are taken. Free one first, or raise the capacity in the group’s settings.
severity-mild = Mild
severity-moderate = Moderate
severity-severe = Severe
admission-open = Open admission
admission-closed = Closed admission
meets-in-person = In person
meets-online = Online

group-form = New group
group-form-sub = A name and a purpose are enough. You can leave the rest as it is.
group-practice = Practice
group-name = Name of the group
group-name-hint = People you invite see this name.
group-purpose = Purpose
group-purpose-hint = In a sentence or two: why do we meet?
group-capacity = Capacity
group-capacity-hint = 3 to 15 people
group-admission = Admission
group-open-words = People can join along the way.
group-closed-words = The group that starts together stays together to the end.
group-meets = Where
group-place = Room or room link
group-place-hint = If you meet online, the link of the room
group-profile = Who this group is for
group-profile-words = Only the therapist and facilitator see this.
group-focus = What members have in common
group-focus-hint = For example anxiety, grief or asking for help
group-age-from = From age
group-age-to = To age
group-severity-any = Not stated
group-later = Later
group-then = What comes next
group-then-invite = You make an invitation: a link, a code and a card to print.
group-then-admit = People who join wait for you to let them in.
group-then-plan = You plan the first session.
group-invitations = Invitations
group-settings = Group settings
group-capacity-least = { $n ->
    [0] 3 to 15 people
    [one] 3 to 15 people. One seat is taken.
   *[other] 3 to 15 people. { $n } seats are taken, so it can’t be lower.
}
group-capacity-taken = { $n } seats are taken (a paused member keeps theirs), so the capacity can’t be below { $n }.
group-seats = { $n ->
    [one] { $n } member of { $of }
   *[other] { $n } members of { $of }
}

member-nameless = No name
member-you = you
members-title = Members
members-present = In the group
members-none = Nobody yet. New members will appear here.
members-since = since
members-seat = seat { $n }
members-no-phone = without a phone
members-more = More
members-waits-since = waiting since
members-waiting-none = Nobody is waiting. New people will appear here.
members-waiting-words = Until you let them in, they see nothing of the group, and the group sees nothing of them.
members-waiting-therapist = The group’s therapist lets them in. Until then they see nothing of the group.
members-admit = Admit
members-admitted = { $name } is in the group.
members-undo-admission = Undo
members-undo-words = You can undo letting someone in for two minutes, as long as nothing in the group is linked to them yet. They then wait again.
members-not-now = Not now
members-told-nothing = They have not told anything yet.
members-their-page = Their page
members-decline = Don’t admit
members-decline-words = They won’t join the group and no longer wait.
name-alike = Someone in this group already has this name. Add a letter or a surname, or send it again to keep it as it is.
members-remove = Remove from the group
members-remove-words = From now on they see nothing of the group. What they wrote is still theirs.
members-reason = Reason
members-add = Add someone without a phone
members-add-name = What the group calls them
members-add-hint = Their own name or any name they like. They don’t need an account or a passphrase.
members-add-button = Add
members-gone = No longer in the group
members-link = Make a sign-in link
members-link-words = For someone who can’t get in any more. An earlier link stops working.

link-heading = A sign-in link for
link-once = This link is shown only once
link-words = { $hours ->
    [one] It works once, for { $hours } hour. Anyone who opens it and presses the button signs in as this member.
   *[other] It works once, for { $hours } hours. Anyone who opens it and presses the button signs in as this member.
}
link-copy = Copy
link-copied = Copied
link-closed = Without their three recovery words, what they wrote without a name before stays closed to the person using this link, and so do groups in other practices. Using it ends their other sign-ins.
link-care = Only for them.
link-care-words = Give it to them in person, or send it where only they can read it.
link-back = Back to the members

group-capacity-range = A group has 3 to 15 people.
group-age-unlikely = Please write the age as a number from 0 to 120.
group-ages-out-of-order = The upper age can't be below the lower one.

members-facilitator = Add a facilitator
members-facilitator-who = A colleague from the practice
members-facilitator-button = Make them facilitator

group-ages = Ages
group-severity = Severity
settings-parts = Parts of the settings
settings-name = Name and purpose
settings-seats = Seats and joining
settings-place = Place and time
settings-changes = Last changes
settings-changes-none = Nothing has been changed yet.
settings-unsaved = Not saved:
settings-undo = Undo changes
settings-kept = The group’s settings are saved.
settings-conflict = Your values are in the form, so nothing is lost. Save again to keep yours, change the form, or leave the settings as they are now.
settings-now = Now
settings-yours = Yours
settings-language-then = Invitations, the wall and reminders to people without an account use it. On their own screens people choose for themselves.
settings-calendar-then = New monthly series count by it. Series already planned keep theirs, and people read dates in their own calendar.
settings-place-then = For every session without a place of its own. If you meet online, the link of the room.
settings-zone-then = For sessions planned from now on. Those already planned keep their hour by the clocks they were planned with.
settings-areas = What members bring: choose from a list
settings-invited = What an invited person sees
settings-then = When you save
settings-then-words = Nobody gets a message. Members see a new name, purpose or place when they next open the group. If the place or time of one session changes, move that session: then people are told.
settings-leads = Who leads
settings-end = Ending the group
settings-end-words = Plan the farewell first. Nothing is deleted; the group stays readable.
