//! The charter and the group's live session: its screens are told what moves, and the charter's own pages follow along.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::group::GroupId;
use crate::group::seat::{GroupAccess, RequiredRole};
use crate::kit::house::AppState;
use crate::kit::relay::{self, Audience, EventChange, PageCounters, Position, Recipients};
use crate::kit::web::Problem;
use crate::practice::PracticeId;

/// The kind under which the live screens are told that the charter moved; its subject is the group.
pub const CHARTER: &str = "charter";

/// Tells the screens of the group's live session, in the transaction that moves the charter. Which session to nudge after the
/// commit; none when there is none.
pub async fn tell(conn: &mut PgConnection, practice: PracticeId, group: GroupId) -> Result<Option<Uuid>, sqlx::Error> {
    let Some(session) = relay::live_of(conn, group.0).await? else { return Ok(None) };
    let change = EventChange { kind: CHARTER, subject: group.0, to: Recipients::Everyone };
    relay::record(conn, practice.0, session, change).await?;
    Ok(Some(session))
}

/// Tells, commits, nudges.
pub(super) async fn commit<R: RequiredRole>(house: &AppState, mut seat: GroupAccess<R>) -> Result<(), Problem> {
    let sits = seat.sitting();
    let session = tell(&mut seat.tx, sits.practice, sits.group).await?;
    seat.tx.commit().await?;
    if let Some(session) = session {
        house.relay.nudge(session);
    }
    Ok(())
}

/// How a page of the charter keeps up while the group is in session: it listens there, and asks for itself again when the
/// charter has moved, since half of what it shows is the reader's own.
pub(super) struct CharterFollower {
    pub session: Uuid,
    /// How far the page knows it.
    pub position: Position,
    /// The page's own address.
    pub path: String,
}

/// Whether a page follows a session; to be asked before what it shows is read.
pub(super) async fn follows(seat: &mut GroupAccess<impl RequiredRole>, path: String) -> Result<Option<CharterFollower>, sqlx::Error> {
    let sits = seat.sitting();
    let Some(session) = relay::live_of(&mut seat.tx, sits.group.0).await? else { return Ok(None) };
    let audience = if sits.role.is_staff() { Audience::Staff } else { Audience::Member };
    let reader = PageCounters { audience, membership: Some(sits.membership.0) };
    Ok(Some(CharterFollower { session, position: relay::position(&mut seat.tx, session, reader).await?, path }))
}
