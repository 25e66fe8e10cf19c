-- Wrapped keys live apart from what they open, so that a backup can keep them in a file of its own for a shorter time.
create schema keys;
grant usage on schema keys to hamdel_app;
alter default privileges in schema keys grant select, insert, update, delete on tables to hamdel_app;

-- House table: whether the installation's key is the one this database was sealed with.
create table installation (
    id bool primary key default true constraint installation_is_one check (id),
    key_check bytea not null
);

-- One key each for a person, a practice, a group, a membership, a therapist's private notes. Destroying a row erases what it sealed.
-- A person's own key belongs to no practice.
create table keys.wrapped_key (
    id uuid primary key,
    practice_id uuid,
    owner_kind text not null,
    owner_id uuid not null,
    wrapped bytea not null,
    constraint one_key_per_owner unique (owner_kind, owner_id)
);
alter table keys.wrapped_key enable row level security;
alter table keys.wrapped_key force row level security;
create policy within_practice on keys.wrapped_key
    using (practice_id is null or practice_id = any ((select app_practices())::uuid[]))
    with check (practice_id is null or practice_id = any ((select app_practices())::uuid[]));
