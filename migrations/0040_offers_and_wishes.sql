-- That staff may look through a quiet board is offered once three ideas wait. An idea that is taken back afterwards does not end the offer:
-- it would tell, by itself, that somebody just did so. The next look does.
alter table brainstorm add column look_offered bool not null default false;

-- A wish for a word is for the therapist who led the group when it was said, as what is shared beside it is. Of an earlier one: who led the
-- group then.
alter table word_request
    add column shown_to uuid,
    add constraint word_request_shown_to foreign key (practice_id, shown_to) references membership (practice_id, id);
create trigger shown_to_therapist before insert on word_request for each row execute function show_to_therapist();
update word_request w set shown_to = (
    select m.id from session s join membership m on m.group_id = s.group_id and m.role = 'therapist' and m.state in ('active', 'left')
    where s.id = w.session_id order by m.created_at <= w.asked_at desc, m.created_at desc limit 1);
