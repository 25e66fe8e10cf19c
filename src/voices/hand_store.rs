//! Stores raised hands.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::queue::RaisedHand;
use super::{HandId, HandKind, TurnId};
use crate::group::MembershipId;
use crate::practice::PracticeId;
use crate::session::{Live, SessionId};

/// The raised hands, in no order.
pub async fn hands(conn: &mut PgConnection, session: SessionId) -> Result<Vec<RaisedHand>, sqlx::Error> {
    sqlx::query_as!(
        RaisedHand,
        r#"select id, membership_id as whose, kind, raised_at, raised_by is not null as "on_behalf!" from hand
           where session_id = $1 and lowered_at is null and turn_id is null"#,
        session as SessionId
    )
    .fetch_all(conn)
    .await
}

/// The owner of a hand in a session, raised or lowered.
pub async fn owner_of_hand(conn: &mut PgConnection, session: SessionId, id: HandId) -> Result<Option<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!("select membership_id from hand where id = $1 and session_id = $2", id as HandId, session as SessionId)
        .fetch_optional(conn)
        .await
}

/// Raises a hand. A hand that the member has raised already is replaced and keeps its place in line; both ids stay known.
///
/// # Errors
/// The constraint `hand_pkey` fails when another hand has this id.
pub async fn raise_hand(
    conn: &mut PgConnection,
    _: Live,
    practice: PracticeId,
    session: SessionId,
    hand: &RaisedHand,
    raised_by: Option<MembershipId>,
) -> Result<(), sqlx::Error> {
    let before = sqlx::query!(
        r#"update hand set lowered_at = greatest(raised_at, $3)
           where session_id = $1 and membership_id = $2 and lowered_at is null and turn_id is null
           returning raised_at, raised_by as "raised_by: MembershipId""#,
        session as SessionId,
        hand.whose as MembershipId,
        hand.raised_at
    )
    .fetch_optional(&mut *conn)
    .await?;
    let (raised_at, raised_by) = before.map_or((hand.raised_at, raised_by), |before| (before.raised_at, before.raised_by));
    sqlx::query!(
        "insert into hand (id, practice_id, session_id, membership_id, kind, raised_at, raised_by) values ($1, $2, $3, $4, $5, $6, $7)",
        hand.id as HandId,
        practice as PracticeId,
        session as SessionId,
        hand.whose as MembershipId,
        hand.kind as HandKind,
        raised_at,
        raised_by as Option<MembershipId>
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lowers the hands of these people, or all of them when the session ends. Returns whether one was raised.
pub async fn lower_hands(
    conn: &mut PgConnection,
    session: SessionId,
    who: Option<&[MembershipId]>,
    at: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let who: Option<Vec<Uuid>> = who.map(|who| who.iter().map(|one| one.0).collect());
    let done = sqlx::query!(
        "update hand set lowered_at = greatest(raised_at, $3)
         where session_id = $1 and ($2::uuid[] is null or membership_id = any($2)) and lowered_at is null and turn_id is null",
        session as SessionId,
        who.as_deref(),
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Lowers a hand by giving it its turn.
pub async fn call_hand(conn: &mut PgConnection, session: SessionId, whose: MembershipId, turn: TurnId) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update hand set turn_id = $3 where session_id = $1 and membership_id = $2 and lowered_at is null and turn_id is null",
        session as SessionId,
        whose as MembershipId,
        turn as TurnId
    )
    .execute(conn)
    .await?;
    Ok(())
}
