-- Who looked at or changed what: written in the act's own transaction, never changed. A later task links the rows into a chain.
create table audit_entry (
    id bigint generated always as identity primary key,
    practice_id uuid not null,
    at timestamptz not null,
    actor uuid,
    act text not null,
    subject_kind text not null,
    subject_id uuid not null
);
call behind_the_wall('audit_entry');
create index on audit_entry (practice_id, at);
revoke update, delete on audit_entry from hamdel_app;

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only';
end $$;
create trigger audit_is_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_is_append_only();
