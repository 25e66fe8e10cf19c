-- A series of sessions: a recurrence rule (RFC 5545; RFC 7529 where months are those of the Jalali calendar) in the group's wall-clock
-- time. Its sessions are ordinary rows of session; nothing here repeats by itself.

create table series (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    -- The RRULE. Of its parts only the three shapes that the form knows.
    rule text not null,
    -- DTSTART: the first one, by the clocks of its zone.
    local_start timestamp not null,
    time_zone text not null,
    minutes int not null constraint series_lasts_15_to_480_minutes check (minutes between 15 and 480),
    place bytea,
    -- EXDATE: days left out by hand, holidays for one.
    skipped date[] not null default '{}',
    version int not null default 1,
    created_at timestamptz not null,
    constraint series_of_group foreign key (practice_id, group_id) references therapy_group (practice_id, id),
    constraint series_in_practice unique (practice_id, id)
);
call behind_the_wall('series');
create index on series (group_id);

-- Which of a series a session is: RECURRENCE-ID, the wall-clock time that the rule gave it. It stays when the session is moved.
-- changed_at: when its time was last changed, or it was cancelled; calendars outside are told.
alter table session
    add series_id uuid,
    add recurrence timestamp,
    add changed_at timestamptz,
    add constraint session_of_series foreign key (practice_id, series_id) references series (practice_id, id),
    add constraint a_session_of_a_series_is_one_of_it check ((series_id is null) = (recurrence is null)),
    add constraint one_session_per_recurrence unique (series_id, recurrence);

-- A session's number says the how-manieth meeting of the group it is. It is final when the session starts; those that are planned are
-- numbered after those that were, by when they are; one that was cancelled has none (docs/decisions/0026). Numbers change places
-- in one statement, so they are compared at its end.
alter table session
    drop constraint one_session_per_number,
    add constraint one_session_per_number unique (group_id, number) deferrable initially immediate;
alter table session no force row level security;
update session set number = -number where state = 'cancelled';
alter table session force row level security;
alter table session add constraint a_cancelled_session_has_no_number check ((state = 'cancelled') = (number < 0));

-- The way into one's own calendar from outside. No practice: it belongs to the account, and shows what that account may see. Only the
-- token's hash is kept. A house table.
create table calendar_feed (
    person_id uuid primary key references person,
    token_hash bytea not null constraint feed_token_is_unique unique,
    -- What it tells besides the times: nothing, unless the person wants it.
    group_names bool not null default false,
    places bool not null default false,
    made_at timestamptz not null
);
