//! Session anchors: find the session of a brainstorm or an entry by its id.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{BrainstormId, EntryId, entry, store};
use crate::session::{SessionAnchor, SessionId};

pub struct ByBrainstorm;

impl SessionAnchor for ByBrainstorm {
    const NAME: &'static str = "brainstorm";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        store::session_of(conn, BrainstormId(id)).await
    }
}

/// Any entry.
pub struct ByEntry;

impl SessionAnchor for ByEntry {
    const NAME: &'static str = "entry";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        Ok(entry::store::locate(conn, EntryId(id)).await?.map(|found| found.session))
    }
}

/// An entry that is an idea.
pub struct ByIdea;

impl SessionAnchor for ByIdea {
    const NAME: &'static str = "idea";

    async fn session(conn: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        Ok(entry::store::locate(conn, EntryId(id)).await?.filter(|found| found.is_idea).map(|found| found.session))
    }
}
