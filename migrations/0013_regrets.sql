-- Who will not come to a session, and where somebody online is while it runs.

-- Regrets: a member says beforehand that they will not come, until they enter; or staff note it for them. The word is under the
-- member's own key, whoever wrote it down.
create table regrets (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    word bytea,
    -- The staff member who noted it for somebody.
    noted_by uuid,
    sent_at timestamptz not null,
    constraint regrets_for_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint one_regrets_each unique (session_id, membership_id),
    constraint regrets_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint regrets_noted_by foreign key (practice_id, noted_by) references membership (practice_id, id)
);
call behind_the_wall('regrets');

-- Where a member of an online group is, for the therapist alone, in case help has to be sent. Nothing of it outlives the session.
create table whereabouts (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    text bytea not null,
    given_at timestamptz not null,
    constraint whereabouts_in_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint one_whereabouts_each unique (session_id, membership_id),
    constraint whereabouts_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id)
);
call behind_the_wall('whereabouts');
