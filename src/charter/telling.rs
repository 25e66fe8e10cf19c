//! Publishes changes of the charter to the group's live session, and lets the charter's own pages follow that session.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::group::GroupId;
use crate::group::access::{GroupAccess, RequiredRole};
use crate::kit::app_state::AppState;
use crate::kit::events::{self, Audience, EventChange, PageCounters, Position, Recipients};
use crate::kit::web::Problem;
use crate::practice::PracticeId;

/// The event kind of a change of the charter; its subject is the group.
pub const CHARTER: &str = "charter";

/// Records a change for the screens of the group's live session, in the transaction that changes the charter. Returns the session to wake
/// after the commit; none when no session is live.
pub async fn record_change(conn: &mut PgConnection, practice: PracticeId, group: GroupId) -> Result<Option<Uuid>, sqlx::Error> {
    let Some(session) = events::live_of(conn, group.0).await? else { return Ok(None) };
    let change = EventChange { kind: CHARTER, subject: group.0, to: Recipients::Everyone };
    events::record(conn, practice.0, session, change).await?;
    Ok(Some(session))
}

/// Records the change, commits, and wakes the live session.
pub(super) async fn commit<R: RequiredRole>(app: &AppState, mut access: GroupAccess<R>) -> Result<(), Problem> {
    let actor = access.actor();
    let session = record_change(&mut access.tx, actor.practice(), actor.group()).await?;
    access.tx.commit().await?;
    if let Some(session) = session {
        app.events.wake(session);
    }
    Ok(())
}

/// How a page of the charter keeps up while the group is in session: it listens to that session, and reloads itself when the charter has
/// changed, since half of what it shows belongs to the reader alone.
pub(super) struct CharterFollower {
    pub session: Uuid,
    /// The position of the session's events that the page reflects.
    pub position: Position,
    pub path: String,
}

/// The live session that a page follows, if there is one. Call this before reading what the page shows.
pub(super) async fn followed_session(
    access: &mut GroupAccess<impl RequiredRole>,
    path: String,
) -> Result<Option<CharterFollower>, sqlx::Error> {
    let actor = access.actor();
    let Some(session) = events::live_of(&mut access.tx, actor.group().0).await? else { return Ok(None) };
    let audience = if actor.role().is_staff() { Audience::Staff } else { Audience::Member };
    let reader = PageCounters { audience, membership: Some(actor.membership().0) };
    Ok(Some(CharterFollower { session, position: events::position(&mut access.tx, session, reader).await?, path }))
}
