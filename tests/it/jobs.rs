//! Jobs: an item that fails does not block others, waits longer each time, and is done once it can be.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use hamdel::kit::error::Error;
use hamdel::kit::i18n::Locale;
use hamdel::kit::vault::{Vault, VaultError};
use hamdel::session::{Session, SessionId, ending, freeze};
use sqlx::PgConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{TestGroup, World};

/// A session of 41 minutes cannot be opened, and one of 42 makes the program panic.
async fn fails(conn: &mut PgConnection, session: SessionId) -> Result<(), Error> {
    let minutes: i32 = sqlx::query_scalar("select minutes from session where id = $1").bind(session.0).fetch_one(conn).await?;
    assert_ne!(minutes, 42, "it breaks");
    if minutes == 41 { Err(VaultError::Unreadable("session").into()) } else { Ok(()) }
}

fn on_freeze<'a>(conn: &'a mut PgConnection, _: &'a Vault, session: SessionId, _: DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(fails(conn, session))
}

fn on_end<'a>(conn: &'a mut PgConnection, _: &'a Vault, session: &'a Session, _: DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(fails(conn, session.id))
}

async fn three_ended(group: &TestGroup<'_>) {
    for _ in 0..3 {
        let session = group.live().await;
        assert_eq!(group.therapist().post(&format!("/sessions/{session}/end"), &[]).await.status, 303);
    }
}

#[sqlx::test(migrations = false)]
async fn a_session_that_cannot_be_frozen_does_not_block_others(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    three_ended(&group).await;
    world.execute("update session set minutes = 40 + number").await.expect("two that fail");
    let (app, clock) = (&world.app, &world.app.clock);
    let settled = async || {
        freeze::settle_ended(app, async |conn: &mut PgConnection, id| fails(conn, id).await.map(|()| true)).await.expect("a list");
        world.count("job where kind = 'settle'").await
    };
    assert_eq!(settled().await, 2, "the third was settled");
    clock.advance(TimeDelta::hours(24));
    let run = async |all: &[freeze::OnFreeze]| freeze::run(app, all).await.expect("a list");
    assert_eq!(run(&[on_freeze]).await, 1, "the third is frozen");
    assert_eq!(world.all::<i32>("select number from session where frozen_at is not null").await, [3]);
    assert_eq!(world.count("job where kind = 'freeze' and tries = 1 and next_at is not null").await, 2);
    let log = world.log();
    let first: String = world.one("select id::text from session where number = 1").await;
    assert!(log.contains("not readable at session") && log.contains("\"panic\"") && log.contains(&first), "which, and why");
    // The retries wait one minute, then two.
    assert_eq!(run(&[]).await, 0);
    clock.advance(TimeDelta::minutes(1));
    assert_eq!(run(&[on_freeze]).await, 0);
    clock.advance(TimeDelta::minutes(1));
    assert_eq!(run(&[]).await, 0);
    clock.advance(TimeDelta::minutes(1));
    assert_eq!(run(&[]).await, 2, "and are done once they can be");
    assert_eq!(world.count("job where kind = 'freeze'").await, 0);
}

#[sqlx::test(migrations = false)]
async fn a_session_that_cannot_be_closed_does_not_block_others(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let (first, second) = (practice.group(Locale::En, 8).await, practice.group(Locale::En, 8).await);
    let broken = first.live().await;
    second.live().await;
    world.execute(&format!("update session set minutes = 41 where id = '{broken}'")).await.expect("one that fails");
    world.app.clock.advance(TimeDelta::hours(9));
    assert_eq!(ending::close_left_open(&world.app, &[on_end], hamdel::app::LAST_ACTS).await.expect("a list"), 1);
    assert_eq!(world.all::<String>("select id::text from session where state = 'live'").await, [broken]);
    assert_eq!(world.count("job where kind = 'close' and tries = 1").await, 1);
    world.app.clock.advance(TimeDelta::minutes(1));
    assert_eq!(ending::close_left_open(&world.app, &[], hamdel::app::LAST_ACTS).await.expect("a list"), 1);
}
