-- The arc of a session: what is planned, what was, who was there, how they came, and what staff say to each other meanwhile.

-- The stages a session is planned to have, in order. None: those of the group's template, else the usual ones.
create table planned_stage (
    practice_id uuid not null,
    session_id uuid not null,
    place int not null constraint place_counts_from_1 check (place between 1 and 12),
    stage text not null constraint planned_stage_is_known
        check (stage in ('arrive', 'open', 'round', 'explore', 'brainstorm', 'weigh', 'close')),
    minutes int not null constraint a_stage_has_1_to_480_minutes check (minutes between 1 and 480),
    primary key (session_id, place),
    constraint planned_for_session foreign key (practice_id, session_id) references session (practice_id, id)
);
call behind_the_wall('planned_stage');

-- The same for every session that the group plans from now on, fitted to each one's length.
create table group_stage (
    practice_id uuid not null,
    group_id uuid not null,
    place int not null constraint group_place_counts_from_1 check (place between 1 and 12),
    stage text not null constraint group_stage_is_known
        check (stage in ('arrive', 'open', 'round', 'explore', 'brainstorm', 'weigh', 'close')),
    minutes int not null constraint a_group_stage_has_1_to_480_minutes check (minutes between 1 and 480),
    primary key (group_id, place),
    constraint template_of_group foreign key (practice_id, group_id) references therapy_group (practice_id, id)
);
call behind_the_wall('group_stage');

-- What was: one row each time a stage began. `number` counts them; whoever moves on names the one they saw.
create table session_stage (
    practice_id uuid not null,
    session_id uuid not null,
    number int not null constraint stage_number_counts_from_1 check (number >= 1),
    -- Its place in the plan at that time.
    place int not null,
    stage text not null constraint stage_is_known check (stage in ('arrive', 'open', 'round', 'explore', 'brainstorm', 'weigh', 'close')),
    -- Begun once more, with its clock at zero; else a return goes on where the clock stood.
    again bool not null default false,
    -- What is talked of now may be heavy: members see a note before it.
    tender bool not null default false,
    started_at timestamptz not null,
    ended_at timestamptz,
    by_membership uuid,
    primary key (session_id, number),
    constraint stage_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint a_stage_ends_after_it_began check (ended_at >= started_at),
    constraint stage_by_membership foreign key (practice_id, by_membership) references membership (practice_id, id)
);
call behind_the_wall('session_stage');
create unique index one_stage_at_a_time on session_stage (session_id) where ended_at is null;

-- When they left; how long they had been away before they came back; staff who wrote it down for them.
alter table attendance
    add left_at timestamptz,
    add away_seconds int not null default 0 constraint away_is_not_negative check (away_seconds >= 0),
    add entered_by uuid,
    add constraint attendance_entered_by foreign key (practice_id, entered_by) references membership (practice_id, id),
    add constraint who_leaves_has_entered check (left_at >= entered_at);

-- Whom staff marked as absent. Who has no row here or in attendance is expected, and was absent when the session is over.
create table absence (
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    marked_by uuid not null,
    marked_at timestamptz not null,
    primary key (session_id, membership_id),
    constraint absence_from_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint absence_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint absence_marked_by foreign key (practice_id, marked_by) references membership (practice_id, id)
);
call behind_the_wall('absence');

-- How somebody comes: a value from 0 to 10 and a word, both under their own key; neither when they passed.
create table mood (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    moment text not null constraint moment_is_known check (moment in ('in', 'out')),
    value bytea,
    word bytea,
    -- Whether the therapist may see it.
    shared bool not null default false,
    -- Staff who wrote it down for somebody without a phone.
    entered_by uuid,
    given_at timestamptz not null,
    constraint mood_in_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint one_mood_each unique (session_id, membership_id, moment),
    constraint who_passes_shares_nothing check (value is not null or (word is null and not shared)),
    constraint mood_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint mood_entered_by foreign key (practice_id, entered_by) references membership (practice_id, id)
);
call behind_the_wall('mood');

-- Lines between therapist and facilitator, each under its author's key.
create table backstage_line (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    author uuid not null,
    text bytea not null,
    -- Kept with the private notes; until then nobody has said what becomes of it.
    kept bool not null default false,
    written_at timestamptz not null,
    constraint backstage_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint backstage_by_author foreign key (practice_id, author) references membership (practice_id, id)
);
call behind_the_wall('backstage_line');
create index on backstage_line (session_id, written_at);
