//! Migrations that change rows, run by an owner who is subject to row security.

use hamdel::kit::db;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection};
use uuid::Uuid;

use crate::support;

/// A practice with a group and a kind word, as stored before migration 20.
const OF_OLD: &str = "
    insert into practice (id, name, locale, calendar, time_zone, created_at)
    values ('00000000-0000-0000-0000-000000000001', '', 'fa', 'jalali', 'Asia/Tehran', now());
    insert into therapy_group (id, practice_id, name, purpose, focus, severity, locale, capacity, admission, meets, time_zone, calendar, created_at)
    values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', '', '', '', 'mixed', 'fa', 8, 'open', 'in_person',
            'Asia/Tehran', 'jalali', now());
    insert into session (id, practice_id, group_id, number, local_start, time_zone, starts_at, minutes, state, started_at, seq, created_at)
    values ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', 1, now(),
            'Asia/Tehran', now(), 90, 'live', now(), 1, now());
    insert into session_change (practice_id, session_id, seq, kind, subject_id)
    values ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000003', 1, 'stage', gen_random_uuid());
    insert into kind_word (id, practice_id, text) values (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', '')";

async fn one(conn: &mut PgConnection, query: &'static str) -> String {
    sqlx::query_scalar(query).fetch_one(conn).await.expect(query)
}

#[sqlx::test(migrations = false)]
async fn a_plain_owner_migrates_rows_and_leaves_row_security_forced(_: PgPoolOptions, connect: PgConnectOptions) {
    let mut owner = connect.connect().await.expect("a connection of our own");
    assert_eq!(one(&mut owner, "select rolsuper::text from pg_roles where rolname = current_user").await, "false");
    // Not a copy of template1, which has the whole schema already.
    let name = format!("of_old_{}", Uuid::new_v4().simple());
    owner.execute(AssertSqlSafe(format!("create database {name} template template0"))).await.expect("made");
    let old = connect.clone().database(&name);
    let mut to_19 = db::migrator();
    to_19.migrations.to_mut().retain(|file| file.version < 20);
    db::connect(db::pool_options(PgPoolOptions::new()), connect.clone()).await.expect("the role exists");
    to_19.run(&mut old.connect().await.expect("a line")).await.expect("the old schema");
    let mut beyond = support::superuser(&old).connect().await.expect("a connection past row security");
    beyond.execute(OF_OLD).await.expect("old rows");

    db::migrate(&old).await.expect("the rest");
    assert_eq!(one(&mut beyond, "select severity_from || ' ' || severity_to from therapy_group").await, "mild severe");
    assert_eq!(one(&mut beyond, "select locale from kind_word").await, "fa");
    assert_eq!(one(&mut beyond, "select everyone::text from event_channel").await, "1");
    let open = "select count(*)::text from pg_class where relrowsecurity and not relforcerowsecurity";
    assert_eq!(one(&mut beyond, open).await, "0", "tables without forced row security");
    let files = "select bool_and(success)::text from _sqlx_migrations";
    assert_eq!(one(&mut beyond, files).await, "true");
    beyond.close().await.expect("closed");
    // The state after an earlier migrator that did not lift row security.
    let mut spoilt = support::superuser(&old).connect().await.expect("a line");
    spoilt.execute("update therapy_group set severity_to = null; delete from _sqlx_migrations where version = 39").await.expect("spoilt");
    db::migrate(&old).await.expect("filled");
    assert_eq!(one(&mut spoilt, "select severity_to from therapy_group").await, "mild");
    spoilt.close().await.expect("closed");
    // The server may not have released the closed connections yet.
    let mut beyond = support::superuser(&connect).connect().await.expect("a connection past row security");
    beyond.execute(AssertSqlSafe(format!("drop database {name} with (force)"))).await.expect("dropped");
}
