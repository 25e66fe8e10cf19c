-- What people take home: who, what, by when, how they will know. It is of a board, and perhaps of one of its ideas.
alter table idea add constraint idea_on_its_board unique (practice_id, brainstorm_id, id);

create table commitment (
    id uuid primary key,
    practice_id uuid not null,
    brainstorm_id uuid not null,
    idea_id uuid,
    -- Whose it is: their key seals every word of it, whoever wrote it down.
    owner uuid not null,
    what bytea not null,
    sign bytea,
    -- A day of the calendar, never a time; none: by the next session.
    due date,
    -- The staff member who offered it, or wrote it down for somebody without a phone.
    written_by uuid,
    standing text not null constraint commitment_standing_is_known check (standing in ('offered', 'accepted', 'declined', 'withdrawn')),
    version int not null default 1,
    created_at timestamptz not null,
    constraint commitment_on_board foreign key (practice_id, brainstorm_id) references brainstorm (practice_id, id),
    constraint commitment_of_idea foreign key (practice_id, brainstorm_id, idea_id) references idea (practice_id, brainstorm_id, id),
    constraint commitment_of_owner foreign key (practice_id, owner) references membership (practice_id, id),
    constraint commitment_written_by foreign key (practice_id, written_by) references membership (practice_id, id),
    constraint commitment_in_practice unique (practice_id, id),
    constraint only_staff_offer check (written_by is not null or standing not in ('offered', 'declined'))
);
call behind_the_wall('commitment');
create index on commitment (brainstorm_id);
create index on commitment (owner);

-- What became of it, each time it was said: the newest counts, and nothing is overwritten.
create table commitment_outcome (
    id uuid primary key,
    practice_id uuid not null,
    commitment_id uuid not null,
    number int not null,
    outcome text not null constraint commitment_outcome_is_known check (outcome in ('done', 'not_yet', 'changed')),
    word bytea,
    -- The words as they were before they changed.
    before bytea,
    by_membership uuid not null,
    at timestamptz not null,
    constraint outcome_of_commitment foreign key (practice_id, commitment_id) references commitment (practice_id, id),
    constraint outcome_by_membership foreign key (practice_id, by_membership) references membership (practice_id, id),
    constraint one_outcome_per_number unique (commitment_id, number),
    constraint only_a_change_has_a_before check ((outcome = 'changed') = (before is not null))
);
call behind_the_wall('commitment_outcome');

-- One line that a member wants to bring to the next session, under their own key: nobody else reads it, nothing tells of it.
create table line_to_bring (
    membership_id uuid primary key,
    practice_id uuid not null references practice,
    text bytea not null,
    written_at timestamptz not null,
    constraint line_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id)
);
call behind_the_wall('line_to_bring');

-- Who may need a word, and whom a therapist looked after already: put away until another session says it again.
create table not_needed (
    practice_id uuid not null,
    by_membership uuid not null,
    membership_id uuid not null,
    reason text not null constraint not_needed_reason_is_known check (reason in ('silent', 'missed')),
    -- The last session that had said so.
    session_id uuid not null,
    at timestamptz not null,
    primary key (by_membership, membership_id, reason),
    constraint not_needed_by foreign key (practice_id, by_membership) references membership (practice_id, id),
    constraint not_needed_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint not_needed_since_session foreign key (practice_id, session_id) references session (practice_id, id)
);
call behind_the_wall('not_needed');
