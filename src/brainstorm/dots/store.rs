//! Stores dots: one row for each dot until its round is opened, then only the sum for each idea. No row names the member who gave the dot,
//! even on a board with names.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::DotVote;
use crate::brainstorm::{BrainstormId, IdeaId};
use crate::group::MembershipId;
use crate::group::actor::Actor;
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::session::SessionId;
use crate::session::tag::{self, Tag};

/// The keyed hash that identifies a member's dots in one round. `None` once the session's figures are frozen, and while the member's
/// anonymous content in this session is closed to their account.
pub async fn tag(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    board: BrainstormId,
    round: i32,
    membership: MembershipId,
) -> Result<Option<Tag>, Error> {
    tag::once_tag_for(conn, vault, session, membership, &[b"dots", board.0.as_bytes(), &round.to_be_bytes()]).await
}

/// The newest round of dots on a board, opened or not.
pub async fn round(conn: &mut PgConnection, board: BrainstormId) -> Result<Option<DotVote>, sqlx::Error> {
    sqlx::query_as!(
        DotVote,
        r#"select number, dots, opened_at is not null as "opened!", entered from dot_round where brainstorm_id = $1
           order by number desc limit 1"#,
        board as BrainstormId
    )
    .fetch_optional(conn)
    .await
}

/// Begins a round of dots.
pub async fn ask(
    conn: &mut PgConnection,
    by: Actor,
    board: BrainstormId,
    number: i32,
    dots: i32,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into dot_round (practice_id, brainstorm_id, number, dots, begun_by, begun_at) values ($1, $2, $3, $4, $5, $6)",
        by.practice() as PracticeId,
        board as BrainstormId,
        number,
        dots,
        by.membership() as MembershipId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The number of dots that the member with this tag has on each idea; an idea without any is left out.
pub async fn given(conn: &mut PgConnection, board: BrainstormId, round: i32, tag: &Tag) -> Result<HashMap<IdeaId, i32>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select idea_id, count(*)::int as "dots!" from dot where brainstorm_id = $1 and round = $2 and tag = $3 group by idea_id"#,
        board as BrainstormId,
        round,
        tag
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.idea_id, row.dots)).collect())
}

/// Inserts `more` dots on an idea, in free slots of the tag. `entered` marks dots that staff entered for a member.
#[expect(clippy::too_many_arguments, reason = "the round, its idea and giver, and the dots")]
pub async fn give(
    conn: &mut PgConnection,
    practice: PracticeId,
    board: BrainstormId,
    round: DotVote,
    tag: &Tag,
    idea: IdeaId,
    more: i32,
    entered: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into dot (practice_id, brainstorm_id, round, dots, tag, slot, idea_id, entered)
         select $1, $2, $3, $4, $5, free.slot, $6, $7 from generate_series(1, $4) free (slot)
         where not exists (select from dot d where d.brainstorm_id = $2 and d.round = $3 and d.tag = $5 and d.slot = free.slot)
         order by free.slot limit $8",
        practice as PracticeId,
        board as BrainstormId,
        round.number,
        round.dots,
        tag,
        idea as IdeaId,
        entered,
        i64::from(more)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Deletes `fewer` of the tag's dots on the ideas of `family`: a root and the ideas merged into it.
pub async fn take(
    conn: &mut PgConnection,
    board: BrainstormId,
    round: DotVote,
    tag: &Tag,
    family: &[Uuid],
    fewer: i32,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from dot where brainstorm_id = $1 and round = $2 and tag = $3 and slot in
         (select slot from dot where brainstorm_id = $1 and round = $2 and tag = $3 and idea_id = any($4) order by slot desc limit $5)",
        board as BrainstormId,
        round.number,
        tag,
        family,
        i64::from(fewer)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The number of members who have dots in a round.
pub async fn givers(conn: &mut PgConnection, board: BrainstormId, round: i32) -> Result<usize, sqlx::Error> {
    let count = sqlx::query_scalar!(
        r#"select count(distinct tag) as "count!" from dot where brainstorm_id = $1 and round = $2"#,
        board as BrainstormId,
        round
    )
    .fetch_one(conn)
    .await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Opens a round: saves the sum for each idea, and deletes the round's dots.
pub async fn open(conn: &mut PgConnection, by: Actor, board: BrainstormId, round: i32, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into dot_sum (practice_id, brainstorm_id, round, idea_id, sum)
         select practice_id, brainstorm_id, round, idea_id, count(*) from dot where brainstorm_id = $1 and round = $2
         group by practice_id, brainstorm_id, round, idea_id",
        board as BrainstormId,
        round
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update dot_round set opened_by = $3, opened_at = $4,
         entered = (select count(*) from dot where brainstorm_id = $1 and round = $2 and entered)
         where brainstorm_id = $1 and number = $2",
        board as BrainstormId,
        round,
        by.membership() as MembershipId,
        now
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from dot where brainstorm_id = $1 and round = $2", board as BrainstormId, round).execute(conn).await?;
    Ok(())
}

/// The sums of an opened round.
pub async fn sums(conn: &mut PgConnection, board: BrainstormId, round: i32) -> Result<HashMap<IdeaId, i32>, sqlx::Error> {
    let rows = sqlx::query!("select idea_id, sum from dot_sum where brainstorm_id = $1 and round = $2", board as BrainstormId, round)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.idea_id, row.sum)).collect())
}

/// Deletes the dots on these ideas, so that the members who gave them can give them to other ideas.
pub async fn return_dots(conn: &mut PgConnection, board: BrainstormId, withdrawn: &[Uuid]) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from dot where brainstorm_id = $1 and idea_id = any($2)", board as BrainstormId, withdrawn).execute(conn).await?;
    Ok(())
}

/// Deletes the dots of a session's unopened rounds when the session freezes: they can no longer be opened, and dots with the same tag come
/// from the same member.
pub async fn forget(conn: &mut PgConnection, session: SessionId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from dot where brainstorm_id in (select id from brainstorm where session_id = $1)", session as SessionId)
        .execute(conn)
        .await?;
    Ok(())
}
