-- Letters from a group's therapist to one of its members, answered once. Both texts are sealed under the member's key and then under the
-- group's: they open only while both keys exist, and erasing either erases them.
create table member_letter (
    id uuid primary key,
    practice_id uuid not null,
    membership_id uuid not null,
    by_membership uuid not null,
    text bytea not null,
    sent_at timestamptz not null,
    -- When the member put it away from their home page; nobody else learns of it.
    put_away_at timestamptz,
    answer bytea,
    answered_at timestamptz,
    -- When its writer put the answer away from theirs.
    answer_seen_at timestamptz,
    fingerprint bytea constraint member_letter_fingerprint_is_a_hash check (octet_length(fingerprint) = 32),
    constraint letter_to_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint letter_by_membership foreign key (practice_id, by_membership) references membership (practice_id, id),
    constraint letter_is_to_another check (membership_id <> by_membership),
    constraint letter_answer_has_its_time check ((answer is null) = (answered_at is null)),
    constraint only_an_answer_is_seen check (answer_seen_at is null or answered_at is not null)
);
call enable_row_security('member_letter');
create index on member_letter (membership_id);
create index on member_letter (by_membership);
