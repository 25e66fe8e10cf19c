//! The first steps of a new practice, and the trial session among them.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use hamdel::trial;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{PASSPHRASE, World};

/// Rows that outlive a trial: the log of acts, that a key was erased, and what passes by itself: answers to forms, and sessions that
/// a sign-in entered.
const STAYS: [&str; 4] = ["audit_entry", "erased_key", "kept_answer", "sign_in_entry"];

/// How many rows each table has.
async fn rows(world: &World) -> Vec<(String, i64)> {
    let tables = "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where c.relkind = 'r' and n.nspname in ('public', 'keys') order by 1";
    let mut rows = Vec::new();
    for table in world.all::<String>(tables).await {
        if !STAYS.contains(&table.as_str()) {
            rows.push((table.clone(), world.count(&table).await));
        }
    }
    rows
}

#[sqlx::test(migrations = false)]
async fn a_trial_says_what_it_is_and_leaves_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    const MARK: &str = "These people don’t exist";
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let real = practice.group(Locale::En, 8).await;
    let planned = real.planned().await;
    let leila = &practice.therapist;
    let before = rows(&world).await;

    let begun = leila.post("/trial", &[]).await;
    let session = begun.location().strip_prefix("/sessions/").expect("its session").to_owned();
    assert_eq!(leila.post("/trial", &[]).await.location(), format!("/sessions/{session}"), "one at a time");
    let group: String = world.one("select id::text from therapy_group where trial_until is not null").await;
    assert_eq!(world.count(&format!("membership where group_id = '{group}' and person_id is null")).await, 6);
    assert_eq!(world.count("outbox").await, 0);

    // It is started at once, and tried.
    assert_eq!(leila.post(&format!("/sessions/{session}/start"), &[]).await.location(), format!("/sessions/{session}/live"));
    let board = Uuid::new_v4().to_string();
    let question = [("id", &*board), ("question", "What helps?"), ("kind", "quiet-nameless")];
    assert_eq!(leila.post(&format!("/sessions/{session}/brainstorms"), &question).await.status, 303);
    assert_eq!(leila.idea(&board, Uuid::new_v4(), "a walk").await.status, 200);
    crate::concern::lay(leila, &session, &Uuid::new_v4().to_string(), "a concern", "name").await;
    let wall = leila.post(&format!("/sessions/{session}/wall"), &[]).await.link("/wall/").expect("an address");
    for path in [format!("/sessions/{session}/live"), format!("/sessions/{session}"), format!("/groups/{group}"), wall] {
        assert!(leila.get(&path).await.body.contains(MARK), "{path}");
    }
    for path in [format!("/groups/{}", real.id), format!("/sessions/{planned}"), "/".to_owned()] {
        assert!(!leila.get(&path).await.body.contains(MARK), "{path}");
    }
    assert_eq!(leila.post(&format!("/sessions/{session}/end"), &[]).await.status, 303);

    // It counts nowhere, and nobody real can come in.
    let home = leila.get("/").await.body;
    assert!(home.contains("Deleted by itself") && !home.contains("Trial group"), "{home}");
    for path in ["/groups", "/practice/times"] {
        assert!(!leila.get(path).await.body.contains("Trial group"), "{path}");
    }
    assert_eq!(leila.get(&format!("/groups/{group}/invitations")).await.status, 404);
    let invitation = [("id", &*Uuid::new_v4().to_string()), ("role", "member"), ("seats", "1"), ("days", "7")];
    assert_eq!(leila.post(&format!("/groups/{group}/invitations"), &invitation).await.status, 404);
    let address = leila.post("/account/calendar", &[]).await.link("/calendar/").expect("an address");
    let calendar = world.browser(Locale::En).get(&format!("{address}.ics")).await.body;
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{calendar}");
    assert_eq!(leila.post("/account/calendar/end", &[]).await.status, 303);

    // What members agreed upon is otherwise never deleted.
    let charter = format!(
        "insert into charter_version (id, practice_id, group_id, number, ratified_at)
         select gen_random_uuid(), practice_id, id, 1, now() from therapy_group where id = '{group}'"
    );
    world.execute(&charter).await.expect("a charter");
    assert!(world.execute("delete from charter_version").await.is_err());
    trial::run(&world.app).await.expect("a database");
    assert_eq!(world.count("therapy_group where trial_until is not null").await, 1, "noon has not come");
    world.app.clock.advance(TimeDelta::hours(48));
    trial::run(&world.app).await.expect("a database");
    assert_eq!(rows(&world).await, before);
    leila.sign_in("leila@example.org", PASSPHRASE).await;
    assert_eq!(leila.get(&format!("/sessions/{session}")).await.status, 404);
    assert_eq!(world.browser(Locale::En).get("/readyz").await.status, 200);
    assert_eq!(leila.get(&format!("/groups/{}", real.id)).await.status, 200);
}

#[sqlx::test(migrations = false)]
async fn no_group_but_a_trial_is_deleted(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let before = rows(&world).await;
    let here: Uuid = world.one("select id from practice").await;
    let mut tx = hamdel::kit::db::Tx::for_practice(&world.app.pool, here).await.expect("a transaction");
    let gone: i64 = sqlx::query_scalar("select delete_trial_group($1::uuid)")
        .bind(Uuid::parse_str(&group.id).expect("an id"))
        .fetch_one(&mut *tx)
        .await
        .expect("a number");
    tx.commit().await.expect("a commit");
    assert_eq!((gone, rows(&world).await), (0, before));
    // A new trial replaces one whose session was held; a therapist can also delete it.
    let leila = &practice.therapist;
    let first = leila.post("/trial", &[]).await.location().to_owned();
    leila.post(&format!("{first}/start"), &[]).await;
    leila.post(&format!("{first}/end"), &[]).await;
    assert_ne!(leila.post("/trial", &[]).await.location(), first);
    assert_eq!((world.count("therapy_group").await, leila.get(&first).await.status), (2, 404));
    assert_eq!(leila.post("/trial/deletion", &[]).await.location(), "/");
    assert_eq!(world.count("therapy_group").await, 1);
}

#[sqlx::test(migrations = false)]
async fn first_steps_follow_what_is_done_and_go(options: PgPoolOptions, connect: PgConnectOptions) {
    const TITLE: &str = "First steps";
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let leila = &practice.therapist;
    let home = async || leila.get("/").await.body;
    let solid = |page: &str| page.split("</main>").next().unwrap_or_default().matches("button primary").count();
    let first = home().await;
    assert!(first.contains("1 of 5 done") && first.contains("Tehran") && first.contains("href=\"/practice/help\""), "{first}");
    assert_eq!(solid(&first), 1);
    let numbers = [("help_name", "Line"), ("help_number", "021 555 0123"), ("help_hours", ""), ("crisis_help", ""), ("version", "1")];
    assert_eq!(leila.post("/practice/help", &numbers).await.status, 303);
    crate::staff::offer(leila, "facilitator").await;
    let group = practice.group(Locale::En, 8).await;
    assert!(home().await.contains("4 of 5 done"), "{}", home().await);
    let member = group.member("Maya").await;
    assert!(!member.browser.get("/").await.body.contains(TITLE));
    let session = leila.post("/trial", &[]).await.location().to_owned();
    let done = home().await;
    assert!(!done.contains(TITLE) && done.contains(&format!("href=\"{session}\"")), "all is done; the trial is still there");
    assert_eq!(leila.post("/trial/deletion", &[]).await.location(), "/");
    assert!(!home().await.contains(TITLE), "a trial that was tried stays tried");

    // Another therapist puts them off.
    let other = crate::staff::staff_member(&practice, "therapist", Locale::En).await;
    assert!(other.get("/").await.body.contains("of 3 done"));
    assert_eq!(other.post("/first-steps/dismissal", &[]).await.location(), "/");
    assert!(!other.get("/").await.body.contains(TITLE));
}
