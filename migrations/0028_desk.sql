-- Invitations that somebody makes who keeps the times of a practice and has no seat in the group. They name the person, since there is no
-- seat to name; and they lead to waiting, always: to admit is the therapist's, and so is to say who runs the console.
alter table invitation alter column made_by drop not null;
alter table invitation add column made_at_desk_by uuid references person;
alter table invitation add constraint made_at_a_seat_or_at_the_desk check (num_nonnulls(made_by, made_at_desk_by) = 1);
alter table invitation add constraint the_desk_admits_nobody check (made_at_desk_by is null or (role = 'member' and not admits));
