-- Accounts. House tables: no row security, and no readable text (names are sealed, look-ups go by keyed hash).

create table person (
    id uuid primary key,
    name bytea not null,
    user_name bytea not null,
    user_name_tag bytea not null constraint user_name_is_unique unique,
    email bytea,
    email_tag bytea constraint email_is_unique unique,
    passphrase text,
    locale text not null constraint locale_is_known check (locale in ('fa', 'en')),
    calendar text not null constraint calendar_is_known check (calendar in ('jalali', 'gregorian')),
    time_zone text not null,
    created_at timestamptz not null,
    constraint email_has_its_tag check ((email is null) = (email_tag is null))
);

-- In which practices an account stands, and whether it works there. It is what app.practices is set from, so it cannot be behind the wall.
create table standing (
    person_id uuid not null references person,
    practice_id uuid not null,
    staff bool not null,
    primary key (person_id, practice_id)
);

-- A browser's login. The token is kept only as a hash; the device is a word from a short list.
create table sign_in (
    id uuid primary key,
    person_id uuid not null references person,
    token_hash bytea not null constraint sign_in_token_is_unique unique,
    device text not null,
    staff bool not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    -- A sign-in that has entered something live does not idle out before this.
    held_until timestamptz
);
create index on sign_in (person_id);

-- Failed attempts, by a keyed hash of the account's name and of the address: known and unknown accounts look the same.
create table sign_in_failure (
    tag bytea not null,
    at timestamptz not null
);
create index on sign_in_failure (tag, at);

-- Links: setup, one-time sign-in, invitation. Only the hash is kept, so a link can be shown once.
create table token (
    hash bytea primary key,
    purpose text not null,
    practice_id uuid,
    subject uuid not null,
    expires_at timestamptz not null
);
create index on token (subject);

-- What is due later (freezing a session's figures, …). Rows name a thing, never say a word.
create table job (
    practice_id uuid not null,
    kind text not null,
    subject uuid not null,
    due_at timestamptz not null,
    primary key (kind, subject)
);
create index on job (due_at);
