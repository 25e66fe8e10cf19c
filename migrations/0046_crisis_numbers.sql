-- The numbers of a practice's crisis help, in the order in which phones show them. What it wrote before stays as a note below them.
create table crisis_number (
    id uuid primary key,
    practice_id uuid not null references practice,
    position integer not null,
    name bytea not null,
    number bytea not null,
    hours bytea,
    constraint one_crisis_number_per_position unique (practice_id, position)
);
call enable_row_security('crisis_number');

-- Raised by each change of numbers or note, to detect concurrent edits.
alter table practice add column help_version integer not null default 1;
