//! A series without an end goes on: once a week its next sessions are written down, so that half a year is always in sight.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{AHEAD, End, Series, SeriesId, store};
use crate::group;
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::job::{self, DueJob};
use crate::kit::locale::dates;
use crate::kit::vault::Vault;

const SERIES: &str = "series";

/// Makes the sessions of a new series: all of them when it has an end, else those of the next half year, and more in time.
pub async fn begin(conn: &mut PgConnection, vault: &Vault, series: &Series, now: DateTime<Utc>) -> Result<usize, Error> {
    let upto = match series.rule.end {
        End::Open => {
            let due = DueJob { practice: series.practice.0, subject: series.id.0 };
            job::plan(conn, SERIES, due, now + TimeDelta::weeks(1)).await?;
            dates::today(now, series.time_zone).max(series.local_start.date()) + AHEAD
        }
        _ => chrono::NaiveDate::MAX,
    };
    store::extend(conn, vault, series, upto, now).await
}

/// Writes down what has come within reach. How many sessions were made.
///
/// # Errors
/// When the list cannot be read. What goes wrong with one series is logged, and keeps no other.
pub async fn run(house: &AppState) -> Result<usize, Error> {
    let now = house.clock.now();
    let mut made = 0;
    for due in job::due(house, SERIES).await? {
        made += job::one(house, SERIES, due, go_on(house, due, now)).await.unwrap_or(0);
    }
    Ok(made)
}

async fn go_on(house: &AppState, due: DueJob, now: DateTime<Utc>) -> Result<usize, Error> {
    let mut tx = Tx::within(&house.pool, due.practice).await?;
    let id = SeriesId(due.subject);
    let series = match store::group_of(&mut tx, id).await? {
        Some(group) => {
            group::store::hold(&mut tx, group).await?;
            store::find(&mut tx, &house.vault, group, id).await?
        }
        None => None,
    };
    job::done(&mut tx, SERIES, due.subject).await?;
    // One that has got an end meanwhile has its sessions.
    let made = match series.filter(|series| series.rule.end == End::Open) {
        Some(series) => begin(&mut tx, &house.vault, &series, now).await?,
        None => 0,
    };
    tx.commit().await?;
    Ok(made)
}
