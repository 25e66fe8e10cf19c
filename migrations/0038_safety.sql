-- What failed is tried again later and later, and keeps nothing else that is due.
alter table job
    add column tries int not null default 0,
    add column next_at timestamptz;

-- A post ends by a date, so that what was written in it keeps its author. Who comes back has the same post again.
alter table staff add column ended_at timestamptz;

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
        select from staff t
        where t.practice_id = m.practice_id and t.person_id = m.person_id and t.role <> 'secretary' and t.ended_at is null)))
$$;

-- A key that was destroyed on purpose. It stands apart from the keys: a restore without them is told from an erasure. Filled by the
-- deletion itself, so no code can forget it; the app may not take anything off it.
create table erased_key (
    key_id uuid primary key,
    practice_id uuid,
    owner_kind text not null,
    owner_id uuid not null,
    at timestamptz not null default now()
);
alter table erased_key enable row level security;
alter table erased_key force row level security;
create policy within_practice on erased_key
    using (practice_id is null or practice_id = any ((select app_practices())::uuid[]))
    with check (practice_id is null or practice_id = any ((select app_practices())::uuid[]));
revoke update, delete on erased_key from hamdel_app;

create function record_erased_key() returns trigger language plpgsql as $$
begin
    insert into erased_key (key_id, practice_id, owner_kind, owner_id) values (old.id, old.practice_id, old.owner_kind, old.owner_id)
        on conflict do nothing;
    return null;
end $$;
create trigger records_erased_key after delete on keys.wrapped_key for each row execute function record_erased_key();

-- A link to the console is for one person and a week, and lets nobody in by itself. Links that are more are cut to that; seats that were
-- taken stay counted. In hours: the length of a day depends on the time zone in which a dump is restored.
update invitation
    set admits = false, seats = greatest(taken, 1), expires_at = least(expires_at, created_at + interval '168 hours')
    where role = 'facilitator';
alter table invitation add constraint a_facilitator_comes_alone_within_a_week_and_waits check (
    role <> 'facilitator' or (not admits and seats <= greatest(taken, 1) and expires_at <= created_at + interval '168 hours'));

-- Who names themselves to stand in, without the group's therapist, says why. The reason is sealed under the group's key.
alter table substitution
    add column names_self bool not null default false,
    add column reason bytea,
    add constraint who_names_themselves_says_why check (names_self = (reason is not null));

-- That somebody was named by the practice, to each who is to know it, until they have read it: also when it was taken back before.
create table substitution_notice (
    practice_id uuid not null,
    group_id uuid not null,
    substitution_id uuid not null,
    membership_id uuid not null,
    read_at timestamptz,
    primary key (substitution_id, membership_id),
    constraint notice_of_substitution foreign key (practice_id, substitution_id) references substitution (practice_id, id),
    constraint notice_to_membership foreign key (practice_id, group_id, membership_id) references membership (practice_id, group_id, id)
);
call behind_the_wall('substitution_notice');
create index on substitution_notice (membership_id) where read_at is null;
revoke delete on substitution_notice from hamdel_app;
