-- What changes without a name moves nobody's screen alone, and no counter of those who may not see it; and what a therapist was promised to
-- see stays with them when another leads the group.

-- One counter for each audience of a session. A writer updates the row in its transaction: numbers are in the order of commits and have no
-- gaps. Locked before the session's row, always.
create table event_channel (
    session_id uuid primary key,
    practice_id uuid not null,
    everyone bigint not null default 0,
    staff bigint not null default 0,
    constraint event_channel_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint event_channel_in_practice unique (practice_id, session_id)
);
insert into event_channel (session_id, practice_id, everyone) select id, practice_id, seq from session;

create function make_event_channel() returns trigger language plpgsql as $$
begin
    insert into event_channel (session_id, practice_id) values (new.id, new.practice_id);
    return null;
end $$;
create trigger makes_event_channel after insert on session for each row execute function make_event_channel();

-- How often something of one seat alone changed. There is no log of it: the page asks for what is its own.
create table personal_change (
    practice_id uuid not null,
    session_id uuid not null,
    membership_id uuid not null,
    seq bigint not null,
    primary key (session_id, membership_id),
    constraint personal_change_in_channel foreign key (practice_id, session_id) references event_channel (practice_id, session_id),
    constraint personal_change_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id)
);
call behind_the_wall('personal_change');

-- The log refers to the channel, which its writer has locked, and not to the session's row, which another may hold.
delete from session_change where for_membership is not null;
alter table session_change
    drop constraint session_change_pkey,
    drop constraint change_of_session,
    drop column for_membership,
    add column audience text not null default 'everyone' constraint change_audience_is_known check (audience in ('everyone', 'staff')),
    add primary key (session_id, audience, seq),
    add constraint change_in_channel foreign key (practice_id, session_id) references event_channel (practice_id, session_id);
-- Not before: the check of a new foreign key runs as the owner, who sees no rows of a table whose row security is forced.
call behind_the_wall('event_channel');
alter table session_change alter column audience drop default;
alter table session drop column seq;

-- `text` and `withdrawn` are what others see. What the author of something without a name has changed since waits here until others' changes
-- come with it. `shown_version` counts what was shown, so that nobody reads off how often an author tried.
alter table idea
    add column pending_text bytea,
    add column pending_withdrawn bool,
    add column shown_version int not null default 1;
update idea set shown_version = version;
create index on idea (brainstorm_id) where pending_text is not null or pending_withdrawn is not null;
alter table point
    add column pending_text bytea,
    add column pending_withdrawn bool,
    add column shown_version int not null default 1;
update point set shown_version = version;
create index on point (brainstorm_id) where pending_text is not null or pending_withdrawn is not null;

-- How many ideas that wait on a quiet board without names have been told: a full step, and never fewer than before.
alter table brainstorm add column waiting_told int not null default 0 constraint waiting_told_is_not_negative check (waiting_told >= 0);

-- The same for a concern without a name that is on the list of staff. Taken back, its words go with the step, at the latest with the session's end.
alter table concern
    add column pending_text bytea,
    add column pending_withdrawn bool not null default false,
    add column pending_tender bool,
    add constraint what_waits_has_no_name check (not named or (pending_text is null and not pending_withdrawn and pending_tender is null)),
    add constraint what_waits_has_words check (text is not null or (pending_text is null and not pending_withdrawn));

-- To which therapist something is shown: the seat that led the group when it was given. Set by the database, so that no writer forgets it.
alter table concern add column shown_to uuid, add constraint concern_shown_to foreign key (practice_id, shown_to) references membership (practice_id, id);
alter table mood add column shown_to uuid, add constraint mood_shown_to foreign key (practice_id, shown_to) references membership (practice_id, id);
alter table shared_answer add column shown_to uuid, add constraint shared_answer_shown_to foreign key (practice_id, shown_to) references membership (practice_id, id);
alter table whereabouts add column shown_to uuid, add constraint whereabouts_shown_to foreign key (practice_id, shown_to) references membership (practice_id, id);

create function therapist_of(of_session uuid) returns uuid language sql stable as $$
    select m.id from session s join membership m on m.group_id = s.group_id and m.role = 'therapist' and m.state = 'active' where s.id = of_session
$$;

create function show_to_therapist() returns trigger language plpgsql as $$
begin
    new.shown_to := therapist_of(new.session_id);
    return new;
end $$;
create trigger shown_to_therapist before insert on concern for each row execute function show_to_therapist();
create trigger shown_to_therapist before insert on mood for each row execute function show_to_therapist();
create trigger shown_to_therapist before insert on shared_answer for each row execute function show_to_therapist();
create trigger shown_to_therapist before insert on whereabouts for each row execute function show_to_therapist();

-- The seats whose view a seat has in a session: all that its person has or had in the group or, for a substitute, all of the person replaced.
create function sees_as(of_session uuid, reads uuid) returns setof uuid language sql stable as $$
    select m.id from membership t join membership m on m.group_id = t.group_id and (m.id = t.id or m.person_id = t.person_id)
    where t.id = coalesce(
        (select x.for_membership_id from seats_in(of_session) s
         join substitution x on x.session_id = of_session and x.membership_id = s.membership_id and x.withdrawn_at is null
         where s.membership_id = reads and s.stands_in and s.role = 'therapist'), reads)
$$;

-- What was given before: to the therapist who led the group when the session began.
create function therapist_then(of_session uuid) returns uuid language sql stable as $$
    select m.id from session s join membership m on m.group_id = s.group_id and m.role = 'therapist' and m.state in ('active', 'left')
    where s.id = of_session order by m.created_at <= coalesce(s.started_at, s.starts_at) desc, m.created_at desc limit 1
$$;
update concern set shown_to = therapist_then(session_id);
update mood set shown_to = therapist_then(session_id);
update shared_answer set shown_to = therapist_then(session_id);
update whereabouts set shown_to = therapist_then(session_id);
drop function therapist_then(uuid);
