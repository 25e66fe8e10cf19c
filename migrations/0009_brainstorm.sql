-- A question to the group, and every idea kept.
create table brainstorm (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    question bytea not null,
    phase text not null constraint phase_is_known check (phase in ('gather', 'tidy', 'weigh', 'narrow', 'commit', 'done')),
    manner text not null constraint manner_is_known check (manner in ('aloud', 'quiet')),
    named bool not null,
    opened_at timestamptz,
    -- The number that the last shown idea bears.
    shown int not null default 0,
    version int not null default 1,
    created_at timestamptz not null,
    constraint brainstorm_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint brainstorm_in_practice unique (practice_id, id),
    constraint without_names_is_quiet check (named or manner = 'quiet')
);
call behind_the_wall('brainstorm');
create index on brainstorm (session_id);

-- Without a name: no author, no logger, no time; the tag (keyed by the session's anonymity key) lets its author take it back, and is
-- destroyed with that key. Order is `number`, given when the idea is shown, never the order of rows or ids.
create table idea (
    id uuid primary key,
    practice_id uuid not null,
    brainstorm_id uuid not null,
    author uuid,
    logged_by uuid,
    author_tag bytea,
    text bytea not null,
    number int,
    withdrawn bool not null default false,
    version int not null default 1,
    created_at timestamptz,
    constraint idea_on_board foreign key (practice_id, brainstorm_id) references brainstorm (practice_id, id),
    constraint idea_by_author foreign key (practice_id, author) references membership (practice_id, id),
    constraint idea_by_logger foreign key (practice_id, logged_by) references membership (practice_id, id),
    constraint one_idea_per_number unique (brainstorm_id, number),
    constraint a_nameless_idea_names_nobody check (author_tag is null or (author is null and logged_by is null and created_at is null))
);
call behind_the_wall('idea');
create index on idea (brainstorm_id);
