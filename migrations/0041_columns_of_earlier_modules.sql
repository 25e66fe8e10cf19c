-- A statement names only tables of its own module and of modules before it (docs/architecture.md). What an earlier module needs of a later one
-- is a column that the later module sets.

-- Set with the start of the group's first session.
alter table therapy_group add column first_held_at timestamptz;
update therapy_group g set first_held_at = (select min(started_at) from session s where s.group_id = g.id);

-- Set with the first version of the closing.
alter table session add column closing_sent_at timestamptz;
update session s set closing_sent_at = (select min(published_at) from closing_version v where v.session_id = s.id);

-- What is recorded once only: reads, once per hour, and acts without a name, once per session. Two at the same moment are one.
alter table audit_entry add column once text;
create unique index audit_entry_once on audit_entry (practice_id, once);
