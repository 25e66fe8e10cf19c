-- What became of what was taken home: told to the group when its owner says so, and a figure of the group.

-- Whether its owner lets the group see this answer and its word when the next session opens. Asked anew with each answer.
alter table commitment_outcome add told bool not null default false;

-- A falling climate that a therapist looked after already: put away until a later session says it again.
create table climate_not_needed (
    by_membership uuid primary key,
    practice_id uuid not null,
    -- The last session that had said so.
    session_id uuid not null,
    at timestamptz not null,
    constraint climate_not_needed_by foreign key (practice_id, by_membership) references membership (practice_id, id),
    constraint climate_not_needed_since_session foreign key (practice_id, session_id) references session (practice_id, id)
);
call behind_the_wall('climate_not_needed');

-- Of what was taken home from the session before: how much of it was kept, as far as small numbers allow.
alter table session_figure drop constraint figure_kind_is_known;
alter table session_figure add constraint figure_kind_is_known
    check (kind in ('climate', 'heard', 'safe', 'belonging', 'hope', 'mood_in', 'mood_out', 'balance', 'attendance', 'kept'));
