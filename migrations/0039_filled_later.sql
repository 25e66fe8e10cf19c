-- Migration 0020 copied the one severity of a group into both ends of its range. Under forced row security an owner who is no superuser
-- changed no row by it, without an error. The migrator lifts that now; what was left empty then is filled here.
update therapy_group set severity_to = severity_from where severity_to is null;
