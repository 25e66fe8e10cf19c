//! *Publish* takes effect after five minutes. Until then only staff see the closing, no version exists, and it can be taken back.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{Content, VersionId, held_store};
use crate::group::actor::Actor;
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditAction, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::jobs::{self, DueJob};
use crate::session::{self, SessionId, SessionState};

const PUBLISH: &str = "publish";

/// How long a closing is held.
pub const HELD: TimeDelta = TimeDelta::minutes(5);

/// Holds a closing until it goes out. The caller holds the lock on the session's row.
pub async fn hold(
    conn: &mut PgConnection,
    app: &AppState,
    by: Actor,
    session: SessionId,
    id: VersionId,
    content: &Content,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    held_store::hold(conn, &app.vault, by, session, id, content, now + HELD).await?;
    jobs::delete(conn, PUBLISH, session.0).await?;
    jobs::schedule(conn, PUBLISH, DueJob { practice: by.practice().0, subject: session.0 }, now + HELD).await?;
    Ok(())
}

/// Takes a held closing back. Returns whether it had not gone out yet.
pub async fn take_back(conn: &mut PgConnection, session: SessionId) -> Result<bool, sqlx::Error> {
    jobs::delete(conn, PUBLISH, session.0).await?;
    held_store::take_back(conn, session).await
}

/// Sends the held closings that are due. Returns how many went out.
///
/// # Errors
/// When the list of due jobs cannot be read. The failure of one closing is logged and does not block the others.
pub async fn run(app: &AppState) -> Result<usize, Error> {
    let now = app.clock.now();
    let done = jobs::run(app, PUBLISH, 1, |due| send(app, due, now)).await?;
    Ok(done.into_iter().filter(|sent| *sent).count())
}

async fn send(app: &AppState, due: DueJob, now: DateTime<Utc>) -> Result<bool, Error> {
    let id = SessionId(due.subject);
    let mut tx = Tx::for_practice(&app.pool, due.practice).await?;
    let state = session::store::lock_in_any_state(&mut tx, id).await?;
    let at = held_store::due(&mut tx, id).await?;
    jobs::delete(&mut tx, PUBLISH, due.subject).await?;
    let sent = match at {
        // It was taken back and held anew since the job was claimed.
        Some(at) if at > now => {
            jobs::schedule(&mut tx, PUBLISH, due, at).await?;
            false
        }
        Some(_) if state == Some(SessionState::Ended) => {
            let by = held_store::send(&mut tx, id, now).await?;
            let entry = AuditEntry {
                practice: due.practice,
                actor: by.map(|person| person.0),
                action: AuditAction::ClosingSent,
                subject: due.subject,
            };
            audit::record(&mut tx, entry, now).await?;
            true
        }
        // The end of the session was taken back: the words stay as the draft.
        Some(_) => {
            held_store::take_back(&mut tx, id).await?;
            false
        }
        None => false,
    };
    tx.commit().await?;
    Ok(sent)
}
