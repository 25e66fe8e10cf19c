//! Ends sessions: staff end one, or the closing job ends one that was left open.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::arc::{OnStage, StageChange};
use super::{HELD_AFTER_END, Session, SessionId, SessionState, arc, attendance, freeze, store, whereabouts};
use crate::group::MembershipId;
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditAction, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::jobs::{self, DueJob};
use crate::kit::token;
use crate::kit::vault::Vault;
use crate::person::sign_in;

const CLOSE: &str = "close";
/// The token purpose of links to a session's wall.
pub(crate) const WALL: &str = "wall";
/// The token purpose of codes for a wall.
pub(crate) const WALL_CODE: &str = "wall code";
/// The token purpose of a screen that has given a code and shows nothing yet.
pub(crate) const WALL_WAITING: &str = "wall waiting";

/// The job closes no session with activity within this time: such a session only runs long.
pub const IDLE_BEFORE_CLOSE: TimeDelta = TimeDelta::minutes(15);

/// A hook of a module that depends on this one: when a session ends, it ends what that module holds open, at the given time and in the same
/// transaction.
pub type OnEnd = for<'a> fn(&'a mut PgConnection, &'a Vault, &'a Session, DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>>;

/// Schedules the closing job of a session that starts.
pub async fn plan(conn: &mut PgConnection, app: &AppState, session: &Session) -> Result<(), sqlx::Error> {
    let due = DueJob { practice: session.practice.0, subject: session.id.0 };
    jobs::schedule(conn, CLOSE, due, session.planned_end() + app.close_after).await
}

/// Ends a live session at `at`, which may lie before `now`: its stage, its walls, and what the `on_end` hooks end. The caller holds the
/// lock on the session's row, commits, and then calls [`publish_end`].
pub async fn end(
    conn: &mut PgConnection,
    app: &AppState,
    on_end: &[OnEnd],
    session: &Session,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for hook in on_end {
        hook(conn, &app.vault, session, at).await?;
    }
    arc::store::end(conn, session.id, at).await?;
    store::end(conn, session.id, at).await?;
    for purpose in [WALL, WALL_CODE, WALL_WAITING] {
        token::revoke_all(conn, purpose, session.id.0).await?;
    }
    whereabouts::store::forget(conn, session.id).await?;
    sign_in::release(conn, session.id.0, now + HELD_AFTER_END).await?;
    // Counted from `now`, not from `at`: authors of anonymous content keep the time they were promised to take it back.
    freeze::plan(conn, session, now).await?;
    jobs::delete(conn, CLOSE, session.id.0).await?;
    let change = EventChange { kind: events::BOARD, subject: session.id.0, to: Recipients::Everyone };
    events::record(conn, session.practice.0, session.id.0, change).await?;
    attendance::store::tell_each(conn, session.practice, session.id, events::BOARD).await?;
    Ok(())
}

/// Takes the end of a session back: the stage in which it ended goes on as a new visit. No turn, hand or wall comes back. The caller holds
/// the lock on the session's row, commits, and then calls [`publish_end`].
///
/// # Errors
/// The constraint `one_live_session_per_group`.
pub async fn undo(
    conn: &mut PgConnection,
    app: &AppState,
    on_stage: &[OnStage],
    session: &Session,
    by: MembershipId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let live = store::undo_end(conn, session.id).await?;
    freeze::unplan(conn, session.id).await?;
    sign_in::hold(conn, session.id.0).await?;
    plan(conn, app, session).await?;
    let course = arc::store::course(conn, session).await?;
    if let Some(last) = course.visits.last() {
        arc::store::enter(conn, session, &course, last.place, last.stage, false, Some(by), now).await?;
        for hook in on_stage {
            hook(conn, session, StageChange { from: None, to: last.stage, at: now, undoes: None, live }).await?;
        }
    }
    let change = EventChange { kind: events::BOARD, subject: session.id.0, to: Recipients::Everyone };
    events::record(conn, session.practice.0, session.id.0, change).await?;
    attendance::store::tell_each(conn, session.practice, session.id, events::BOARD).await?;
    Ok(())
}

/// When a later module last recorded an act in a session.
pub type LastAct = for<'a> fn(&'a mut PgConnection, SessionId) -> BoxFuture<'a, Result<Option<DateTime<Utc>>, sqlx::Error>>;

/// Wakes the open pages after the commit, and rechecks access: that of walls has ended.
pub fn publish_end(app: &AppState, session: SessionId) {
    app.events.wake(session.0);
    app.events.recheck(None);
}

/// Closes sessions that were left open: past their planned end by more than the setting allows, and idle. They end at the time of their
/// last activity. Returns how many were closed.
///
/// # Errors
/// When the list of due jobs cannot be read. The failure of one session is logged and does not block the others.
pub async fn close_left_open(app: &AppState, on_end: &[OnEnd], last_acts: &[LastAct]) -> Result<usize, Error> {
    let now = app.clock.now();
    let done = jobs::run(app, CLOSE, 1, |due| close(app, on_end, last_acts, due, now)).await?;
    Ok(done.into_iter().filter(|closed| *closed).count())
}

/// Closes one session if it is still live and idle. Returns whether it did.
async fn close(app: &AppState, on_end: &[OnEnd], last_acts: &[LastAct], due: DueJob, now: DateTime<Utc>) -> Result<bool, Error> {
    let id = SessionId(due.subject);
    let mut tx = Tx::for_practice(&app.pool, due.practice).await?;
    let state = store::lock_in_any_state(&mut tx, id).await?;
    let session = store::find(&mut tx, &app.vault, id).await?.filter(|_| state == Some(SessionState::Live));
    let Some(session) = session else {
        jobs::delete(&mut tx, CLOSE, due.subject).await?;
        tx.commit().await?;
        return Ok(false);
    };
    let mut last = store::last_act(&mut tx, id).await?.max(session.started_at);
    for last_act in last_acts {
        last = last.max(last_act(&mut tx, id).await?);
    }
    let last = last.unwrap_or(now).min(now);
    if now - last < IDLE_BEFORE_CLOSE {
        jobs::delete(&mut tx, CLOSE, due.subject).await?;
        jobs::schedule(&mut tx, CLOSE, due, last + IDLE_BEFORE_CLOSE).await?;
        tx.commit().await?;
        return Ok(false);
    }
    end(&mut tx, app, on_end, &session, last, now).await?;
    let act = AuditEntry { practice: due.practice, actor: None, action: AuditAction::SessionClosedByItself, subject: due.subject };
    audit::record(&mut tx, act, now).await?;
    tx.commit().await?;
    publish_end(app, id);
    Ok(true)
}
