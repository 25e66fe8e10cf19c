-- The tenant, and who works in it.
create table practice (
    id uuid primary key,
    practice_id uuid not null generated always as (id) stored,
    name bytea not null,
    crisis_help bytea,
    locale text not null constraint practice_locale_is_known check (locale in ('fa', 'en')),
    calendar text not null constraint practice_calendar_is_known check (calendar in ('jalali', 'gregorian')),
    time_zone text not null,
    version int not null default 1,
    created_at timestamptz not null
);
call behind_the_wall('practice');

create table staff (
    id uuid primary key,
    practice_id uuid not null references practice,
    person_id uuid not null references person,
    role text not null constraint staff_role_is_known check (role in ('administrator', 'therapist', 'facilitator', 'secretary')),
    created_at timestamptz not null,
    constraint one_post_per_person unique (practice_id, person_id)
);
call behind_the_wall('staff');
