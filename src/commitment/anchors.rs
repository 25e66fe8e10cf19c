//! Session anchor: finds the session of a commitment by its id.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{CommitmentId, store};
use crate::session::{SessionAnchor, SessionId};

pub struct ByCommitment;

impl SessionAnchor for ByCommitment {
    const NAME: &'static str = "commitment";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of(conn, CommitmentId(id)).await
    }
}
