-- The role of a person's present position, beside the access that it gives: the navigation of each page is read with the sign-in, before the
-- request has entered a practice.
alter table practice_access add column role text
    constraint practice_access_role_is_known check (role in ('administrator', 'therapist', 'facilitator', 'secretary'));
update practice_access a set role = s.role
from staff s where s.person_id = a.person_id and s.practice_id = a.practice_id and s.ended_at is null;
create function note_position() returns trigger language plpgsql as $$
begin
    update practice_access set role = case when new.ended_at is null then new.role end
    where person_id = new.person_id and practice_id = new.practice_id;
    return new;
end $$;
create trigger position_noted after insert or update of role, ended_at on staff for each row execute function note_position();

-- When the closing goes out that is held now. The closing sets it; pages of earlier modules say it.
alter table session add column closing_due_at timestamptz;
update session s set closing_due_at = (select h.due_at from closing_held h where h.session_id = s.id);
