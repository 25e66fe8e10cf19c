//! Stores what is in the middle: one concern at a time.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::ConcernId;
use super::pending_store::release;
use super::resonance_store::publish_count;
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::session::{Session, SessionId};

/// Whether a concern of this session is, or was, in the middle and can still be read.
pub async fn was_in_the_middle(conn: &mut PgConnection, session: SessionId, id: ConcernId) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from concern where id = $1 and session_id = $2 and middle_number is not null and text is not null
                          and set_aside_by is null) as "was!""#,
        id as ConcernId,
        session as SessionId
    )
    .fetch_one(conn)
    .await
}

/// Brings a concern to the middle; the one that was there leaves.
pub async fn bring(conn: &mut PgConnection, session: SessionId, id: ConcernId) -> Result<(), sqlx::Error> {
    leave(conn, session).await?;
    sqlx::query!(
        "update concern set in_middle = true, opened = false, shown = true,
            middle_number = coalesce(middle_number, (select coalesce(max(middle_number), 0) + 1 from concern where session_id = $2))
         where id = $1",
        id as ConcernId,
        session as SessionId
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes the concern from the middle and publishes the count of its answers. Returns whether there was one.
pub async fn leave(conn: &mut PgConnection, session: SessionId) -> Result<bool, sqlx::Error> {
    leave_at(conn, session, None).await
}

/// The same by a stage change at `at`, so that it can be taken back.
pub(super) async fn leave_at(conn: &mut PgConnection, session: SessionId, at: Option<DateTime<Utc>>) -> Result<bool, sqlx::Error> {
    let found = sqlx::query_scalar!("select id from concern where session_id = $1 and in_middle", session as SessionId)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(id) = found else { return Ok(false) };
    publish_count(conn, session, id).await?;
    sqlx::query!("update concern set in_middle = false, left_middle_at = $2 where id = $1", id as ConcernId, at).execute(conn).await?;
    Ok(true)
}

/// Brings the concern back that left the middle by a stage change at `at`, unless its author took it back or staff set it aside meanwhile.
pub(super) async fn bring_back(conn: &mut PgConnection, session: SessionId, at: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let found: Option<ConcernId> = sqlx::query_scalar!(
        r#"select id as "id: ConcernId" from concern where session_id = $1 and left_middle_at = $2 and text is not null and set_aside_by is null"#,
        session as SessionId,
        at
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(id) = found else { return Ok(false) };
    bring(conn, session, id).await?;
    Ok(true)
}

/// Adds every waiting concern to the staff's list.
pub(super) async fn show_all(conn: &mut PgConnection, session: SessionId) -> Result<(), sqlx::Error> {
    sqlx::query!("update concern set shown = true where session_id = $1 and not shown", session as SessionId).execute(conn).await?;
    Ok(())
}

/// When a session ends: the concern in the middle leaves, its answers are published, and nothing waits any longer.
pub fn on_end<'a>(conn: &'a mut PgConnection, _: &'a Vault, session: &'a Session, _: DateTime<Utc>) -> BoxFuture<'a, Result<(), Error>> {
    Box::pin(async move {
        leave(conn, session.id).await?;
        show_all(conn, session.id).await?;
        release(conn, session.id).await?;
        Ok(())
    })
}
