//! Stores rounds and passes.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::round::SpeakingRound;
use super::{RoundId, VOICES};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::practice::PracticeId;
use crate::session::arc::{Stage, StageChange};
use crate::session::{Live, Session, SessionId};

/// The present round.
pub async fn round(conn: &mut PgConnection, session: SessionId) -> Result<Option<SpeakingRound>, sqlx::Error> {
    let found = sqlx::query!("select id, number, started_at from round where session_id = $1 and ended_at is null", session as SessionId)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let passed = sqlx::query_scalar!("select membership_id from round_pass where round_id = $1", row.id as RoundId).fetch_all(conn).await?;
    Ok(Some(SpeakingRound { id: row.id, number: row.number, started_at: row.started_at, passed }))
}

/// Begins a round. Returns false when one with this id exists already.
///
/// # Errors
/// The constraint `one_open_round_per_session` enforces the rule.
pub async fn begin_round(
    conn: &mut PgConnection,
    _: Live,
    practice: PracticeId,
    session: SessionId,
    id: RoundId,
    at: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    if sqlx::query_scalar!(r#"select 1 as "one!" from round where id = $1"#, id as RoundId).fetch_optional(&mut *conn).await?.is_some() {
        return Ok(false);
    }
    end_round(conn, session, at).await?;
    sqlx::query!(
        "insert into round (id, practice_id, session_id, number, started_at)
         values ($1, $2, $3, (select coalesce(max(number), 0) + 1 from round where session_id = $3), $4)",
        id as RoundId,
        practice as PracticeId,
        session as SessionId,
        at
    )
    .execute(conn)
    .await?;
    Ok(true)
}

/// Ends the present round. Returns whether there was one.
pub async fn end_round(conn: &mut PgConnection, session: SessionId, at: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update round set ended_at = greatest(started_at, $2) where session_id = $1 and ended_at is null",
        session as SessionId,
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Reopens the round that ended at this time. Returns whether there was one.
async fn reopen_round(conn: &mut PgConnection, session: SessionId, ended_at: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("update round set ended_at = null where session_id = $1 and ended_at = $2", session as SessionId, ended_at)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Passes in a round. `by` is the staff member who enters it for another. Returns whether the pass is new.
pub async fn pass(
    conn: &mut PgConnection,
    _: Live,
    practice: PracticeId,
    round: RoundId,
    whose: MembershipId,
    by: Option<MembershipId>,
    at: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into round_pass (practice_id, round_id, membership_id, at, by_membership) values ($1, $2, $3, $4, $5) on conflict do nothing",
        practice as PracticeId,
        round as RoundId,
        whose as MembershipId,
        at,
        by as Option<MembershipId>
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Withdraws a pass: the member would like a turn after all.
pub async fn unpass(conn: &mut PgConnection, _: Live, round: RoundId, whose: MembershipId) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("delete from round_pass where round_id = $1 and membership_id = $2", round as RoundId, whose as MembershipId)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// This module's part of a stage change: entering *round* begins a round, leaving it ends the round.
pub fn on_stage<'a>(conn: &'a mut PgConnection, session: &'a Session, change: StageChange) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(async move {
        let changed = if change.to == Stage::Round {
            let reopened = match change.undoes {
                Some(ended_at) => reopen_round(conn, session.id, ended_at).await?,
                None => false,
            };
            reopened || begin_round(conn, change.live, session.practice, session.id, RoundId::random(), change.at).await?
        } else {
            change.from == Some(Stage::Round) && end_round(conn, session.id, change.at).await?
        };
        if changed {
            let change = EventChange { kind: VOICES, subject: session.id.0, to: Recipients::Everyone };
            events::record(conn, session.practice.0, session.id.0, change).await?;
        }
        Ok(())
    })
}
