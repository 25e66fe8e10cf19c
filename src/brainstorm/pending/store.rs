//! What waits on a board without names, in the database.

use rand::seq::SliceRandom;
use sqlx::PgConnection;

use super::PendingContributions;
use crate::brainstorm::points::{self, PointId};
use crate::brainstorm::{BoardState, BrainstormId, IdeaId, dots, shortlist, store};
use crate::session::SessionId;

/// What waits on a board.
pub async fn waiting(conn: &mut PgConnection, board: BrainstormId) -> Result<PendingContributions, sqlx::Error> {
    let row = sqlx::query!(
        r#"select count(*) filter (where number is null and not withdrawn and not held) as "fresh!",
                  count(*) filter (where pending_text is not null or pending_withdrawn is not null) as "changed!" from (
             select number, withdrawn, held, pending_text, pending_withdrawn from idea where brainstorm_id = $1
             union all
             select number, withdrawn, false, pending_text, pending_withdrawn from point where brainstorm_id = $1) it"#,
        board as BrainstormId
    )
    .fetch_one(conn)
    .await?;
    let count = |n: i64| usize::try_from(n).unwrap_or(0);
    Ok(PendingContributions { fresh: count(row.fresh), changed: count(row.changed) })
}

/// What a release has shown.
#[derive(Debug, Default)]
pub struct ReleasedContributions {
    /// New points, in the order in which they are told.
    pub points: Vec<PointId>,
    /// Whether anything else is another now: ideas, or what was seen before.
    pub rest: bool,
}

impl ReleasedContributions {
    /// Whether anything was shown.
    pub fn is_some(&self) -> bool {
        self.rest || !self.points.is_empty()
    }
}

/// Shows all that waits on an opened board without names: new ideas and points shuffled, and changes.
pub async fn release(conn: &mut PgConnection, board: &BoardState) -> Result<ReleasedContributions, sqlx::Error> {
    let changed = apply(conn, board.id).await?;
    let mut late = sqlx::query_scalar!(
        "select id from idea where brainstorm_id = $1 and number is null and not withdrawn and not held",
        board.id as BrainstormId
    )
    .fetch_all(&mut *conn)
    .await?;
    late.shuffle(&mut rand::rng());
    store::show(conn, board, &late).await?;
    Ok(ReleasedContributions { points: points::store::show_waiting(conn, board).await?, rest: changed || !late.is_empty() })
}

/// Lets others see what authors have changed on a board. Whether there was anything. Where every word of an idea was taken back nothing
/// to choose is left: dots on it return to their givers.
pub async fn apply(conn: &mut PgConnection, board: BrainstormId) -> Result<bool, sqlx::Error> {
    let ideas = sqlx::query!(
        "update idea set text = coalesce(pending_text, text), withdrawn = coalesce(pending_withdrawn, withdrawn),
                         held = held and pending_text is null, looked = looked and pending_text is null,
                         pending_text = null, pending_withdrawn = null, shown_version = shown_version + 1
         where brainstorm_id = $1 and (pending_text is not null or pending_withdrawn is not null)",
        board as BrainstormId
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    let points = sqlx::query!(
        "update point set text = coalesce(pending_text, text), withdrawn = coalesce(pending_withdrawn, withdrawn),
                          pending_text = null, pending_withdrawn = null, shown_version = shown_version + 1
         where brainstorm_id = $1 and (pending_text is not null or pending_withdrawn is not null)",
        board as BrainstormId
    )
    .execute(&mut *conn)
    .await?
    .rows_affected();
    if ideas > 0 {
        let_go_of_dead(conn, board).await?;
    }
    Ok(ideas + points > 0)
}

/// Gives back the dots of ideas of which every word was taken back, and takes them off the shortlist.
pub async fn let_go_of_dead(conn: &mut PgConnection, board: BrainstormId) -> Result<(), sqlx::Error> {
    let dead: Vec<_> = store::kin(conn, board).await?.dead().into_iter().map(|id: IdeaId| id.0).collect();
    dots::store::give_back(conn, board, &dead).await?;
    shortlist::store::let_go(conn, &dead).await
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
