-- The closing of a session: drafts, versions, and the notes that only their author reads.

-- What is being written, joint text under the group's key. A draft is a stretch of writing: saves by the same page within a short
-- time replace each other in it, `save_id` being the last one. Whoever saves names the save it was written upon; what was written
-- upon an older one is kept aside, without a number, and becomes the draft only by somebody's choice.
create table closing_draft (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    -- The version it leads to, and its number on the way there.
    version int not null constraint draft_is_of_a_version check (version >= 1),
    number int constraint draft_number_counts_from_1 check (number >= 1),
    save_id uuid not null,
    -- The page it was written on: one tab, from when it was opened.
    writing uuid not null,
    author uuid not null,
    summary bytea not null,
    points bytea not null,
    began_at timestamptz not null,
    saved_at timestamptz not null,
    constraint draft_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint draft_by_author foreign key (practice_id, author) references membership (practice_id, id),
    constraint one_draft_per_number unique (session_id, version, number),
    constraint a_draft_ends_after_it_began check (saved_at >= began_at)
);
call behind_the_wall('closing_draft');
create index on closing_draft (session_id);

-- What was sent to the members. It stays as it was sent; a correction is another one.
create table closing_version (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    number int not null constraint closing_number_counts_from_1 check (number >= 1),
    summary bytea not null,
    points bytea not null,
    published_by uuid not null,
    published_at timestamptz not null,
    constraint closing_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint closing_by_therapist foreign key (practice_id, published_by) references membership (practice_id, id),
    constraint one_closing_per_number unique (session_id, number)
);
call behind_the_wall('closing_version');
revoke update, delete on closing_version from hamdel_app;

-- Psychotherapy notes: of a session, or of a member, under their author's own key. No other table points here, and no export but the
-- author's reads it.
create table private_note (
    id uuid primary key,
    practice_id uuid not null,
    author uuid not null,
    session_id uuid,
    membership_id uuid,
    text bytea not null,
    save_id uuid not null,
    saved_at timestamptz not null,
    constraint note_by_staff foreign key (practice_id, author) references staff (practice_id, person_id),
    constraint note_on_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint note_on_member foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint a_note_is_on_one_thing check ((session_id is null) <> (membership_id is null)),
    constraint one_note_on_a_session unique (author, session_id),
    constraint one_note_on_a_member unique (author, membership_id)
);
call behind_the_wall('private_note');

-- When the passphrase was last asked for again, for what wants it.
alter table sign_in add confirmed_at timestamptz;
