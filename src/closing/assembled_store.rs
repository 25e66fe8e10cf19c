//! The database queries of the `assembled` module itself.

use sqlx::PgConnection;

use crate::brainstorm::{self, BrainstormId};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;
use crate::session::SessionId;

/// The boards of a session with their questions, in the order in which they began.
pub(super) async fn boards(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Vec<(BrainstormId, String)>, Error> {
    let rows = sqlx::query!(
        r#"select id, practice_id as "practice: PracticeId", question from brainstorm where session_id = $1 order by created_at, id"#,
        session as SessionId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.question.as_slice())).await?;
    let mut boards = Vec::with_capacity(rows.len());
    for row in rows {
        let question = ring.open(brainstorm::question_context(row.practice, row.id), &row.question).map(Unsealed::text)?;
        boards.push((row.id, question.unwrap_or_default()));
    }
    Ok(boards)
}
