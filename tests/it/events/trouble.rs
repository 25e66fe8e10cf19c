//! Failures below the events: no change is lost, and no other listener is affected.

use std::time::Duration;

use hamdel::kit::events::{Recipients, RoundTiming};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};

use super::stage::{Board, Received, Stage, pace, until};
use crate::support;

#[sqlx::test(migrations = false)]
async fn the_broadcaster_ends_with_its_last_listener_and_restarts(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    assert_eq!(stage.events.sessions(), 0);
    for n in 1..=5 {
        let (mut one, two) = (stage.page(n - 1, Board::new()), stage.page(n - 1, Board::new()));
        one.follow(stage.change(stage.things[0]).await).await;
        drop(one);
        assert_eq!((stage.events.listeners(stage.session), stage.events.sessions()), (1, 1));
        drop(two);
        until(|| stage.events.sessions() == 0).await;
    }
}

#[sqlx::test(migrations = false)]
async fn a_listener_that_arrives_as_the_last_one_leaves_is_served(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::with(options, connect, RoundTiming { look: Duration::from_secs(3600), ..pace() }, 12).await;
    stage.change(stage.things[0]).await;
    let visitors: Vec<_> = (0..4)
        .map(|n| {
            let stage = stage.clone();
            tokio::spawn(async move {
                for turn in 0..100 {
                    let mut page = stage.page(0, Board::new());
                    if (turn + n) % 3 > 0 {
                        page.follow(1).await;
                        assert_eq!(page.received, [Received::Thing(1, stage.things[0], 2)]);
                    }
                    drop(page);
                    if turn % 5 == n {
                        tokio::task::yield_now().await;
                    }
                }
            })
        })
        .collect();
    for visitor in visitors {
        visitor.await.expect("visitor");
    }
    until(|| stage.events.sessions() == 0).await;
}

#[sqlx::test(migrations = false)]
async fn a_lost_wake_up_costs_only_a_delay(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let mut page = stage.page(0, stage.board().await);
    for thing in &stage.things {
        let seq = stage.try_change(*thing).await.expect("change");
        page.follow(seq).await;
    }
    assert_eq!(page.board, stage.board().await);
}

#[sqlx::test(migrations = false)]
async fn repeatedly_cut_connections_lose_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect.clone()).await;
    let mut cutter = support::superuser(&connect).connect().await.expect("a connection of our own");
    let mut page = stage.page(0, stage.board().await);
    for n in 0..60 {
        // The writer may lose its connection before, during or after its commit; the change log says which.
        if stage.try_change(stage.things[n % 12]).await.is_ok() {
            stage.events.wake(stage.session);
        }
        sqlx::query(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
        )
        .execute(&mut cutter)
        .await
        .expect("cut");
        if n % 7 == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    cutter.close().await.expect("close");
    let last = stage.change_at_last(stage.things[0]).await;
    page.follow(last).await;
    assert_eq!(page.board, stage.board().await);
    assert_eq!(stage.events.sessions(), 1, "the stream stayed open all the time");
}

#[sqlx::test(migrations = false)]
async fn a_change_that_cannot_be_rendered_becomes_the_whole_board(options: PgPoolOptions, connect: PgConnectOptions) {
    let stage = Stage::new(options, connect).await;
    let mut page = stage.page(0, stage.board().await);
    for (n, kind) in (1..).zip(["broken", "panicking", "without a renderer"]) {
        let before = stage.change(stage.things[n]).await;
        page.follow(before).await;
        let seq = stage.record(kind, stage.things[0], Recipients::Everyone).await;
        page.follow(seq).await;
        assert_eq!(page.received.last(), Some(&Received::Board(seq)), "{kind}");
    }
    page.follow(stage.change(stage.things[0]).await).await;
    assert_eq!(page.board, stage.board().await);
}
