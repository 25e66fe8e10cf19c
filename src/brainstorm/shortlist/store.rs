//! The shortlist in the database.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::Solution;
use crate::brainstorm::tidy::MergeTree;
use crate::brainstorm::{BrainstormId, IdeaId, store};
use crate::group::MembershipId;
use crate::group::seat::Actor;
use crate::kit::failure::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;

/// The solutions that the group keeps of a board, in the board's order; one that has become a twin meanwhile stands as the idea above it.
pub async fn kept(conn: &mut PgConnection, vault: &Vault, board: BrainstormId) -> Result<Vec<Solution>, Error> {
    let rows =
        sqlx::query!("select idea_id, kept_by, kept_at from solution where brainstorm_id = $1 order by kept_at", board as BrainstormId)
            .fetch_all(&mut *conn)
            .await?;
    let kin = store::kin(conn, board).await?;
    let mut solutions: Vec<Solution> = Vec::new();
    for row in rows {
        let head = kin.head(row.idea_id);
        if !kin.lives(head) || solutions.iter().any(|known| known.idea == head) {
            continue;
        }
        if let Some(idea) = store::idea(conn, vault, head).await?
            && let Some(number) = idea.number
        {
            solutions.push(Solution { idea: head, number, text: idea.text, kept_by: row.kept_by, kept_at: row.kept_at });
        }
    }
    solutions.sort_by_key(|solution| solution.number);
    Ok(solutions)
}

/// How many they are.
pub async fn count(conn: &mut PgConnection, board: BrainstormId, kin: &MergeTree) -> Result<usize, sqlx::Error> {
    let heads: HashSet<IdeaId> = ids(conn, board).await?.into_iter().map(|id| kin.head(id)).filter(|head| kin.lives(*head)).collect();
    Ok(heads.len())
}

/// Which ideas they are.
pub async fn ids(conn: &mut PgConnection, board: BrainstormId) -> Result<HashSet<IdeaId>, sqlx::Error> {
    let ids = sqlx::query_scalar!("select idea_id from solution where brainstorm_id = $1", board as BrainstormId).fetch_all(conn).await?;
    Ok(ids.into_iter().collect())
}

/// Keeps an idea.
pub async fn keep(conn: &mut PgConnection, by: Actor, board: BrainstormId, idea: IdeaId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into solution (idea_id, practice_id, brainstorm_id, kept_by, kept_at) values ($1, $2, $3, $4, $5)",
        idea as IdeaId,
        by.practice as PracticeId,
        board as BrainstormId,
        by.membership as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lets it go; it stays on the board.
pub async fn let_go(conn: &mut PgConnection, ideas: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from solution where idea_id = any($1)", ideas).execute(conn).await?;
    Ok(())
}
