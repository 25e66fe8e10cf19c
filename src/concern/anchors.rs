//! Finds a session by a concern.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{ConcernId, store};
use crate::session::{SessionAnchor, SessionId};

pub struct ByConcern;

impl SessionAnchor for ByConcern {
    const NAME: &'static str = "concern";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of(conn, ConcernId(id)).await
    }
}
