//! The jobs that follow a session's end. The first settles at once what was still pending. At noon of the next day, in the group's zone,
//! the second freezes the figures and destroys the anonymity key: from then on, no one can link anonymous content to its author.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{Session, SessionId, anonymity_store, store};
use crate::group;
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::i18n::entry;
use crate::kit::jobs::{self, DueJob};
use crate::kit::vault::Vault;

const FREEZE: &str = "freeze";
const SETTLE: &str = "settle";

/// When the figures of a session that ended at `ended_at` freeze.
pub fn freezes_at(ended_at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let day = ended_at.with_timezone(&zone).date_naive() + Days::new(1);
    entry::instant(day, NaiveTime::MIN + TimeDelta::hours(12), zone)
}

/// Schedules the settling and freezing jobs.
pub async fn plan(conn: &mut PgConnection, session: &Session, ended_at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let due = DueJob { practice: session.practice.0, subject: session.id.0 };
    jobs::schedule(conn, SETTLE, due, ended_at).await?;
    jobs::schedule(conn, FREEZE, due, freezes_at(ended_at, session.time_zone)).await
}

/// Drops both jobs: the end was taken back.
pub async fn unplan(conn: &mut PgConnection, session: SessionId) -> Result<(), sqlx::Error> {
    jobs::delete(conn, SETTLE, session.0).await?;
    jobs::delete(conn, FREEZE, session.0).await
}

/// Settles what sessions left pending when they ended. When `settle` returns true, the change is published to open pages.
///
/// # Errors
/// When the list of due jobs cannot be read. The failure of one session is logged and does not block the others.
pub async fn settle_ended(app: &AppState, settle: impl AsyncFn(&mut PgConnection, SessionId) -> Result<bool, Error>) -> Result<(), Error> {
    let settle = &settle;
    let work = |DueJob { practice, subject }| async move {
        let mut tx = Tx::for_practice(&app.pool, practice).await?;
        store::lock_in_any_state(&mut tx, SessionId(subject)).await?;
        if settle(&mut tx, SessionId(subject)).await? {
            events::record(&mut tx, practice, subject, EventChange { kind: events::BOARD, subject, to: Recipients::Everyone }).await?;
        }
        jobs::delete(&mut tx, SETTLE, subject).await?;
        tx.commit().await?;
        app.events.wake(subject);
        Ok(())
    };
    jobs::run(app, SETTLE, 1, work).await?;
    Ok(())
}

/// A hook of a module that depends on this one: when a session freezes, it computes that module's figures in the same transaction and
/// deletes what could still link anonymous content to its author.
pub type OnFreeze = for<'a> fn(&'a mut PgConnection, &'a Vault, SessionId, DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>>;

/// Freezes the sessions that are due, running the `on_freeze` hooks in order. Returns how many were frozen.
///
/// # Errors
/// When the list of due jobs cannot be read. The failure of one session is logged and does not block the others.
pub async fn run(app: &AppState, on_freeze: &[OnFreeze]) -> Result<usize, Error> {
    let now = app.clock.now();
    let work = |DueJob { practice, subject }| async move {
        let mut tx = Tx::for_practice(&app.pool, practice).await?;
        // The locks order concurrent writes before or after the freeze. The group's row is locked before the session's, as in every
        // roster change: a farewell that takes effect here is one.
        if let Some(group) = store::group_of(&mut tx, SessionId(subject)).await? {
            group::store::lock(&mut tx, group).await?;
        }
        store::lock_in_any_state(&mut tx, SessionId(subject)).await?;
        for freeze in on_freeze {
            freeze(&mut tx, &app.vault, SessionId(subject), now).await?;
        }
        anonymity_store::destroy_anonymity_key(&mut tx, SessionId(subject)).await?;
        store::freeze(&mut tx, SessionId(subject), now).await?;
        jobs::delete(&mut tx, FREEZE, subject).await?;
        Ok(tx.commit().await?)
    };
    Ok(jobs::run(app, FREEZE, 1, work).await?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noon_of_the_next_day_by_the_groups_clock() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        // 20:30 in Tehran; noon there is 08:30 in UTC.
        assert_eq!(freezes_at(at("2026-11-23T17:00:00Z"), chrono_tz::Asia::Tehran), at("2026-11-24T08:30:00Z"));
        // Shortly after midnight in Tehran it is already the next day.
        assert_eq!(freezes_at(at("2026-11-23T21:00:00Z"), chrono_tz::Asia::Tehran), at("2026-11-25T08:30:00Z"));
        assert_eq!(freezes_at(at("2026-10-24T20:00:00Z"), chrono_tz::Europe::Berlin), at("2026-10-25T11:00:00Z"));
    }
}
