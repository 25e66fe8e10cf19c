//! The ways to a session by a turn, or by a kind word.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{NudgeId, TurnId, store};
use crate::session::{SessionAnchor, SessionId};

/// By a turn's id.
pub struct ByTurn;

impl SessionAnchor for ByTurn {
    const NAME: &'static str = "turn";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of_turn(conn, TurnId(id)).await
    }
}

/// By a kind word's id.
pub struct ByNudge;

impl SessionAnchor for ByNudge {
    const NAME: &'static str = "nudge";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of_nudge(conn, NudgeId(id)).await
    }
}
