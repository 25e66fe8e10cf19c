-- When a session's figures were frozen. From then on nothing that goes into one of them changes.
alter table session
    add frozen_at timestamptz,
    add constraint only_an_ended_session_is_frozen check (frozen_at is null or state = 'ended');
alter table session no force row level security;
update session s set frozen_at = ((s.ended_at at time zone s.time_zone)::date + 1 + time '12:00') at time zone s.time_zone
    where s.state = 'ended' and not exists (select from job j where j.kind = 'freeze' and j.subject = s.id);
alter table session force row level security;

-- Who came into a session by their own sign-in. Staff do nothing in their place there. No correction removes the mark, so the app
-- may only add it.
create table phone_entry (
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    at timestamptz not null,
    primary key (session_id, membership_id),
    constraint phone_entry_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint phone_entry_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id)
);
alter table attendance no force row level security;
insert into phone_entry (practice_id, session_id, membership_id, at)
    select practice_id, session_id, membership_id, entered_at from attendance where entered_by is null or sits_in;
alter table attendance force row level security;
call behind_the_wall('phone_entry');
revoke update, delete on phone_entry from hamdel_app;

-- The same as before, but that a substitute's seat ends when the figures are frozen, not when a job is gone.
create or replace function seats_in(of_session uuid)
    returns table (membership_id uuid, practice_id uuid, group_id uuid, person_id uuid, role text, stands_in bool, guest bool)
    language sql stable as $$
    select m.id, m.practice_id, m.group_id, m.person_id, coalesce(x.role, m.role), x.id is not null, m.state = 'substitute'
    from session s
    join membership m on m.group_id = s.group_id and m.state in ('active', 'substitute')
    left join substitution x on x.session_id = s.id and x.membership_id = m.id and x.withdrawn_at is null and (
        s.state = 'live'
        or (s.state = 'planned' and exists (select from membership f where f.id = x.for_membership_id and f.state = 'active'))
        or (s.state = 'ended' and s.frozen_at is null))
    where s.id = of_session and (m.state = 'active' or (x.id is not null and exists (
        select from staff t where t.practice_id = m.practice_id and t.person_id = m.person_id and t.role <> 'secretary')))
$$;
