//! The ways to a session by a brainstorm, or by an idea on its board.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{BrainstormId, IdeaId, store};
use crate::session::{Anchor, SessionId};

/// By a brainstorm's id.
pub struct ByBrainstorm;

impl Anchor for ByBrainstorm {
    const NAME: &'static str = "brainstorm";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of(conn, BrainstormId(id)).await
    }
}

/// By an idea's id.
pub struct ByIdea;

impl Anchor for ByIdea {
    const NAME: &'static str = "idea";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of_idea(conn, IdeaId(id)).await
    }
}
