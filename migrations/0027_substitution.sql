-- A colleague stands in for a therapist or facilitator in one session, in that seat's role, and in nothing else.

-- Who has no place in the group gets one that is none: turns, lines and drafts refer to it, and nothing that asks who is in the group
-- (rosters, seats, the charter, the homes) counts it.
alter table membership drop constraint state_is_known;
alter table membership add constraint state_is_known
    check (state in ('invited', 'waiting', 'active', 'paused', 'graduated', 'left', 'removed', 'substitute'));
alter table membership add constraint nobody_stands_in_for_a_member check (state <> 'substitute' or role <> 'member');
create unique index one_place_to_stand_in on membership (group_id, person_id) where state = 'substitute';

create table substitution (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    session_id uuid not null,
    -- Who stands in: a place of its own, or the seat of a facilitator who takes the therapist's for that session.
    membership_id uuid not null,
    -- Whose seat it is.
    for_membership_id uuid not null,
    role text not null constraint substitution_role_is_known check (role in ('therapist', 'facilitator')),
    -- The therapist, or an administrator, who has no seat.
    made_by uuid not null references person,
    made_at timestamptz not null,
    withdrawn_at timestamptz,
    constraint substitution_in_practice unique (practice_id, id),
    constraint substitution_in_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint substitution_of_seat foreign key (practice_id, group_id, membership_id) references membership (practice_id, group_id, id),
    constraint substitution_for_seat foreign key (practice_id, group_id, for_membership_id) references membership (practice_id, group_id, id),
    constraint nobody_stands_in_for_themselves check (membership_id <> for_membership_id)
);
call behind_the_wall('substitution');
create unique index one_substitute_per_seat on substitution (session_id, for_membership_id) where withdrawn_at is null;
create unique index one_seat_per_substitute on substitution (session_id, membership_id) where withdrawn_at is null;
create index on substitution (membership_id);

-- Who has a seat in a session, in which role. Whoever belongs to the group has theirs. Whoever stands in has one from being named until
-- the session's figures freeze (then its job is gone), while they work in the practice as anything but a secretary; not while it is
-- cancelled, and not for somebody who has left the group before it began. A guest has no other place there.
create function seats_in(of_session uuid)
    returns table (membership_id uuid, practice_id uuid, group_id uuid, person_id uuid, role text, stands_in bool, guest bool)
    language sql stable as $$
    select m.id, m.practice_id, m.group_id, m.person_id, coalesce(x.role, m.role), x.id is not null, m.state = 'substitute'
    from session s
    join membership m on m.group_id = s.group_id and m.state in ('active', 'substitute')
    left join substitution x on x.session_id = s.id and x.membership_id = m.id and x.withdrawn_at is null and (
        s.state = 'live'
        or (s.state = 'planned' and exists (select from membership f where f.id = x.for_membership_id and f.state = 'active'))
        or (s.state = 'ended' and exists (select from job j where j.kind = 'freeze' and j.subject = s.id)))
    where s.id = of_session and (m.state = 'active' or (x.id is not null and exists (
        select from staff t where t.practice_id = m.practice_id and t.person_id = m.person_id and t.role <> 'secretary')))
$$;
