-- The therapist's record of one member. Each save is a version that stays as it was; all are sealed under the member's key, so that erasing
-- the member forgets them.
create table individual_note (
    id uuid primary key,
    practice_id uuid not null,
    membership_id uuid not null,
    number int not null constraint individual_note_counts_from_1 check (number >= 1),
    text bytea not null,
    written_by uuid not null,
    written_at timestamptz not null,
    fingerprint bytea,
    constraint individual_note_of_member foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint individual_note_by_membership foreign key (practice_id, written_by) references membership (practice_id, id),
    constraint one_individual_note_per_number unique (membership_id, number)
);
call enable_row_security('individual_note');
revoke update, delete on individual_note from hamdel_app;
