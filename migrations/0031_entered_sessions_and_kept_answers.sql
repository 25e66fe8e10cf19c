-- Which session a sign-in entered. While that session's row says live, the sign-in does not idle out; when the row says ended, ends_at is
-- set, a little later. House tables, as sign_in is: ids and times, no text.
create table sign_in_entry (
    sign_in_id uuid not null references sign_in on delete cascade,
    session_id uuid not null,
    ends_at timestamptz,
    constraint one_entry_per_session primary key (sign_in_id, session_id)
);
create index on sign_in_entry (session_id);
alter table sign_in drop column held_until;

-- The answer to a one-time form, for a minute, for the browser that sent it: a second press gets it again. The id is a keyed hash of what
-- was sent and of the browser's cookie; the answer is sealed under a key that follows from the same and is kept nowhere.
create table kept_answer (
    id uuid primary key,
    sealed bytea not null,
    kept_at timestamptz not null
);
create index on kept_answer (kept_at);
