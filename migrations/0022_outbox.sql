-- What is to be sent, and to whom: written in the transaction that means it, claimed before it is sent. Recipient and words are under
-- the key of whoever they are of, and dropped once it is known what became of them. `job` says when a row is looked at next.
create table outbox (
    id uuid primary key,
    practice_id uuid not null references practice,
    -- A word of the room that wrote it, from a short list there.
    kind text not null,
    channel text not null constraint outbox_channel_is_known check (channel in ('mail', 'text')),
    -- Under what its state is shown (a group, say).
    scope uuid,
    recipient bytea,
    words bytea,
    due_at timestamptz not null,
    -- From then on it would say something that is over.
    useless_at timestamptz not null,
    state text not null constraint outbox_state_is_known check (state in ('queued', 'claimed', 'sent', 'unsure', 'failed', 'withdrawn')),
    attempts int not null default 0,
    -- Who claimed it: an answer counts only for its own claim.
    claim uuid,
    claimed_at timestamptz,
    reason text constraint outbox_reason_is_known check (reason in ('refused', 'unreachable', 'late', 'by_hand')),
    settled_at timestamptz,
    created_at timestamptz not null,
    constraint what_is_to_be_sent_is_there check (state not in ('queued', 'claimed') or (recipient is not null and words is not null)),
    constraint what_was_sent_is_dropped check (state not in ('sent', 'withdrawn') or (recipient is null and words is null)),
    constraint a_claim_has_its_time check ((claim is null) = (claimed_at is null)),
    constraint whoever_is_done_says_when check ((state in ('queued', 'claimed')) = (settled_at is null))
);
call behind_the_wall('outbox');
create index on outbox (practice_id, scope, created_at);
create index on outbox (settled_at) where recipient is not null;

-- How somebody wants to be reminded, in one group: where to, how long before. Under the membership's own key.
create table reminder_way (
    id uuid primary key,
    practice_id uuid not null,
    membership_id uuid not null constraint one_way_each unique,
    channel text not null constraint reminder_channel_is_known check (channel in ('mail', 'text')),
    address bytea not null,
    -- Minutes before the start.
    leads int[] not null,
    -- Whether the message may name the group: nobody but the person says so.
    says_group bool not null default false,
    -- The number that was sent to the address, as a keyed hash, until it was typed in.
    code_tag bytea,
    code_until timestamptz,
    tries int not null default 0,
    confirmed_at timestamptz,
    created_at timestamptz not null,
    constraint way_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint a_number_has_its_end check ((code_tag is null) = (code_until is null)),
    constraint confirmed_or_asked check ((confirmed_at is null) = (code_tag is not null))
);
call behind_the_wall('reminder_way');

-- What somebody was told about a session: a row of the outbox with the same id. The time it spoke of is kept, so that a session that was
-- moved is noticed. Each thing is told once.
create table reminder (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    way_id uuid not null,
    kind text not null constraint reminder_kind_is_known check (kind in ('ahead', 'moved', 'cancelled')),
    -- Minutes before the start; 0 for news.
    lead int not null,
    -- How many pieces of news came before.
    round int not null,
    starts_at timestamptz not null,
    made_at timestamptz not null,
    constraint told_once unique (session_id, membership_id, kind, lead, starts_at, round),
    constraint reminder_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint reminder_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id)
);
call behind_the_wall('reminder');
create index on reminder (session_id);
