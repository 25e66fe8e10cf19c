-- A therapy group (the plain word is reserved in SQL) and who belongs to it.
create table therapy_group (
    id uuid primary key,
    practice_id uuid not null references practice,
    name bytea not null,
    purpose bytea not null,
    focus bytea,
    age_from int,
    age_to int,
    severity text constraint severity_is_known check (severity in ('mild', 'moderate', 'severe', 'mixed')),
    locale text not null constraint group_locale_is_known check (locale in ('fa', 'en')),
    capacity int not null default 8 constraint capacity_is_3_to_15 check (capacity between 3 and 15),
    admission text not null constraint admission_is_known check (admission in ('open', 'closed')),
    meets text not null constraint meets_is_known check (meets in ('in_person', 'online')),
    place bytea,
    time_zone text not null,
    calendar text not null constraint group_calendar_is_known check (calendar in ('jalali', 'gregorian')),
    version int not null default 1,
    created_at timestamptz not null,
    constraint group_in_practice unique (practice_id, id),
    constraint ages_in_order check (age_from <= age_to)
);
call behind_the_wall('therapy_group');

-- A seat in a group. Without a person_id it is somebody who sits in the room without an account.
create table membership (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    person_id uuid references person,
    role text not null constraint role_is_known check (role in ('therapist', 'facilitator', 'member')),
    state text not null constraint state_is_known
        check (state in ('invited', 'waiting', 'active', 'paused', 'graduated', 'left', 'removed')),
    seat int,
    name bytea not null,
    invitation_id uuid,
    version int not null default 1,
    created_at timestamptz not null,
    constraint membership_in_group foreign key (practice_id, group_id) references therapy_group (practice_id, id),
    constraint membership_in_practice unique (practice_id, group_id, id),
    -- Checks of references walk through the wall: each of them names the practice.
    constraint membership_of_practice unique (practice_id, id)
);
call behind_the_wall('membership');
create unique index one_seat_per_person on membership (group_id, person_id)
    where state in ('invited', 'waiting', 'active', 'paused');
create unique index one_therapist_per_group on membership (group_id) where role = 'therapist' and state = 'active';
create unique index one_number_per_seat on membership (group_id, seat) where state in ('active', 'paused');

-- Each change of state keeps its date, who made it and, where given, its reason: a roster is who was active that day.
create table membership_change (
    id uuid primary key,
    practice_id uuid not null references practice,
    membership_id uuid not null,
    state text not null,
    reason bytea,
    by_membership uuid,
    at timestamptz not null,
    constraint change_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint change_by_membership foreign key (practice_id, by_membership) references membership (practice_id, id)
);
call behind_the_wall('membership_change');
create index on membership_change (membership_id, at);
