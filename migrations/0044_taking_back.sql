-- Moves can be taken back for two minutes (docs/decisions/0053-one-clockwork.md).

-- A visit that was taken back: it is no stage that the session was in, and a restart of the clock in it does not count.
alter table session_stage add column taken_back boolean not null default false;

-- The last move of a board, for taking it back.
alter table brainstorm
    add column moved_from text constraint board_moved_from_a_step check (moved_from in ('gather', 'tidy', 'weigh', 'narrow', 'commit', 'done')),
    add column moved_at timestamptz,
    add constraint a_move_has_its_time check ((moved_from is null) = (moved_at is null));

-- When a concern last left the middle: taking back the move that ended it brings it there again.
alter table concern add column left_middle_at timestamptz;
