-- Whose turn it was, and when: one open turn at a time. Silence is nobody's: it is what no turn covers.
create table turn (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    version int not null default 1,
    constraint turn_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint a_turn_ends_after_it_begins check (ended_at >= started_at),
    constraint turn_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id)
);
call behind_the_wall('turn');
create unique index one_open_turn_per_session on turn (session_id) where ended_at is null;
create unique index one_turn_begins_at_a_time on turn (session_id, started_at) where ended_at > started_at;
create index on turn (session_id, started_at);

-- Each tap on the floor, in order: the same tap sent twice is one, and the last one can be taken back. A tap that found what it
-- wanted done already is kept with the turn it found. When a turn is corrected, what was tapped before it is settled.
create table tap (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    number int not null,
    by_membership uuid not null,
    at timestamptz not null,
    opened uuid,
    closed uuid,
    state text not null constraint tap_state_is_known check (state in ('moved', 'idle', 'undone', 'settled')),
    constraint tap_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint one_tap_per_number unique (session_id, number),
    constraint tap_by_membership foreign key (practice_id, by_membership) references membership (practice_id, id)
);
call behind_the_wall('tap');

-- A raised hand. It is down when it was lowered, or when it got its turn.
create table hand (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    kind text not null constraint hand_kind_is_known check (kind in ('new', 'reply')),
    raised_at timestamptz not null,
    -- The staff member who raised it for somebody.
    raised_by uuid,
    lowered_at timestamptz,
    -- The turn that it got. Not a reference: a turn taken back gives the hand back.
    turn_id uuid,
    constraint hand_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint hand_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint hand_raised_by foreign key (practice_id, raised_by) references membership (practice_id, id)
);
call behind_the_wall('hand');
create unique index one_hand_up_per_member on hand (session_id, membership_id) where lowered_at is null and turn_id is null;

-- A walk around the circle. Who had a turn in it follows from the turns; who passed is kept.
create table round (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    number int not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    constraint round_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint round_in_practice unique (practice_id, id),
    constraint one_round_per_number unique (session_id, number),
    constraint a_round_ends_after_it_begins check (ended_at >= started_at)
);
call behind_the_wall('round');
create unique index one_open_round_per_session on round (session_id) where ended_at is null;

create table round_pass (
    practice_id uuid not null,
    round_id uuid not null,
    membership_id uuid not null,
    at timestamptz not null,
    -- The staff member who said it for somebody.
    by_membership uuid,
    primary key (round_id, membership_id),
    constraint pass_in_round foreign key (practice_id, round_id) references round (practice_id, id),
    constraint pass_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint pass_by_membership foreign key (practice_id, by_membership) references membership (practice_id, id)
);
call behind_the_wall('round_pass');

-- A practice's own kind words, beside the built-in ones. One that was put away stays in the log of those who got it.
create table kind_word (
    id uuid primary key,
    practice_id uuid not null references practice,
    text bytea not null,
    put_away bool not null default false,
    constraint kind_word_in_practice unique (practice_id, id)
);
call behind_the_wall('kind_word');

-- A kind word from staff to one phone, built in or the practice's own; one unanswered per person.
create table nudge (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    to_membership uuid not null,
    by_membership uuid not null,
    kind text constraint nudge_kind_is_known check (kind in ('room', 'glad', 'time', 'space', 'word')),
    word_id uuid,
    sent_at timestamptz not null,
    answered_at timestamptz,
    constraint a_nudge_says_one_thing check ((kind is null) <> (word_id is null)),
    constraint nudge_word_in_practice foreign key (practice_id, word_id) references kind_word (practice_id, id),
    constraint nudge_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint nudge_to_membership foreign key (practice_id, to_membership) references membership (practice_id, id),
    constraint nudge_by_membership foreign key (practice_id, by_membership) references membership (practice_id, id)
);
call behind_the_wall('nudge');
create unique index one_unanswered_nudge_per_member on nudge (session_id, to_membership) where answered_at is null;

-- Members who asked to see their own share while the session is live.
create table own_share (
    membership_id uuid primary key,
    practice_id uuid not null references practice,
    constraint share_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id)
);
call behind_the_wall('own_share');
