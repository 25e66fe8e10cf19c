-- The rooms of a practice, each with its name sealed under the practice's key. A room that was taken off the list keeps its name for what
-- is or was in it.
create table room (
    id uuid primary key,
    practice_id uuid not null references practice,
    name bytea not null,
    created_at timestamptz not null,
    closed_at timestamptz,
    constraint room_in_practice unique (practice_id, id)
);
call enable_row_security('room');
create index on room (practice_id);

-- A place is a room of the practice, or a free text, or not stated.
alter table therapy_group
    add room_id uuid,
    add constraint group_in_room foreign key (practice_id, room_id) references room (practice_id, id),
    add constraint place_of_group_is_one check (num_nonnulls(place, room_id) <= 1);
alter table session
    add room_id uuid,
    add constraint session_in_room foreign key (practice_id, room_id) references room (practice_id, id),
    add constraint place_of_session_is_one check (num_nonnulls(place, room_id) <= 1);
alter table series
    add room_id uuid,
    add constraint series_in_room foreign key (practice_id, room_id) references room (practice_id, id),
    add constraint place_of_series_is_one check (num_nonnulls(place, room_id) <= 1);
