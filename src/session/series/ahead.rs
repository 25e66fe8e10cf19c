//! Extends series without an end: a weekly job creates their next sessions, so that half a year is always planned.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{AHEAD, End, Series, SeriesId, store};
use crate::group;
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::i18n::dates;
use crate::kit::jobs::{self, DueJob};
use crate::kit::vault::Vault;

const SERIES: &str = "series";

/// Creates the sessions of a new series: all of them if it has an end; otherwise those of the next half year, and a job that adds more.
pub async fn begin(conn: &mut PgConnection, vault: &Vault, series: &Series, now: DateTime<Utc>) -> Result<usize, Error> {
    let upto = match series.rule.end {
        End::Open => {
            let due = DueJob { practice: series.practice.0, subject: series.id.0 };
            jobs::schedule(conn, SERIES, due, now + TimeDelta::weeks(1)).await?;
            dates::today(now, series.time_zone).max(series.local_start.date()) + AHEAD
        }
        _ => chrono::NaiveDate::MAX,
    };
    store::extend(conn, vault, series, upto, now).await
}

/// Creates the sessions that have come within reach and returns how many.
///
/// # Errors
/// If the due jobs cannot be read. A failure of one series is logged and does not stop the others.
pub async fn run(app: &AppState) -> Result<usize, Error> {
    let now = app.clock.now();
    Ok(jobs::run(app, SERIES, 1, |due| extend_series(app, due, now)).await?.into_iter().sum())
}

async fn extend_series(app: &AppState, due: DueJob, now: DateTime<Utc>) -> Result<usize, Error> {
    let mut tx = Tx::for_practice(&app.pool, due.practice).await?;
    let id = SeriesId(due.subject);
    let series = match store::group_of(&mut tx, id).await? {
        Some(group) => {
            group::store::lock(&mut tx, group).await?;
            store::find(&mut tx, &app.vault, group, id).await?
        }
        None => None,
    };
    jobs::delete(&mut tx, SERIES, due.subject).await?;
    // A series that has been given an end meanwhile already has all its sessions.
    let made = match series.filter(|series| series.rule.end == End::Open) {
        Some(series) => begin(&mut tx, &app.vault, &series, now).await?,
        None => 0,
    };
    tx.commit().await?;
    Ok(made)
}
