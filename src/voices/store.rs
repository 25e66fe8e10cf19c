//! Stores turns and taps. Every writer locks the session's row first.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{HandId, TapId, TapState, Turn, TurnId, floor};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;
use crate::session::{Live, Session, SessionId, SessionState};

pub use super::hand_store::*;
pub use super::nudge_store::*;
pub use super::round_store::*;

/// When a session began and ended, so far.
#[derive(Clone, Copy, Debug)]
pub struct SessionSpan {
    pub state: SessionState,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

pub async fn frame(conn: &mut PgConnection, session: SessionId) -> Result<Option<SessionSpan>, sqlx::Error> {
    sqlx::query_as!(SessionSpan, "select state, started_at, ended_at from session where id = $1", session as SessionId)
        .fetch_optional(conn)
        .await
}

/// The session that the group held before this one.
pub async fn session_before(conn: &mut PgConnection, session: SessionId) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!(
        "select b.id from session s join session b on b.group_id = s.group_id and b.state = 'ended' and b.started_at < s.started_at
         where s.id = $1 order by b.started_at desc limit 1",
        session as SessionId
    )
    .fetch_optional(conn)
    .await
}

/// A session's turns, in order of start.
pub async fn turns(conn: &mut PgConnection, session: SessionId) -> Result<Vec<Turn>, sqlx::Error> {
    sqlx::query_as!(
        Turn,
        "select id, membership_id as whose, started_at, ended_at, version from turn where session_id = $1 order by started_at, ended_at nulls last",
        session as SessionId
    )
    .fetch_all(conn)
    .await
}

pub async fn session_of_turn(conn: &mut PgConnection, id: TurnId) -> Result<Option<SessionId>, sqlx::Error> {
    sqlx::query_scalar!("select session_id from turn where id = $1", id as TurnId).fetch_optional(conn).await
}

/// Begins a turn.
///
/// # Errors
/// The constraint `one_open_turn_per_session` fails when another turn is open.
pub async fn open_turn(
    conn: &mut PgConnection,
    practice: PracticeId,
    session: SessionId,
    id: TurnId,
    whose: MembershipId,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into turn (id, practice_id, session_id, membership_id, started_at) values ($1, $2, $3, $4, $5)",
        id as TurnId,
        practice as PracticeId,
        session as SessionId,
        whose as MembershipId,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends a turn, or reopens it with `None`.
pub async fn end_turn(conn: &mut PgConnection, id: TurnId, at: Option<DateTime<Utc>>) -> Result<(), sqlx::Error> {
    sqlx::query!("update turn set ended_at = $2 where id = $1", id as TurnId, at).execute(conn).await?;
    Ok(())
}

pub async fn correct_turn(conn: &mut PgConnection, turn: &Turn) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update turn set membership_id = $2, started_at = $3, ended_at = $4, version = version + 1 where id = $1",
        turn.id as TurnId,
        turn.whose as MembershipId,
        turn.started_at,
        turn.ended_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes a turn. While the session is live, the hand that got it is raised again, unless its owner has raised another since or is not
/// present.
pub async fn remove_turn(conn: &mut PgConnection, id: TurnId) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update hand h set turn_id = null from session s
         where h.turn_id = $1 and s.id = h.session_id and s.state = 'live' and not exists
         (select from hand o where o.session_id = h.session_id and o.membership_id = h.membership_id and o.lowered_at is null and o.turn_id is null)
         and not exists (select from attendance a where a.session_id = s.id and a.membership_id = h.membership_id and a.left_at is not null)
         and not exists (select from absence b where b.session_id = s.id and b.membership_id = h.membership_id)",
        id as TurnId
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("delete from turn where id = $1", id as TurnId).execute(conn).await?;
    Ok(())
}

crate::fingerprints!(TapId: "tap", HandId: "hand");

#[derive(Clone, Copy, Debug)]
pub struct StoredTap {
    pub id: TapId,
    pub by: MembershipId,
    /// The turn that it opened, or found open.
    pub opened: Option<TurnId>,
    pub closed: Option<TurnId>,
    pub state: TapState,
}

pub async fn tap(conn: &mut PgConnection, session: SessionId, id: TapId) -> Result<Option<StoredTap>, sqlx::Error> {
    sqlx::query_as!(
        StoredTap,
        "select id, by_membership as by, opened, closed, state from tap where id = $1 and session_id = $2",
        id as TapId,
        session as SessionId
    )
    .fetch_optional(conn)
    .await
}

/// The last tap that moved the floor and was not undone; `None` once a turn was corrected after it.
pub async fn last_tap(conn: &mut PgConnection, session: SessionId) -> Result<Option<StoredTap>, sqlx::Error> {
    sqlx::query_as!(
        StoredTap,
        "select id, by_membership as by, opened, closed, state from tap
         where session_id = $1 and state in ('moved', 'settled') order by number desc limit 1",
        session as SessionId
    )
    .fetch_optional(conn)
    .await
    .map(|found| found.filter(|tap| tap.state == TapState::Moved))
}

/// The person who changed the floor last, by a tap or by undoing one.
pub async fn last_actor_on_floor(conn: &mut PgConnection, session: SessionId) -> Result<Option<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!(
        "select by_membership from tap where session_id = $1 and state <> 'idle' order by number desc limit 1",
        session as SessionId
    )
    .fetch_optional(conn)
    .await
}

/// Stores a tap.
///
/// # Errors
/// The constraint `tap_pkey` fails when another tap has this id.
pub async fn insert_tap(
    conn: &mut PgConnection,
    _: Live,
    practice: PracticeId,
    session: SessionId,
    tap: &StoredTap,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into tap (id, practice_id, session_id, number, by_membership, at, opened, closed, state)
         values ($1, $2, $3, (select coalesce(max(number), 0) + 1 from tap where session_id = $3), $4, $5, $6, $7, $8)",
        tap.id as TapId,
        practice as PracticeId,
        session as SessionId,
        tap.by as MembershipId,
        at,
        tap.opened as Option<TurnId>,
        tap.closed as Option<TurnId>,
        tap.state as TapState
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Marks a tap as undone.
pub async fn undo_tap(conn: &mut PgConnection, _: Live, id: TapId) -> Result<(), sqlx::Error> {
    sqlx::query!("update tap set state = 'undone' where id = $1", id as TapId).execute(conn).await?;
    Ok(())
}

/// Settles all earlier taps after a correction: undoing one would undo the correction.
pub async fn settle_taps(conn: &mut PgConnection, session: SessionId) -> Result<(), sqlx::Error> {
    sqlx::query!("update tap set state = 'settled' where session_id = $1 and state = 'moved'", session as SessionId).execute(conn).await?;
    Ok(())
}

/// Cuts the open turn at this moment, lowers the hands and ends the round. Returns whether there was anything.
pub async fn cut_open(conn: &mut PgConnection, session: SessionId, at: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let turns = turns(conn, session).await?;
    let open = floor::open(&turns);
    if let Some(turn) = open {
        end_turn(conn, turn.id, Some(floor::cut(turn, at))).await?;
    }
    let lowered = lower_hands(conn, session, None, at).await?;
    Ok(end_round(conn, session, at).await? || lowered || open.is_some())
}

/// This module's part of ending a session: the open turn and the round end with it.
pub fn on_end<'a>(conn: &'a mut PgConnection, _: &'a Vault, session: &'a Session, at: DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(async move { Ok(cut_open(conn, session.id, at).await.map(|_| ())?) })
}

/// The memberships among `of` that asked to see their own share while the session is live.
pub async fn wants_own_share(conn: &mut PgConnection, of: &[Uuid]) -> Result<Vec<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!("select membership_id from own_share where membership_id = any($1)", of).fetch_all(conn).await
}

/// Stores whether a member sees their own share live.
pub async fn set_own_share(conn: &mut PgConnection, practice: PracticeId, who: MembershipId, live: bool) -> Result<(), sqlx::Error> {
    if live {
        sqlx::query!(
            "insert into own_share (membership_id, practice_id) values ($1, $2) on conflict do nothing",
            who as MembershipId,
            practice as PracticeId
        )
        .execute(conn)
        .await?;
    } else {
        sqlx::query!("delete from own_share where membership_id = $1", who as MembershipId).execute(conn).await?;
    }
    Ok(())
}

/// When a turn, tap, hand, round or kind word was last recorded in a session.
pub fn last_act(conn: &mut PgConnection, session: SessionId) -> BoxFuture<'_, Result<Option<DateTime<Utc>>, sqlx::Error>> {
    Box::pin(async move {
        sqlx::query_scalar!(
            "select greatest(
                (select max(greatest(started_at, ended_at)) from turn where session_id = $1),
                (select max(at) from tap where session_id = $1),
                (select max(greatest(raised_at, lowered_at)) from hand where session_id = $1),
                (select max(greatest(started_at, ended_at)) from round where session_id = $1),
                (select max(p.at) from round_pass p join round r on r.id = p.round_id where r.session_id = $1),
                (select max(greatest(sent_at, answered_at)) from nudge where session_id = $1))",
            session as SessionId
        )
        .fetch_one(conn)
        .await
    })
}
