-- Whoever plans a session is told who of those who lead it is elsewhere at that time: what is ahead, by when it is.
create index ahead_by_time on session (starts_at) where state in ('planned', 'live');
