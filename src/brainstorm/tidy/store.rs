//! Merged ideas in the database.

use sqlx::PgConnection;

use super::MergeCandidate;
use crate::brainstorm::{BrainstormId, IdeaId};

/// A shown idea of a board.
pub async fn candidate(conn: &mut PgConnection, board: BrainstormId, id: IdeaId) -> Result<Option<MergeCandidate>, sqlx::Error> {
    sqlx::query_as!(
        MergeCandidate,
        "select id, withdrawn, merged_into from entry where brainstorm_id = $1 and id = $2 and is_idea and number is not null",
        board as BrainstormId,
        id as IdeaId
    )
    .fetch_optional(conn)
    .await
}

/// Merges an idea into another, or splits it off; nothing else of it changes.
pub async fn set_above(conn: &mut PgConnection, id: IdeaId, above: Option<IdeaId>) -> Result<(), sqlx::Error> {
    sqlx::query!("update entry set merged_into = $2 where id = $1", id as IdeaId, above as Option<IdeaId>).execute(conn).await?;
    Ok(())
}
