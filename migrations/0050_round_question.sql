-- The question of a session's round, set with its plan; sealed under the group's key.
alter table session add round_question bytea;
