//! Closings that go out soon. They are sealed as the versions that they become.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::store::content;
use super::{Content, VersionId, version_context};
use crate::group::actor::Actor;
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::person::PersonId;
use crate::practice::PracticeId;
use crate::session::SessionId;

/// A closing that goes out at `due_at`.
#[derive(Clone, Debug)]
pub struct HeldClosing {
    pub id: VersionId,
    /// None when the group's key was destroyed.
    pub content: Option<Content>,
    pub due_at: DateTime<Utc>,
}

pub async fn held(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Option<HeldClosing>, Error> {
    let Some(row) = sqlx::query!(
        r#"select id as "id: VersionId", practice_id as "practice: PracticeId", summary, points, due_at from closing_held where session_id = $1"#,
        session as SessionId
    )
    .fetch_optional(&mut *conn)
    .await?
    else {
        return Ok(None);
    };
    let ring = vault.keyring(conn, [row.summary.as_slice()]).await?;
    let summary = ring.open(version_context("summary", row.practice, row.id), &row.summary).map(Unsealed::text)?;
    let points = ring.open(version_context("points", row.practice, row.id), &row.points).map(Unsealed::text)?;
    Ok(Some(HeldClosing {
        id: row.id,
        content: summary.zip(points).map(|(summary, points)| content(summary, &points)),
        due_at: row.due_at,
    }))
}

/// When the held closing of a session goes out.
pub async fn due(conn: &mut PgConnection, session: SessionId) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!("select due_at from closing_held where session_id = $1", session as SessionId).fetch_optional(conn).await
}

/// Holds a closing in place of one that is held already.
pub async fn hold(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    session: SessionId,
    id: VersionId,
    content: &Content,
    due_at: DateTime<Utc>,
) -> Result<(), Error> {
    let key = vault.key(conn, group::owner(by.practice(), by.group())).await?;
    sqlx::query!(
        "insert into closing_held (session_id, id, practice_id, summary, points, held_by, due_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (session_id) do update set id = $2, summary = $4, points = $5, held_by = $6, due_at = $7",
        session as SessionId,
        id as VersionId,
        by.practice() as PracticeId,
        key.seal(version_context("summary", by.practice(), id), &content.summary),
        key.seal(version_context("points", by.practice(), id), &content.lines()),
        by.membership() as MembershipId,
        due_at
    )
    .execute(&mut *conn)
    .await?;
    Ok(crate::session::store::record_closing_due(conn, session, Some(due_at)).await?)
}

/// Drops the held closing; its words stay as the draft. Returns whether there was one.
pub async fn take_back(conn: &mut PgConnection, session: SessionId) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!("delete from closing_held where session_id = $1", session as SessionId).execute(&mut *conn).await?;
    crate::session::store::record_closing_due(conn, session, None).await?;
    Ok(done.rows_affected() == 1)
}

/// Makes the held closing the next version. Returns who published it.
pub async fn send(conn: &mut PgConnection, session: SessionId, now: DateTime<Utc>) -> Result<Option<PersonId>, sqlx::Error> {
    let by = sqlx::query_scalar!(
        r#"select m.person_id as "person!: PersonId" from closing_held h join membership m on m.id = h.held_by
           where h.session_id = $1 and m.person_id is not null"#,
        session as SessionId
    )
    .fetch_optional(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into closing_version (id, practice_id, session_id, number, summary, points, published_by, published_at)
         select h.id, h.practice_id, h.session_id, (select coalesce(max(number), 0) + 1 from closing_version where session_id = $1),
                h.summary, h.points, h.held_by, $2
         from closing_held h where h.session_id = $1",
        session as SessionId,
        now
    )
    .execute(&mut *conn)
    .await?;
    take_back(conn, session).await?;
    crate::session::store::record_closing(conn, session, now).await?;
    Ok(by)
}
