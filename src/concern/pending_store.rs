//! Stores what waits for a step before others than the author and the therapist see it, and which therapist sees an author.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::middle_store::{bring_back, leave_at, show_all};
use super::{CONCERN, ConcernId, STEP, SessionPhase};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::session::arc::{Stage, StageChange};
use crate::session::{Session, SessionId};

/// Shows staff what waits, if it is enough for a step: concerns that are not on their list yet, and changes to listed ones. Returns whether
/// it was enough.
pub async fn step(conn: &mut PgConnection, session: SessionId, at: SessionPhase) -> Result<bool, sqlx::Error> {
    let waiting = sqlx::query_scalar!(
        r#"select count(*) as "n!" from concern where session_id = $1 and set_aside_by is null
           and ((not shown and visit = $2 and text is not null) or pending_text is not null or pending_withdrawn or pending_tender is not null)"#,
        session as SessionId,
        at.visit
    )
    .fetch_one(&mut *conn)
    .await?;
    if waiting < STEP as i64 {
        return Ok(false);
    }
    show_all(conn, session).await?;
    release(conn, session).await?;
    Ok(true)
}

/// Shows others the authors' changes; the words of withdrawn concerns are deleted. Returns whether anything waited.
pub async fn release(conn: &mut PgConnection, session: SessionId) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update concern set text = case when pending_withdrawn then null else coalesce(pending_text, text) end,
                            tender_by_author = coalesce(pending_tender, tender_by_author),
                            pending_text = null, pending_withdrawn = false, pending_tender = null
         where session_id = $1 and (pending_text is not null or pending_withdrawn or pending_tender is not null)",
        session as SessionId
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// This module's part of a stage change: waiting changes appear on the staff's list, and leaving *explore* ends the concern in the middle.
pub fn on_stage<'a>(conn: &'a mut PgConnection, session: &'a Session, change: StageChange) -> BoxFuture<'a, Result<(), Error>> {
    async move {
        release(conn, session.id).await?;
        let moved = match change.undoes {
            Some(at) if change.to == Stage::Explore => bring_back(conn, session.id, at).await?,
            _ if change.from == Some(Stage::Explore) && change.to != Stage::Explore => leave_at(conn, session.id, Some(change.at)).await?,
            _ => false,
        };
        if moved {
            let change = EventChange { kind: CONCERN, subject: session.id.0, to: Recipients::Everyone };
            events::record(conn, session.practice.0, session.id.0, change).await?;
        }
        Ok(())
    }
    .boxed()
}

/// The seats whose view `seat` has in a session. They decide who sees what was shown to the therapist.
pub async fn sees_as(conn: &mut PgConnection, session: SessionId, seat: MembershipId) -> Result<Vec<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!(r#"select sees_as($1, $2) as "id!: MembershipId""#, session as SessionId, seat as MembershipId)
        .fetch_all(conn)
        .await
}

pub async fn therapist(conn: &mut PgConnection, session: SessionId) -> Result<Option<MembershipId>, sqlx::Error> {
    sqlx::query_scalar!(r#"select therapist_of($1) as "id: MembershipId""#, session as SessionId).fetch_one(conn).await
}

/// Shows the author to the therapist who leads the group now.
pub async fn show_anew(conn: &mut PgConnection, id: ConcernId) -> Result<(), sqlx::Error> {
    sqlx::query!("update concern set shown_to = therapist_of(session_id) where id = $1", id as ConcernId).execute(conn).await?;
    Ok(())
}
