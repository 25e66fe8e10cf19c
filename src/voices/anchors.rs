//! Finds a session by a turn or by a kind word.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{NudgeId, TurnId, store};
use crate::session::{SessionAnchor, SessionId};

pub struct ByTurn;

impl SessionAnchor for ByTurn {
    const NAME: &'static str = "turn";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of_turn(conn, TurnId(id)).await
    }
}

pub struct ByNudge;

impl SessionAnchor for ByNudge {
    const NAME: &'static str = "nudge";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of_nudge(conn, NudgeId(id)).await
    }
}
