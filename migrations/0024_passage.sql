-- Arrivals and farewells, told to the group ahead, each tied to a session.

-- Somebody comes, graduates or leaves in a session; or the group meets for the last time, which is nobody's alone. At noon of the day
-- after, somebody's own farewell has come to pass (settled_at).
create table passage (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    membership_id uuid,
    kind text not null constraint passage_is_known check (kind in ('arrival', 'graduation', 'leaving', 'ending')),
    session_id uuid not null,
    -- Why, to the therapist: it goes into the history when the farewell has come to pass.
    reason bytea,
    made_by uuid not null,
    made_at timestamptz not null,
    withdrawn_at timestamptz,
    settled_at timestamptz,
    constraint passage_in_practice unique (practice_id, id),
    constraint passage_of_group foreign key (practice_id, group_id) references therapy_group (practice_id, id),
    constraint passage_of_member foreign key (practice_id, group_id, membership_id) references membership (practice_id, group_id, id),
    constraint passage_in_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint passage_made_by foreign key (practice_id, group_id, made_by) references membership (practice_id, group_id, id),
    constraint the_ending_is_everybodys check ((kind = 'ending') = (membership_id is null))
);
call behind_the_wall('passage');
create unique index one_passage_each on passage (membership_id) where withdrawn_at is null and settled_at is null;
create unique index one_ending_ahead on passage (group_id) where kind = 'ending' and withdrawn_at is null and settled_at is null;
create index on passage (group_id);
create index on passage (session_id);

-- A word to the group at a farewell, under its author's key. Until the group sees it, the author and the therapist do; or the therapist
-- reads it out.
create table farewell_word (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    membership_id uuid not null,
    text bytea not null,
    -- Whether the group sees it on its screens, in the farewell's session while it closes.
    shown bool not null,
    written_at timestamptz not null,
    constraint word_of_member foreign key (practice_id, group_id, membership_id) references membership (practice_id, group_id, id),
    constraint one_farewell_word_each unique (membership_id)
);
call behind_the_wall('farewell_word');
