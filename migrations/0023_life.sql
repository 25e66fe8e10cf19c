-- How people come into a group and leave it: seats that cannot be given twice, one therapist at every moment, who has read the guide,
-- and the end of a group.

-- A paused member's seat is kept for them, so it counts. The group's row is held while seats are counted: of many who come at once,
-- only as many get in as there are seats, whichever program asks.
create function within_capacity() returns trigger
    language plpgsql as $$
declare
    room int;
    taken int;
begin
    if tg_op = 'UPDATE' and old.role = 'member' and old.state in ('active', 'paused') and old.group_id = new.group_id then
        return new;
    end if;
    select capacity into room from therapy_group where id = new.group_id for no key update;
    select count(*) into taken from membership
        where group_id = new.group_id and role = 'member' and state in ('active', 'paused') and id <> new.id;
    if taken >= room then
        raise exception 'all seats of the group are taken'
            using errcode = '23514', table = 'membership', constraint = 'no_more_members_than_seats';
    end if;
    return new;
end $$;
create trigger no_more_members_than_seats before insert or update of role, state, group_id on membership
    for each row when (new.role = 'member' and new.state in ('active', 'paused')) execute function within_capacity();

-- When a group is handed over, one therapist goes and another comes in one transaction: at its end there is exactly one
-- (one_therapist_per_group says not two, this says not none).
create function keeps_a_therapist() returns trigger
    language plpgsql as $$
begin
    if not exists (select from membership where group_id = old.group_id and role = 'therapist' and state = 'active') then
        raise exception 'a group is not left without a therapist'
            using errcode = '23514', table = 'membership', constraint = 'a_group_keeps_a_therapist';
    end if;
    return null;
end $$;
create constraint trigger a_group_keeps_a_therapist after update or delete on membership
    deferrable initially deferred
    for each row when (old.role = 'therapist' and old.state = 'active') execute function keeps_a_therapist();

-- A group that has ended is read, and not added to.
alter table therapy_group add column ended_at timestamptz;
alter table therapy_group add column ended_by uuid;
alter table therapy_group add constraint group_ended_by foreign key (practice_id, ended_by) references membership (practice_id, id);
alter table therapy_group add constraint an_end_has_its_author check ((ended_at is null) = (ended_by is null));

-- Who has read the guide before their first session; or with whom staff have gone through it.
create table guide_reading (
    membership_id uuid primary key,
    practice_id uuid not null,
    read_at timestamptz not null,
    noted_by uuid,
    constraint guide_read_by foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint guide_reading_noted_by foreign key (practice_id, noted_by) references membership (practice_id, id)
);
call behind_the_wall('guide_reading');

-- What a practice adds to the guide, in each language.
create table guide_words (
    id uuid primary key,
    practice_id uuid not null references practice,
    locale text not null constraint guide_locale_is_known check (locale in ('fa', 'en')),
    text bytea not null,
    written_at timestamptz not null,
    constraint one_addition_per_language unique (practice_id, locale)
);
call behind_the_wall('guide_words');
