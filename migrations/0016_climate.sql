-- How a session felt to those who were there, and what the group as a whole knows of it afterwards.

-- Answers to the four questions of the climate, without a name: no seat, no time, a random id, the group's key. The tag (keyed by the
-- session's anonymity key) lets their giver change them until figures freeze; a paper card has none. When figures freeze, these rows go.
create table climate_answer (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    giver_tag bytea,
    -- All four in one text of fixed length, so that its length tells nothing.
    answers bytea not null,
    constraint climate_answer_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint one_climate_answer_each unique (session_id, giver_tag)
);
call behind_the_wall('climate_answer');

-- The same when their giver wants the therapist to see them: under the giver's name and key.
create table shared_answer (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    answers bytea not null,
    given_at timestamptz not null,
    constraint shared_answer_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint one_shared_answer_each unique (session_id, membership_id),
    constraint shared_answer_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id)
);
call behind_the_wall('shared_answer');

-- "I'd like a word": to the therapist alone.
create table word_request (
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    asked_at timestamptz not null,
    answered_at timestamptz,
    primary key (session_id, membership_id),
    constraint word_request_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint word_request_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id)
);
call behind_the_wall('word_request');
create index on word_request (membership_id) where answered_at is null;

-- What the group as a whole knows, written once when figures freeze. A figure that may not be shown is a row that says nothing, so that
-- not even the number of answers is kept. Three or four answers are a word; five are a mean to half a point and the word of its spread.
create table session_figure (
    practice_id uuid not null,
    session_id uuid not null,
    kind text not null constraint figure_kind_is_known
        check (kind in ('climate', 'heard', 'safe', 'belonging', 'hope', 'mood_in', 'mood_out', 'balance', 'attendance')),
    word text constraint figure_word_is_known check (word in ('low', 'middling', 'good')),
    halves int constraint halves_are_0_to_20 check (halves between 0 and 20),
    spread text constraint spread_is_known check (spread in ('close', 'mixed', 'apart')),
    answers int constraint a_mean_has_five_answers check (answers >= 5),
    part int,
    whole int,
    primary key (session_id, kind),
    constraint figure_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint a_figure_is_one_thing check (num_nonnulls(word, halves, part) <= 1),
    constraint a_mean_is_whole check (num_nonnulls(halves, spread, answers) in (0, 3)),
    constraint a_part_is_of_a_whole check (num_nonnulls(part, whole) in (0, 2) and (part is null or (part between 0 and whole and whole > 0)))
);
call behind_the_wall('session_figure');
