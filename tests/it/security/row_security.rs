//! Rows of one practice, as seen from another.

use hamdel::kit::db::Tx;
use hamdel::kit::i18n::Locale;
use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{KEPT, refusal};
use crate::world::World;
use crate::{charter, commitment};

/// Tables with row security, joined with what writing a row needs.
const TENANTS: &str = "pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity and n.nspname in ('public', 'keys')";

#[sqlx::test(migrations = false)]
async fn a_row_of_another_practice_cannot_be_read_changed_or_inserted(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Maya").await;
    let session = group.live().await;
    for kind in ["aloud-named", "quiet-nameless"] {
        let board = group.board(&session, kind).await;
        assert_eq!(member.browser.idea(&board, Uuid::new_v4(), "an idea").await.status, 200);
    }
    let board: String = world.one("select id::text from brainstorm where named").await;
    let commitment = Uuid::new_v4().to_string();
    assert_eq!(commitment::make(&member.browser, &board, &commitment, &[("what", "a walk")]).await.status, 200);
    member.browser.post(&format!("/commitments/{commitment}/outcomes"), &[("outcome", "not_yet")]).await;
    member.browser.post(&format!("/groups/{}/line", group.id), &[("text", "a line")]).await;
    crate::series::weekly(&group, "2027/3/2", "3").await;
    charter::ratified(&group, [&member.browser, &group.member("Ruth").await.browser], "We listen.").await;
    let (here, there): (Uuid, Uuid) = (world.one("select id from practice").await, Uuid::new_v4());
    world
        .execute(&format!(
            "insert into practice (id, name, locale, calendar, time_zone, created_at) values ('{there}', '', 'fa', 'jalali', 'UTC', now())"
        ))
        .await
        .expect("another practice");
    post(&world, here, &session, &member.membership).await;
    let mut tried = 0;
    for table in world.all::<String>(&format!("select c.oid::regclass::text from {TENANTS}")).await {
        let ours = format!("{table} where practice_id = '{here}'");
        if world.count(&ours).await == 0 {
            continue;
        }
        tried += 1;
        let mut tx = Tx::for_practice(&world.app.pool, there).await.expect("a transaction");
        let seen: i64 =
            sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from {ours}"))).fetch_one(&mut *tx).await.expect("a count");
        assert_eq!(seen, 0, "{table} is read");
        if !KEPT.contains(&format!("public.{table}").as_str()) {
            let columns = written(&world, &table).await;
            let changed = sqlx::query(AssertSqlSafe(format!("update {table} set {0} = {0} where practice_id is not null", columns[0])));
            let rows = changed.execute(&mut *tx).await.expect("nothing to change").rows_affected();
            assert_eq!(rows, u64::from(table == "practice"), "{table} is changed");
        }
        // The same row, inserted from there: the policy is checked before any constraint, but after the trigger that keeps a version
        // unchanged.
        let columns = written(&world, &table).await.join(", ");
        let row: String = world.one(&format!("select to_jsonb(t)::text from {table} t where practice_id = '{here}' limit 1")).await;
        let insert = format!("insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1::jsonb)");
        let code = if table == "charter_article" { "23001" } else { "42501" };
        assert_eq!(refusal(sqlx::query(AssertSqlSafe(insert)).bind(row).execute(&mut *tx).await), code, "{table} is inserted");
        drop(tx);
        // And from here: no row can be moved to another practice. (A practice's own practice follows from its id.)
        if table != "practice" {
            let mut tx = Tx::for_practice(&world.app.pool, here).await.expect("a transaction");
            let moved = sqlx::query(AssertSqlSafe(format!("update {table} set practice_id = $1"))).bind(there).execute(&mut *tx).await;
            assert_eq!(refusal(moved), "42501", "{table} is moved");
        }
    }
    assert!(tried > 20, "the test fills the tables that it checks: {tried}");
}

/// A reminder setting, a reminder, and a message of the outbox.
async fn post(world: &World, here: Uuid, session: &str, member: &str) {
    for made in [
        format!(
            "insert into outbox (id, practice_id, kind, channel, recipient, words, due_at, useless_at, state, created_at)
             values (gen_random_uuid(), '{here}', 'reminder', 'mail', '', '', now(), now(), 'queued', now())"
        ),
        format!(
            "insert into reminder_way (id, practice_id, membership_id, channel, address, leads, confirmed_at, created_at)
             values (gen_random_uuid(), '{here}', '{member}', 'mail', '', '{{60}}', now(), now())"
        ),
        format!(
            "insert into reminder (id, practice_id, session_id, membership_id, way_id, kind, lead, round, starts_at, made_at)
             values (gen_random_uuid(), '{here}', '{session}', '{member}', gen_random_uuid(), 'ahead', 60, 0, now(), now())"
        ),
    ] {
        assert_eq!(world.execute(&made).await.expect("a row"), 1);
    }
}

/// The columns that an insert writes.
async fn written(world: &World, table: &str) -> Vec<String> {
    world
        .all(&format!(
            "select attname::text from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped
         and attgenerated = '' and attidentity = '' order by attnum"
        ))
        .await
}

/// PostgreSQL's own checks of references bypass row security: only a key that contains the practice stays within it.
#[sqlx::test(migrations = false)]
async fn no_reference_leads_out_of_its_practice(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let loose: Vec<String> = world
        .all(&format!(
            "select (k.conrelid::regclass || ': ' || pg_get_constraintdef(k.oid))::text from pg_constraint k
             where k.contype = 'f' and k.conrelid in (select c.oid from {TENANTS}) and k.confrelid in (select c.oid from {TENANTS})
             -- It names the practice itself, or shares a column with a reference that does.
             and not exists (select from pg_constraint o
                 join pg_attribute a on a.attrelid = o.conrelid and a.attnum = any (o.conkey) and a.attname = 'practice_id'
                 where o.conrelid = k.conrelid and o.contype = 'f' and o.conkey && k.conkey
                 and (o.oid = k.oid or o.confrelid in (select c.oid from {TENANTS})))
             order by 1"
        ))
        .await;
    assert!(loose.is_empty(), "these may point into another practice:\n{}", loose.join("\n"));
}

/// As the tables' owner, who bypasses row security: the keys themselves protect the rows.
#[sqlx::test(migrations = false)]
async fn a_child_cannot_be_moved_to_a_parent_of_another_practice(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, ruth) = (group.member("Maya").await, group.member("Ruth").await);
    charter::ratified(&group, [&maya.browser, &ruth.browser], "We listen.").await;
    charter::propose(&group, &maya.browser, "Everyone may pass.").await;
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    group.therapist().idea(&board, Uuid::new_v4(), "an idea").await;
    // A stage makes every membership fetch its personal part.
    let moved = group.therapist().post(&format!("/sessions/{session}/stage"), &[("seen", "1"), ("move", "next")]).await;
    assert_eq!(moved.status, 303);
    let there = Uuid::new_v4();
    for made in [
        format!(
            "insert into practice (id, name, locale, calendar, time_zone, created_at) values ('{there}', '', 'fa', 'jalali', 'UTC', now())"
        ),
        format!(
            "insert into therapy_group (id, practice_id, name, purpose, locale, admission, meets, time_zone, calendar, created_at)
             values ('{there}', '{there}', '', '', 'fa', 'open', 'online', 'UTC', 'jalali', now())"
        ),
    ] {
        world.execute(&made).await.expect("another practice and its group");
    }
    let moves = [
        format!("update membership set group_id = '{there}'"),
        format!("update session set group_id = '{there}'"),
        format!("update invitation set group_id = '{there}'"),
        format!("update session set practice_id = '{there}'"),
        format!("update brainstorm set practice_id = '{there}'"),
        format!("update entry set practice_id = '{there}'"),
        format!("update attendance set practice_id = '{there}'"),
        format!("update session_change set practice_id = '{there}'"),
        format!("update event_channel set practice_id = '{there}'"),
        format!("update personal_change set practice_id = '{there}'"),
        format!("update membership_change set practice_id = '{there}'"),
        format!("update charter_proposal set group_id = '{there}'"),
        format!("update charter_proposal set practice_id = '{there}'"),
        format!("update charter_answer set group_id = '{there}'"),
        format!("update charter_answer set practice_id = '{there}'"),
        format!("update charter_comment set practice_id = '{there}'"),
    ];
    for moved in &moves {
        assert_eq!(refusal(world.execute(moved).await), "23503", "{moved}");
    }
}
