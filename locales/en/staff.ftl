### Who works in the practice, and as what.

staff-sub = Everybody’s role in the practice. Who is therapist or facilitator of a group is another matter, and is settled in that group.
staff-posts = Staff
staff-role = Role
staff-therapist-means = Forms and leads groups, and sees only their own.
staff-facilitator-means = Sits beside the therapist in the groups that invite them; forms none.
staff-secretary-means = Plans sessions, rooms and invitations, and reads no clinical word.
staff-administrator-means = Keeps the practice’s settings and staff, may form groups too, and arranges times like a secretary. Does not see what is written in the groups of others.
staff-leads = { $n ->
    [one] in one group
   *[other] in { $n } groups
}
staff-invite = Invite someone to work here
staff-invite-words = This makes a link that brings one person into the practice, once, within seven days. Give it to that person alone.
staff-fresh = A new invitation
staff-fresh-words = It works until { $time }, for one person.
staff-open = Open invitations
staff-remove = End this post
staff-remove-words = From then on they see nothing of the practice. What they wrote stays in its groups.
staff-last-administrator = Nobody else administers the practice. Please make someone else administrator first.
staff-still-leads = They are still therapist or facilitator of a group. Please let someone else take their seat there first.
staff-take-title = Working at { $practice }
staff-take-over = You are invited to work here
staff-take-name-hint = The name that colleagues and members see
staff-take-known = You are signed in as { $name }. The role is added to this account.
staff-take = I accept
practice-staff-page = Invitations, roles, leaving

## Times and rooms
times-title = Times and rooms
times-sub = From here you arrange the sessions and invitations of all groups of the practice. No clinical word is on these pages.
times-none = No session is planned yet.
times-minutes = { $n ->
    [one] one minute
   *[other] { $n } minutes
}
times-no-place = no place is written down
times-empty = No group has been formed yet.
