//! The shortlist in the database.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::Solution;
use crate::brainstorm::tidy::MergeTree;
use crate::brainstorm::{BrainstormId, IdeaId, entry, store};
use crate::group::MembershipId;
use crate::group::actor::Actor;
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;

/// A board's solutions by number. A solution that was merged into another idea since counts as that idea.
pub async fn kept(conn: &mut PgConnection, vault: &Vault, board: BrainstormId) -> Result<Vec<Solution>, Error> {
    let rows =
        sqlx::query!("select idea_id, kept_by, kept_at from solution where brainstorm_id = $1 order by kept_at", board as BrainstormId)
            .fetch_all(&mut *conn)
            .await?;
    let merge_tree = store::merge_tree(conn, board).await?;
    let mut solutions: Vec<Solution> = Vec::new();
    for row in rows {
        let root = merge_tree.root(row.idea_id);
        if !merge_tree.is_active(root) || solutions.iter().any(|known| known.idea == root) {
            continue;
        }
        if let Some(idea) = entry::store::idea(conn, vault, root).await?
            && let Some(number) = idea.number
        {
            solutions.push(Solution { idea: root, number, text: idea.text, kept_by: row.kept_by, kept_at: row.kept_at });
        }
    }
    solutions.sort_by_key(|solution| solution.number);
    Ok(solutions)
}

/// The number of ideas on the shortlist, merged ones counted once.
pub async fn count(conn: &mut PgConnection, board: BrainstormId, merge_tree: &MergeTree) -> Result<usize, sqlx::Error> {
    let active_roots: HashSet<IdeaId> =
        ids(conn, board).await?.into_iter().map(|id| merge_tree.root(id)).filter(|root| merge_tree.is_active(*root)).collect();
    Ok(active_roots.len())
}

/// The ids as saved, merged ideas included.
pub async fn ids(conn: &mut PgConnection, board: BrainstormId) -> Result<HashSet<IdeaId>, sqlx::Error> {
    let ids = sqlx::query_scalar!("select idea_id from solution where brainstorm_id = $1", board as BrainstormId).fetch_all(conn).await?;
    Ok(ids.into_iter().collect())
}

pub async fn keep(conn: &mut PgConnection, by: Actor, board: BrainstormId, idea: IdeaId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into solution (idea_id, practice_id, brainstorm_id, kept_by, kept_at) values ($1, $2, $3, $4, $5)",
        idea as IdeaId,
        by.practice() as PracticeId,
        board as BrainstormId,
        by.membership() as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes ideas from the shortlist; they stay on the board.
pub async fn remove(conn: &mut PgConnection, ideas: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from solution where idea_id = any($1)", ideas).execute(conn).await?;
    Ok(())
}
