-- Secrets that people type, and what a sign-in link opens.

-- 1: NFKC alone, as before; 2: the canonical form (kit/text/canonical.rs). A hash is checked in the form it was made with.
alter table person add column passphrase_form smallint not null default 1
    constraint passphrase_form_is_known check (passphrase_form in (1, 2));

-- The recovery word (three words), only as a hash. `told` once its owner says that it is written down.
alter table person
    add column recovery_word text,
    add column recovery_word_made_at timestamptz,
    add column recovery_word_told bool not null default false,
    -- A link made by staff was used at this time without the word: what was written without a name before stays closed.
    -- `held` ends when the word is given; `closed` does not, because the word that could have ended it was replaced.
    add column nameless_held_before timestamptz,
    add column nameless_closed_before timestamptz,
    add constraint recovery_word_has_its_time check ((recovery_word is null) = (recovery_word_made_at is null)),
    add constraint only_a_word_is_told check (recovery_word is not null or not recovery_word_told);

-- A link made by staff of one practice closes the others to the account.
alter table standing add column closed_at timestamptz;

-- A sign-in by a link may set a passphrase until this time, once, without the old one.
alter table sign_in add column may_choose_until timestamptz;

-- Browsers that have signed in to an account: a keyed hash of the browser's secret and the person, so that two accounts of one browser
-- share nothing. Their failures are counted apart from those of strangers.
create table known_browser (
    tag bytea primary key,
    person_id uuid not null references person,
    seen_at timestamptz not null
);
create index on known_browser (person_id, seen_at);
