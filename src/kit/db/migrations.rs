//! The schema's migrations, run as the owner of the tables.

use sqlx::migrate::{Migration, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

static FILES: Migrator = sqlx::migrate!();

/// Forced row security applies to the owner too: an `update` in a migration would change no row, without an error, unless the owner is a
/// superuser. Requests run as another role, to which row security applies with or without `force`.
const LIFT_FORCE: &str = "do $$ declare forced regclass; begin
    for forced in select oid from pg_class where relkind in ('r', 'p') and relforcerowsecurity loop
        execute format('alter table %s no force row level security', forced);
    end loop;
end $$;";

/// Forces row security again on every table that has it, including one whose migration forgot. Deferred constraints come first: a table
/// with pending checks cannot be altered.
const RESTORE_FORCE: &str = ";set constraints all immediate;
do $$ declare secured regclass; begin
    for secured in select oid from pg_class where relkind in ('r', 'p') and relrowsecurity and not relforcerowsecurity loop
        execute format('alter table %s force row level security', secured);
    end loop;
end $$";

/// The migrations, each between lifting and restoring forced row security in its own transaction. The recorded checksums are those of the
/// files.
pub fn migrator() -> Migrator {
    let within = |file: &Migration| Migration {
        sql: AssertSqlSafe(format!("{LIFT_FORCE}\n{}\n{RESTORE_FORCE}", file.sql.as_str())).into_sql_str(),
        ..file.clone()
    };
    Migrator { migrations: FILES.iter().map(within).collect::<Vec<_>>().into(), ..Migrator::DEFAULT }
}
