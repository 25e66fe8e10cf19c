-- A session of the group. It is planned in the wall-clock time of its zone; starts_at is what follows from it.
create table session (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    number int not null,
    local_start timestamp not null,
    time_zone text not null,
    starts_at timestamptz not null,
    minutes int not null constraint session_lasts_15_to_480_minutes check (minutes between 15 and 480),
    place bytea,
    state text not null constraint session_state_is_known check (state in ('planned', 'live', 'ended', 'cancelled')),
    started_at timestamptz,
    ended_at timestamptz,
    -- The number of the last change told to the live screens: taken in the writer's transaction, so order is commit order.
    seq bigint not null default 0,
    -- What of the charter is on every screen: nothing, the whole, or the one article that the group looks at together.
    charter_shown text not null default 'nothing' constraint charter_shown_is_known check (charter_shown in ('nothing', 'whole', 'article')),
    charter_line uuid,
    version int not null default 1,
    created_at timestamptz not null,
    constraint session_of_group foreign key (practice_id, group_id) references therapy_group (practice_id, id),
    constraint session_in_practice unique (practice_id, id),
    constraint one_session_per_number unique (group_id, number),
    constraint a_live_session_has_started check (state in ('planned', 'cancelled') or started_at is not null),
    constraint an_article_is_shown_by_its_line check ((charter_shown = 'article') = (charter_line is not null)),
    constraint an_ended_session_has_its_end check ((state = 'ended') = (ended_at is not null))
);
call behind_the_wall('session');
create unique index one_live_session_per_group on session (group_id) where state = 'live';
create index on session (group_id, starts_at);

-- Who entered, and when.
create table attendance (
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    entered_at timestamptz not null,
    -- Whether they had yet to sign the charter, and sat in all the same.
    sits_in bool not null default false,
    primary key (session_id, membership_id),
    constraint attendance_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint attendance_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id)
);
call behind_the_wall('attendance');

-- The change log: what changed, never what it says.
create table session_change (
    practice_id uuid not null,
    session_id uuid not null,
    seq bigint not null,
    kind text not null,
    subject_id uuid not null,
    for_membership uuid,
    primary key (session_id, seq),
    constraint change_of_session foreign key (practice_id, session_id) references session (practice_id, id)
);
call behind_the_wall('session_change');

-- The key by which somebody can take back what they gave without a name, until the session's figures freeze.
create table keys.anonymity_key (
    session_id uuid primary key,
    practice_id uuid not null,
    wrapped bytea not null,
    constraint anonymity_key_of_session foreign key (practice_id, session_id) references session (practice_id, id)
);
call behind_the_wall('keys.anonymity_key');
