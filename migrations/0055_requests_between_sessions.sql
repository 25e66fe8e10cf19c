-- A wish for a word can be said at any time: such a request has no session. It is for the therapist who leads the member's group then.
alter table contact_request
    add column id uuid not null default gen_random_uuid(),
    drop constraint word_request_pkey,
    add constraint contact_request_pkey primary key (id),
    alter column session_id drop not null,
    add constraint one_request_per_session unique (session_id, membership_id);
create unique index one_open_request_between on contact_request (membership_id) where session_id is null and answered_at is null;

create function therapist_of_member(of_membership uuid) returns uuid language sql stable as $$
    select t.id from membership m join membership t on t.group_id = m.group_id and t.role = 'therapist' and t.state = 'active'
    where m.id = of_membership
$$;
create function show_request_to_therapist() returns trigger language plpgsql as $$
begin
    new.shown_to := therapist_of_member(new.membership_id);
    return new;
end $$;
drop trigger shown_to_therapist on contact_request;
create trigger shown_to_therapist before insert on contact_request for each row execute function show_request_to_therapist();
