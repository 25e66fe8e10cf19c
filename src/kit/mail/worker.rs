//! Sends the messages of the outbox. Several processes may do so at once: a row is sent by the process that claims it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{DeliveryStep, MessageId, MessageState, after, store};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::jobs::{self, DueJob};

/// The most messages sent concurrently: a slow server does not hold up other messages.
const CONCURRENT: usize = 8;

/// A check that a module runs on its own message, in the transaction that claims it: whether it is still true. If not, it is withdrawn.
pub type StillWanted = for<'a> fn(&'a mut PgConnection, MessageId, DateTime<Utc>) -> BoxFuture<'a, Result<bool, Error>>;

/// The check for one kind of message.
#[derive(Clone, Copy)]
pub struct WantedChecks {
    pub kind: &'static str,
    pub still: StillWanted,
}

/// Sends the messages that are due. Returns how many were handed over, or may have been.
///
/// # Errors
/// When the list of jobs cannot be read. A failure of one message is logged and does not hold up the others.
pub async fn run_due(app: &AppState, checks: &[WantedChecks]) -> Result<usize, Error> {
    let done = jobs::run(app, store::JOB, CONCURRENT, |due| process(app, checks, due)).await?;
    Ok(done.into_iter().filter(|sent| *sent).count())
}

async fn process(app: &AppState, checks: &[WantedChecks], due: DueJob) -> Result<bool, Error> {
    let (practice, id, now) = (due.practice, MessageId(due.subject), app.clock.now());
    let mut tx = Tx::for_practice(&app.pool, practice).await?;
    let Some(queued) = store::lock_due(&mut tx, id, now).await? else {
        if store::expire(&mut tx, id, now).await? {
            tracing::warn!(%id, "a process ended while sending a message; whether it was sent is unsure");
        }
        tx.commit().await?;
        return Ok(false);
    };
    let check = checks.iter().find(|check| check.kind == queued.kind);
    let still = match check {
        Some(check) => (check.still)(&mut tx, id, now).await?,
        None => true,
    };
    let late = queued.useless_at <= now;
    if late || !still {
        store::withdraw(&mut tx, id, late && still, now).await?;
        tx.commit().await?;
        return Ok(false);
    }
    if !app.mail.carries(queued.channel) {
        store::postpone(&mut tx, practice, id, now + TimeDelta::minutes(10)).await?;
        tx.commit().await?;
        return Ok(false);
    }
    let Some(claimed) = store::claim(&mut tx, &app.vault, practice, id, now).await? else { return Ok(false) };
    // From here on it may have been sent, until a reply is recorded.
    tx.commit().await?;
    let next = match &claimed.content {
        Some((to, letter)) => after(app.mail.send(to, letter, id, now).await, claimed.tries, claimed.useless_at, app.clock.now()),
        None => DeliveryStep::Settled(MessageState::Withdrawn, None),
    };
    settle_with_retries(app, practice, id, claimed.claim, next).await?;
    Ok(matches!(next, DeliveryStep::Settled(MessageState::Sent | MessageState::Unsure, _)))
}

/// Records a reply; waits for a database that is briefly unavailable, since an unrecorded reply leaves the message unsure.
async fn settle_with_retries(
    app: &AppState,
    practice: uuid::Uuid,
    id: MessageId,
    claim: uuid::Uuid,
    next: DeliveryStep,
) -> Result<(), Error> {
    for pause in [200, 1000, 3000] {
        match settle_once(app, practice, id, claim, next).await {
            Err(failure) if failure.is_temporary() => tokio::time::sleep(Duration::from_millis(pause)).await,
            other => return other,
        }
    }
    settle_once(app, practice, id, claim, next).await
}

async fn settle_once(app: &AppState, practice: uuid::Uuid, id: MessageId, claim: uuid::Uuid, next: DeliveryStep) -> Result<(), Error> {
    let mut tx = Tx::for_practice(&app.pool, practice).await?;
    store::settle(&mut tx, practice, (id, claim), next, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Deletes the content of messages that no one decided about for too long.
pub async fn tidy(app: &AppState) -> Result<(), Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let practices = store::practices(&mut tx).await?;
    drop(tx);
    for practice in practices {
        jobs::run_isolated("forgetting messages", practice, async {
            let mut tx = Tx::for_practice(&app.pool, practice).await?;
            store::forget(&mut tx, app.clock.now()).await?;
            Ok(tx.commit().await?)
        })
        .await;
    }
    Ok(())
}
