//! Session anchors: find the session of a brainstorm, an idea or a point by its id.

use sqlx::PgConnection;
use uuid::Uuid;

use super::points::{self, PointId};
use super::{BrainstormId, IdeaId, store};
use crate::session::{SessionAnchor, SessionId};

pub struct ByBrainstorm;

impl SessionAnchor for ByBrainstorm {
    const NAME: &'static str = "brainstorm";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of(conn, BrainstormId(id)).await
    }
}

pub struct ByIdea;

impl SessionAnchor for ByIdea {
    const NAME: &'static str = "idea";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of_idea(conn, IdeaId(id)).await
    }
}

pub struct ByPoint;

impl SessionAnchor for ByPoint {
    const NAME: &'static str = "point";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        points::store::session_of(conn, PointId(id)).await
    }
}
