//! The ways to a session by a brainstorm, by an idea on its board, or by a point of one.

use sqlx::PgConnection;
use uuid::Uuid;

use super::points::{self, PointId};
use super::{BrainstormId, IdeaId, store};
use crate::session::{SessionAnchor, SessionId};

/// By a brainstorm's id.
pub struct ByBrainstorm;

impl SessionAnchor for ByBrainstorm {
    const NAME: &'static str = "brainstorm";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of(conn, BrainstormId(id)).await
    }
}

/// By an idea's id.
pub struct ByIdea;

impl SessionAnchor for ByIdea {
    const NAME: &'static str = "idea";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of_idea(conn, IdeaId(id)).await
    }
}

/// By a point's id.
pub struct ByPoint;

impl SessionAnchor for ByPoint {
    const NAME: &'static str = "point";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        points::store::session_of(conn, PointId(id)).await
    }
}
