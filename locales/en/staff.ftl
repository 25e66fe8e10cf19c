### Who works in the practice, and as what.

staff-sub = Everyone’s role in the practice. Who is therapist or facilitator of a group is decided in that group.
staff-posts = Staff
staff-role = Role
staff-therapist-means = Forms and leads groups, and sees only their own.
staff-facilitator-means = Works beside the therapist in the groups they’re added to. Doesn’t form groups.
staff-secretary-means = Plans sessions, rooms and invitations. Can’t read anything clinical.
staff-administrator-means = Manages the practice’s settings and staff, can form groups, and plans times like a secretary. Can’t see what is written in other people’s groups.
staff-leads = { $n ->
    [one] in one group
   *[other] in { $n } groups
}
staff-invite = Invite a colleague
staff-invite-words = This makes a link that brings one person into the practice, once, within seven days. Give it only to that person.
staff-fresh = A new invitation
staff-fresh-words = It works until { $time }, for one person.
staff-open = Open invitations
staff-remove = Remove from the practice
staff-remove-words = From then on they see nothing of the practice. What they wrote stays in its groups.
staff-last-administrator = This is the practice’s only administrator. Please make someone else administrator first.
staff-still-leads = They are still therapist or facilitator of a group. Please let someone else take over there first.
staff-take-title = Working at { $practice }
staff-take-over = You’re invited to work here
staff-take-name-hint = The name that colleagues and members see
staff-take-known = You’re signed in as { $name }. The role is added to this account.
staff-take = Accept
practice-staff-page = Invitations, roles, leaving

## Times and rooms
times-title = Schedule and rooms
times-sub = Plan sessions and invitations for all groups of the practice. There’s nothing clinical on these pages.
times-none = No session planned yet.
times-minutes = { $n ->
    [one] one minute
   *[other] { $n } minutes
}
times-no-place = no place yet
times-empty = No groups yet.
