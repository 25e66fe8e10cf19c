//! How a session ends: by the hand of staff, or by itself when it was left open.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{HELD_AFTER_END, Session, SessionId, SessionState, arc, attendance, freeze, store, whereabouts};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::job::{self, DueJob};
use crate::kit::relay::{self, EventChange, Recipients};
use crate::kit::token;
use crate::kit::vault::Vault;
use crate::person::sign_in;

const CLOSE: &str = "close";
/// What links of a session's wall are for.
pub(crate) const WALL: &str = "wall";

/// While somebody did something within this time, a session is not closed by itself: it only runs long.
pub const STILL: TimeDelta = TimeDelta::minutes(15);

/// What a later room does, in the same transaction, when a session ends at that time: what it holds open is cut there.
pub type OnEnd = for<'a> fn(&'a mut PgConnection, &'a Vault, &'a Session, DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>>;

/// Puts the closing of a session that starts on the list of what is due.
pub async fn plan(conn: &mut PgConnection, house: &AppState, session: &Session) -> Result<(), sqlx::Error> {
    let due = DueJob { practice: session.practice.0, subject: session.id.0 };
    job::plan(conn, CLOSE, due, session.planned_end() + house.close_after).await
}

/// Ends a live session at `at`, which may lie before `now`: its stage, its walls, and whatever `on_end` names. The row is held; the
/// caller commits, then [`tell`]s.
pub async fn end(
    conn: &mut PgConnection,
    house: &AppState,
    on_end: &[OnEnd],
    session: &Session,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for cut in on_end {
        cut(conn, &house.vault, session, at).await?;
    }
    arc::store::end(conn, session.id, at).await?;
    store::end(conn, session.id, at).await?;
    token::void(conn, WALL, session.id.0).await?;
    whereabouts::store::forget(conn, session.id).await?;
    sign_in::release(conn, session.id.0, now + HELD_AFTER_END).await?;
    // By now, not by when it ended: whoever did something without a name has the time that was promised to take it back.
    freeze::plan(conn, session, now).await?;
    job::done(conn, CLOSE, session.id.0).await?;
    let change = EventChange { kind: relay::BOARD, subject: session.id.0, to: Recipients::Everyone };
    relay::record(conn, session.practice.0, session.id.0, change).await?;
    attendance::store::tell_each(conn, session.practice, session.id, relay::BOARD).await?;
    Ok(())
}

/// Tells the open pages, after the commit; walls find their access ended.
pub fn tell(house: &AppState, session: SessionId) {
    house.relay.nudge(session.0);
    house.relay.recheck(None);
}

/// Closes what was left open: sessions that are longer past their planned end than the setting, and still. They end at the last
/// sign of life. How many were closed.
///
/// # Errors
/// When the list cannot be read. What goes wrong with one session is logged, and keeps no other.
pub async fn close_left_open(house: &AppState, on_end: &[OnEnd]) -> Result<usize, Error> {
    let now = house.clock.now();
    let mut closed = 0;
    for due in job::due(house, CLOSE).await? {
        closed += usize::from(job::one(house, CLOSE, due, close(house, on_end, due, now)).await.unwrap_or(false));
    }
    Ok(closed)
}

/// Closes one of them, unless it is not left open. Whether it did.
async fn close(house: &AppState, on_end: &[OnEnd], due: DueJob, now: DateTime<Utc>) -> Result<bool, Error> {
    let id = SessionId(due.subject);
    let mut tx = Tx::within(&house.pool, due.practice).await?;
    let state = store::hold_in_any_state(&mut tx, id).await?;
    let session = store::find(&mut tx, &house.vault, id).await?.filter(|_| state == Some(SessionState::Live));
    let Some(session) = session else {
        job::done(&mut tx, CLOSE, due.subject).await?;
        tx.commit().await?;
        return Ok(false);
    };
    let last = store::last_sign(&mut tx, id).await?.or(session.started_at).unwrap_or(now).min(now);
    if now - last < STILL {
        job::done(&mut tx, CLOSE, due.subject).await?;
        job::plan(&mut tx, CLOSE, due, last + STILL).await?;
        tx.commit().await?;
        return Ok(false);
    }
    end(&mut tx, house, on_end, &session, last, now).await?;
    let act = AuditEntry { practice: due.practice, actor: None, act: "closed by itself", kind: "session", subject: due.subject };
    audit::record(&mut tx, act, now).await?;
    tx.commit().await?;
    tell(house, id);
    Ok(true)
}
