//! Waiting entries of boards without names, in the database.

use sqlx::PgConnection;

use super::PendingContributions;
use crate::brainstorm::entry::{EntryKind, store as entry};
use crate::brainstorm::{BoardState, BrainstormId, EntryId, IdeaId, dots, shortlist, store};
use crate::session::SessionId;

pub async fn waiting(conn: &mut PgConnection, board: BrainstormId) -> Result<PendingContributions, sqlx::Error> {
    let row = sqlx::query!(
        r#"select count(*) filter (where number is null and not withdrawn and not held) as "fresh!",
                  count(*) filter (where pending_text is not null or pending_withdrawn is not null) as "changed!"
           from entry where brainstorm_id = $1"#,
        board as BrainstormId
    )
    .fetch_one(conn)
    .await?;
    let count = |n: i64| usize::try_from(n).unwrap_or(0);
    Ok(PendingContributions { fresh: count(row.fresh), changed: count(row.changed) })
}

#[derive(Debug, Default)]
pub struct ReleasedContributions {
    /// New points, in the order in which to publish them.
    pub points: Vec<EntryId>,
    /// Whether ideas, or entries seen before, changed.
    pub rest: bool,
}

impl ReleasedContributions {
    pub fn is_some(&self) -> bool {
        self.rest || !self.points.is_empty()
    }
}

/// Shows everything that waits on an opened board without names: pending changes, and new ideas and points, shuffled.
pub async fn release(conn: &mut PgConnection, board: &BoardState) -> Result<ReleasedContributions, sqlx::Error> {
    let changed = apply(conn, board.id).await?;
    let ideas = entry::show_waiting(conn, board, EntryKind::Idea).await?;
    Ok(ReleasedContributions { points: entry::show_waiting(conn, board, EntryKind::Point).await?, rest: changed || !ideas.is_empty() })
}

/// Applies a board's pending changes, so that others see them. Returns whether there were any. An idea whose words are all withdrawn can no
/// longer be chosen: its dots return to the members who gave them.
pub async fn apply(conn: &mut PgConnection, board: BrainstormId) -> Result<bool, sqlx::Error> {
    let changed = sqlx::query!(
        "update entry set text = coalesce(pending_text, text), withdrawn = coalesce(pending_withdrawn, withdrawn),
                          held = held and pending_text is null, looked = looked and pending_text is null,
                          pending_text = null, pending_withdrawn = null, shown_version = shown_version + 1
         where brainstorm_id = $1 and (pending_text is not null or pending_withdrawn is not null)",
        board as BrainstormId
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    if changed > 0 {
        detach_withdrawn(conn, board).await?;
    }
    Ok(changed > 0)
}

/// Returns the dots of ideas whose words are all withdrawn, and removes these ideas from the shortlist.
pub async fn detach_withdrawn(conn: &mut PgConnection, board: BrainstormId) -> Result<(), sqlx::Error> {
    let withdrawn: Vec<_> = store::merge_tree(conn, board).await?.withdrawn_ideas().into_iter().map(|id: IdeaId| id.0).collect();
    dots::store::return_dots(conn, board, &withdrawn).await?;
    shortlist::store::remove(conn, &withdrawn).await
}

/// Calls [`apply`] for every board of a session. Returns whether anything changed.
pub async fn apply_all(conn: &mut PgConnection, session: SessionId) -> Result<bool, sqlx::Error> {
    let boards =
        sqlx::query_scalar!(r#"select id from brainstorm where session_id = $1"#, session as SessionId).fetch_all(&mut *conn).await?;
    let mut any = false;
    for board in boards {
        any |= apply(conn, board).await?;
    }
    Ok(any)
}
