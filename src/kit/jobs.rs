//! Jobs that run later, kept in the database. A row holds only ids, no text.
//!
//! A process claims a job for [`LEASE`] and then works on it in a transaction of its own, which deletes the job at its end. No lock is held
//! between the two: a request that holds a session's row may delete the session's job, and would deadlock with a job that holds its own row
//! and waits for the session's. So a job may run twice: the work locks what it is about and looks at its state again.
//! A failed job is logged and retried later; it does not block other jobs.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{FutureExt, StreamExt, stream};
use sqlx::PgConnection;
use uuid::Uuid;

use super::app_state::AppState;
use super::db::Tx;
use super::error::Error;

#[derive(Clone, Copy, Debug)]
pub struct DueJob {
    pub practice: Uuid,
    pub subject: Uuid,
}

/// Schedules a job. If one of this kind and subject exists, nothing changes, its due time included.
pub async fn schedule(conn: &mut PgConnection, kind: &'static str, due: DueJob, at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into job (practice_id, kind, subject, due_at) values ($1, $2, $3, $4) on conflict (kind, subject) do nothing",
        due.practice,
        kind,
        due.subject,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// For how long a claimed job belongs to its process. If the process dies, the job runs again after this time.
const LEASE: TimeDelta = TimeDelta::minutes(5);

/// The most jobs of one run; the next one takes the rest.
const BATCH: i64 = 100;

/// Runs the jobs of a kind that are due, `concurrent` at a time. `work` deletes its job, or schedules it anew, in the transaction of its
/// work. Returns what `work` returned for each job that did not fail.
///
/// # Errors
/// When the list of due jobs cannot be read. The failure of one job is logged, and the job is retried later; the others run.
pub async fn run<T, Work: Future<Output = Result<T, Error>>>(
    app: &AppState,
    kind: &'static str,
    concurrent: usize,
    work: impl Fn(DueJob) -> Work,
) -> Result<Vec<T>, Error> {
    let due = due_jobs(app, kind).await?;
    let done = stream::iter(due).map(|due| run_one(app, kind, due, work(due))).buffer_unordered(concurrent);
    Ok(done.filter_map(std::future::ready).collect().await)
}

async fn run_one<T>(app: &AppState, kind: &'static str, due: DueJob, work: impl Future<Output = Result<T, Error>>) -> Option<T> {
    let claimed = async { if claim(app, kind, due.subject).await? { work.await.map(Some) } else { Ok(None) } };
    let done = run_isolated(kind, due.subject, claimed).await;
    if done.is_none() {
        log_if_unrecorded(kind, due, schedule_retry(app, kind, due).await);
    }
    done.flatten()
}

/// Claims a due job; false if another process has it, or has just done or postponed it.
async fn claim(app: &AppState, kind: &'static str, subject: Uuid) -> Result<bool, sqlx::Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let now = app.clock.now();
    let claimed = sqlx::query!(
        "update job set next_at = $4 where (kind, subject) in (
             select kind, subject from job
             where kind = $1 and subject = $2 and due_at <= $3 and (next_at is null or next_at <= $3) for update skip locked)",
        kind,
        subject,
        now,
        now + LEASE
    )
    .execute(&mut *tx)
    .await?
    .rows_affected();
    tx.commit().await?;
    Ok(claimed == 1)
}

async fn due_jobs(app: &AppState, kind: &'static str) -> Result<Vec<DueJob>, sqlx::Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    sqlx::query_as!(
        DueJob,
        "select practice_id as practice, subject from job
         where kind = $1 and due_at <= $2 and (next_at is null or next_at <= $2) order by due_at limit $3",
        kind,
        app.clock.now(),
        BATCH
    )
    .fetch_all(&mut *tx)
    .await
}

/// The subjects of a kind that wait for a retry. For work that each pass looks for anew: its jobs are only what failed in [`found`].
pub async fn waiting(app: &AppState, kind: &'static str) -> Result<BTreeSet<Uuid>, sqlx::Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let now = app.clock.now();
    // A job that has not failed again within two hours, longer than the longest pause, has nothing left to wait for.
    sqlx::query!("delete from job where kind = $1 and next_at < $2", kind, now - TimeDelta::hours(2)).execute(&mut *tx).await?;
    let all = sqlx::query_scalar!("select subject from job where kind = $1 and next_at > $2", kind, now).fetch_all(&mut *tx).await?;
    tx.commit().await?;
    Ok(all.into_iter().collect())
}

/// Deletes a job, in the transaction that did its work.
pub async fn delete(conn: &mut PgConnection, kind: &'static str, subject: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from job where kind = $1 and subject = $2", kind, subject).execute(conn).await?;
    Ok(())
}

/// Runs one piece of work that each pass looks for anew; if it fails, records a job, so that [`waiting`] returns its subject.
pub async fn run_found<T>(app: &AppState, kind: &'static str, due: DueJob, work: impl Future<Output = Result<T, Error>>) -> Option<T> {
    let done = run_isolated(kind, due.subject, work).await;
    if done.is_none() {
        log_if_unrecorded(kind, due, record_failure(app, kind, due).await);
    }
    done
}

async fn record_failure(app: &AppState, kind: &'static str, due: DueJob) -> Result<(), sqlx::Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    schedule(&mut tx, kind, due, app.clock.now()).await?;
    tx.commit().await?;
    schedule_retry(app, kind, due).await
}

fn log_if_unrecorded(kind: &'static str, due: DueJob, written: Result<(), sqlx::Error>) {
    if let Err(error) = written {
        tracing::error!(code = Error::from(error).code(), kind, subject = %due.subject, "could not record the job's failure");
    }
}

/// Runs `work`; logs an error or a panic with `subject` and returns `None`. The caller is responsible for a retry.
pub async fn run_isolated<T>(what: &'static str, subject: Uuid, work: impl Future<Output = Result<T, Error>>) -> Option<T> {
    match AssertUnwindSafe(work).catch_unwind().await {
        Ok(Ok(done)) => return Some(done),
        Ok(Err(failure)) => tracing::error!(code = failure.code(), what, %subject, "job failed; it is retried"),
        Err(_) => tracing::error!(code = "panic", what, %subject, "job failed; it is retried"),
    }
    None
}

async fn schedule_retry(app: &AppState, kind: &'static str, due: DueJob) -> Result<(), sqlx::Error> {
    let mut tx = Tx::without_practice(&app.pool).await?;
    let tries = sqlx::query_scalar!("update job set tries = tries + 1 where kind = $1 and subject = $2 returning tries", kind, due.subject)
        .fetch_optional(&mut *tx)
        .await?;
    let next_at = app.clock.now() + pause(tries.unwrap_or(1));
    sqlx::query!("update job set next_at = $3 where kind = $1 and subject = $2", kind, due.subject, next_at).execute(&mut *tx).await?;
    tx.commit().await
}

/// The pause after `tries` failures: a minute, then twice as long each time, up to an hour.
fn pause(tries: i32) -> TimeDelta {
    TimeDelta::minutes(1 << (tries.clamp(1, 7) - 1)).min(TimeDelta::hours(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_doubles_with_each_failure_up_to_an_hour() {
        let minutes: Vec<_> = [0, 1, 2, 3, 6, 7, 8, i32::MAX].map(|tries| pause(tries).num_minutes()).to_vec();
        assert_eq!(minutes, [1, 1, 2, 4, 32, 60, 60, 60]);
    }
}
