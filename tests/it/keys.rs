//! Keys: an erased key closes what it sealed; a missing key is an error.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use uuid::Uuid;

use crate::world::{PASSPHRASE, World};

#[sqlx::test(migrations = false)]
async fn a_restore_without_keys_does_not_count_as_an_erasure(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, robin) = (group.member("Maya").await, group.member("Robin").await);
    let (base, visitor) = (format!("/groups/{}", group.id), world.browser(Locale::En));
    let ready = async || {
        world.app.vault.forget();
        let answer = visitor.get("/readyz").await;
        (answer.status, answer.body)
    };
    assert_eq!(ready().await, (200, "ready\n".to_owned()));
    // A member's text is erased: the key is deleted, and the deletion itself records it.
    world.execute(&format!("delete from keys.wrapped_key where owner_id = '{}'", robin.membership)).await.expect("erased");
    assert_eq!(world.count(&format!("erased_key where owner_kind = 'membership' and owner_id = '{}'", robin.membership)).await, 1);
    assert_eq!(ready().await, (200, "ready\n".to_owned()));
    let page = practice.therapist.get(&base).await;
    assert!(page.status == 200 && page.body.contains("Maya") && !page.body.contains("Robin"), "{}", page.body);
    let mut tx = world.app.pool.begin().await.expect("a transaction");
    for act in ["delete from erased_key", "update erased_key set at = now()"] {
        assert!(sqlx::query(sqlx::AssertSqlSafe(act)).execute(&mut *tx).await.is_err(), "the app cannot delete from the list");
        tx = world.app.pool.begin().await.expect("a transaction");
    }
    drop(tx);

    // A key that is only missing, as after a restore without the schema `keys`.
    world.execute("alter table keys.wrapped_key disable trigger records_erased_key").await.expect("no trigger");
    world.execute(&format!("delete from keys.wrapped_key where owner_id = '{}'", maya.membership)).await.expect("lost");
    assert_eq!(ready().await, (503, "keys are missing\n".to_owned()));
    assert!(world.log().contains("\"missing\":1"), "{}", world.log());
    let page = practice.therapist.get(&base).await;
    assert!(page.status == 500 && !page.body.contains("a former member"), "no one erased their text: {}", page.body);
    assert!(world.log().contains("was not erased"));
}

#[sqlx::test(migrations = false)]
async fn every_expected_key_is_looked_up(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, robin) = (group.member("Maya").await, group.member("Robin").await);
    group.live().await;
    group.therapist().post(&format!("/groups/{}/members/{}/removal", group.id, robin.membership), &[]).await;
    let notes = format!("/groups/{}/members/{}/private-notes", group.id, maya.membership);
    let (id, page) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let note = [("id", &*id), ("page", &page), ("text", "she smiled today"), ("passphrase", PASSPHRASE)];
    assert_eq!(group.therapist().post(&notes, &note).await.status, 303);
    world.execute("alter table keys.wrapped_key disable trigger records_erased_key").await.expect("no trigger");
    let visitor = world.browser(Locale::En);
    let left = format!("keys.wrapped_key where owner_id = '{}'", robin.membership);
    for keys in [
        "keys.wrapped_key where owner_kind = 'person'",
        "keys.wrapped_key where owner_kind = 'practice'",
        "keys.wrapped_key where owner_kind = 'group'",
        "keys.wrapped_key where owner_kind = 'private notes'",
        "keys.anonymity_key",
        &left,
    ] {
        assert_eq!(visitor.get("/readyz").await.status, 200, "before {keys}");
        world.execute(&format!("create table put_by as select * from {keys}")).await.expect("set aside");
        world.execute(&format!("delete from {keys}")).await.expect("lost");
        assert_eq!(visitor.get("/readyz").await.status, 503, "{keys}");
        let table = keys.split(' ').next().unwrap_or_default();
        world.execute(&format!("insert into {table} select * from put_by")).await.expect("back");
        world.execute("drop table put_by").await.expect("dropped");
    }
}

#[sqlx::test(migrations = false)]
async fn a_lost_key_is_not_replaced_and_no_session_counts_as_frozen(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, therapist) = (group.member("Maya").await, group.therapist());
    let waits = world.browser(Locale::En);
    assert_eq!(waits.join(&group.invite("1", false).await.0, "Robin", PASSPHRASE).await.status, 200);
    let robin: String = world.one("select id::text from membership where state = 'waiting'").await;
    let session = group.live().await;
    let board = group.board(&session, "quiet-nameless").await;
    let paths = [format!("/sessions/{session}/private-notes"), format!("/groups/{}/members/{}/private-notes", group.id, maya.membership)];
    let write = async |path: &str| {
        let (id, page) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
        let note = [("id", &*id), ("page", &page), ("text", "she smiled today"), ("passphrase", PASSPHRASE)];
        therapist.post(path, &note).await.status
    };
    let decide = async || {
        let fields = [("id", &*Uuid::new_v4().to_string()), ("decision", "keep_waiting"), ("note", "in spring")];
        therapist.post(&format!("/groups/{}/members/{robin}/decision", group.id), &fields).await.status
    };
    assert_eq!(write(&paths[0]).await, 303);
    const NOTES: &str = "keys.wrapped_key where owner_kind = 'private notes'";
    world.execute("create table put_by as select * from keys.wrapped_key").await.expect("set aside");
    world.execute("alter table keys.wrapped_key disable trigger records_erased_key").await.expect("no trigger");
    let lose = async || {
        world.execute(&format!("delete from {NOTES}")).await.expect("lost");
        world.app.vault.forget();
    };
    lose().await;
    assert_eq!((write(&paths[1]).await, decide().await), (500, 500));
    assert_eq!(world.count(NOTES).await, 0, "no second key in its place");
    assert!(world.log().contains("was not erased"));
    world.execute("insert into keys.wrapped_key select * from put_by where owner_kind = 'private notes'").await.expect("restored");
    assert_eq!((write(&paths[1]).await, decide().await), (303, 303));
    // A key that was destroyed on purpose is replaced.
    world.execute("alter table keys.wrapped_key enable trigger records_erased_key").await.expect("a trigger");
    lose().await;
    assert_eq!((decide().await, world.count(NOTES).await), (303, 1));

    assert_eq!(maya.browser.idea(&board, Uuid::new_v4(), "to weep").await.status, 200);
    world.execute("delete from keys.anonymity_key").await.expect("lost");
    assert_eq!(maya.browser.idea(&board, Uuid::new_v4(), "to sleep").await.status, 500);
    assert_eq!(world.count("entry where is_idea").await, 1, "no idea is stored under a lost key");
}
