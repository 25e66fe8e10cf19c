//! What takes messages out of the outbox. Several programs may do so at once: a row is sent by whoever claims it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream;
use sqlx::PgConnection;

use super::{DeliveryStep, MessageId, MessageState, after, store};
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::job::{self, DueJob};

/// So many are looked at in one round, and so many are under way at once: a slow server keeps nobody else.
const ROUND: usize = 100;
const AT_ONCE: usize = 8;

/// What a room says of a message of its own, in the transaction that claims it: whether it is still so. If not, it is withdrawn.
pub type StillWanted = for<'a> fn(&'a mut PgConnection, MessageId, DateTime<Utc>) -> BoxFuture<'a, Result<bool, Error>>;

/// Which room is asked about which kind.
#[derive(Clone, Copy)]
pub struct WantedChecks {
    pub kind: &'static str,
    pub still: StillWanted,
}

/// Sends what is due. How many were handed over, or perhaps were.
///
/// # Errors
/// When the list cannot be read. What goes wrong with one message is logged, and keeps no other.
pub async fn run_due(house: &AppState, checks: &[WantedChecks]) -> Result<usize, Error> {
    let mut due = job::due(house, store::JOB).await?;
    due.truncate(ROUND);
    let sent = stream::iter(due)
        .map(|due| async move { job::one(house, store::JOB, due, one(house, checks, due)).await.unwrap_or(false) })
        .buffer_unordered(AT_ONCE)
        .filter(|sent| std::future::ready(*sent))
        .count()
        .await;
    Ok(sent)
}

async fn one(house: &AppState, checks: &[WantedChecks], due: DueJob) -> Result<bool, Error> {
    let (practice, id, now) = (due.practice, MessageId(due.subject), house.clock.now());
    let mut tx = Tx::within(&house.pool, practice).await?;
    let Some(waiting) = store::hold(&mut tx, id, now).await? else {
        if store::expire(&mut tx, id, now).await? {
            tracing::warn!(%id, "somebody ended while sending a message; whether it was sent is unsure");
        }
        tx.commit().await?;
        return Ok(false);
    };
    let check = checks.iter().find(|check| check.kind == waiting.kind);
    let still = match check {
        Some(check) => (check.still)(&mut tx, id, now).await?,
        None => true,
    };
    let late = waiting.useless_at <= now;
    if late || !still {
        store::withdraw(&mut tx, id, late && still, now).await?;
        tx.commit().await?;
        return Ok(false);
    }
    if !house.post.carries(waiting.channel) {
        store::postpone(&mut tx, practice, id, now + TimeDelta::minutes(10)).await?;
        tx.commit().await?;
        return Ok(false);
    }
    let Some(claimed) = store::claim(&mut tx, &house.vault, practice, id, now).await? else { return Ok(false) };
    // From here on it counts as perhaps sent, until an answer is written down.
    tx.commit().await?;
    let next = match &claimed.content {
        Some((to, letter)) => after(house.post.send(to, letter, id, now).await, claimed.tries, claimed.useless_at, house.clock.now()),
        None => DeliveryStep::Settled(MessageState::Withdrawn, None),
    };
    settle(house, practice, id, claimed.claim, next).await?;
    Ok(matches!(next, DeliveryStep::Settled(MessageState::Sent | MessageState::Unsure, _)))
}

/// Writes an answer down; a database that is away for a moment is waited for, since what is not written is unsure.
async fn settle(house: &AppState, practice: uuid::Uuid, id: MessageId, claim: uuid::Uuid, next: DeliveryStep) -> Result<(), Error> {
    for pause in [200, 1000, 3000] {
        match write(house, practice, id, claim, next).await {
            Err(failure) if failure.is_passing() => tokio::time::sleep(Duration::from_millis(pause)).await,
            other => return other,
        }
    }
    write(house, practice, id, claim, next).await
}

async fn write(house: &AppState, practice: uuid::Uuid, id: MessageId, claim: uuid::Uuid, next: DeliveryStep) -> Result<(), Error> {
    let mut tx = Tx::within(&house.pool, practice).await?;
    store::settle(&mut tx, practice, (id, claim), next, house.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Drops what nobody decided about for too long.
pub async fn tidy(house: &AppState) -> Result<(), Error> {
    let mut tx = Tx::outside(&house.pool).await?;
    let practices = store::practices(&mut tx).await?;
    drop(tx);
    for practice in practices {
        job::apart("forgetting messages", practice, async {
            let mut tx = Tx::within(&house.pool, practice).await?;
            store::forget(&mut tx, house.clock.now()).await?;
            Ok(tx.commit().await?)
        })
        .await;
    }
    Ok(())
}
