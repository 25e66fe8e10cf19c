-- A closing goes out five minutes after *Publish*. Until then it is here, and no version exists. It is sealed as the version that it becomes.
create table closing_held (
    session_id uuid primary key,
    -- The id of the version that it becomes.
    id uuid not null,
    practice_id uuid not null,
    summary bytea not null,
    points bytea not null,
    held_by uuid not null,
    due_at timestamptz not null,
    constraint held_closing_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint closing_held_by_therapist foreign key (practice_id, held_by) references membership (practice_id, id)
);
call enable_row_security('closing_held');
