//! A write that the pool acknowledges is kept, even when other clients disconnect.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use hamdel::kit::db::Tx;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support;

/// Without the `rollback` on return in the pool's constructor, some of these inserts are acknowledged and lost.
#[sqlx::test(migrations = false)]
async fn a_dropped_transaction_loses_no_acknowledged_write(options: PgPoolOptions, connect: PgConnectOptions) {
    let pool = support::database(options, connect.clone()).await;
    let quiet = Arc::new(AtomicBool::new(false));
    let mut droppers = JoinSet::new();
    for _ in 0..8 {
        droppers.spawn(drop_transactions(pool.clone(), Arc::clone(&quiet)));
    }
    let mut writers = JoinSet::new();
    for _ in 0..4 {
        writers.spawn(insert(pool.clone(), 150));
    }
    let acknowledged: Vec<Uuid> = writers.join_all().await.concat();
    quiet.store(true, Ordering::SeqCst);
    let dropped: usize = droppers.join_all().await.into_iter().sum();
    pool.close().await;

    let mut fresh = connect.connect().await.expect("a connection of our own");
    let kept: i64 = sqlx::query_scalar("select count(*) from job where subject = any($1)")
        .bind(&acknowledged)
        .fetch_one(&mut fresh)
        .await
        .expect("count");
    fresh.close().await.expect("close");
    assert_eq!(acknowledged.len(), 600);
    assert_eq!(kept, 600, "acknowledged writes were lost");
    assert!(dropped >= 100, "only {dropped} were dropped in progress");
}

/// Works on transactions and drops them after one poll, two, three, …: in `begin`, in a statement, in `commit`, or when done.
async fn drop_transactions(pool: PgPool, quiet: Arc<AtomicBool>) -> usize {
    let mut dropped = 0;
    for polls in (1..=12).cycle() {
        // However fast the writers were.
        if quiet.load(Ordering::SeqCst) && dropped >= 50 {
            break;
        }
        let mut work = pin!(async {
            let tx = Tx::for_person(&pool, Uuid::new_v4()).await?;
            tx.commit().await
        });
        let mut left = polls;
        let is_done = poll_fn(|context| {
            left -= 1;
            match work.as_mut().poll(context) {
                Poll::Ready(_) => Poll::Ready(true),
                Poll::Pending if left == 0 => Poll::Ready(false),
                Poll::Pending => Poll::Pending,
            }
        })
        .await;
        dropped += usize::from(!is_done);
        tokio::task::yield_now().await;
    }
    dropped
}

/// Writes by single statements, and records each one that is acknowledged.
async fn insert(pool: PgPool, times: usize) -> Vec<Uuid> {
    let mut acknowledged = Vec::new();
    while acknowledged.len() < times {
        let subject = Uuid::new_v4();
        let inserted = sqlx::query("insert into job (practice_id, kind, subject, due_at) values ($1, 'test', $1, now())")
            .bind(subject)
            .execute(&pool)
            .await;
        if inserted.is_ok() {
            acknowledged.push(subject);
        }
    }
    acknowledged
}
