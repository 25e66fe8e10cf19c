//! Published versions: who may read them, and what the home pages query.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::store::content;
use super::{Content, VersionId, version_context};
use crate::group::actor::Actor;
use crate::group::{self, MembershipId, life_store};
use crate::kit::error::Error;
use crate::kit::vault::{Unsealed, Vault};
use crate::practice::PracticeId;
use crate::session::{Session, SessionId, attendance, readers};

/// A version, unsealed.
#[derive(Clone, Debug)]
pub struct Version {
    pub id: VersionId,
    pub session: SessionId,
    /// From 1.
    pub number: i32,
    /// None when the group's key was destroyed.
    pub content: Option<Content>,
    pub published_at: DateTime<Utc>,
}

/// The versions of these sessions, newest first within each session.
pub async fn versions(conn: &mut PgConnection, vault: &Vault, sessions: &[Uuid]) -> Result<Vec<Version>, Error> {
    let rows = sqlx::query!(
        r#"select id, practice_id as "practice: PracticeId", session_id, number, summary, points, published_at
           from closing_version where session_id = any($1) order by session_id, number desc"#,
        sessions
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.summary.as_slice())).await?;
    rows.into_iter()
        .map(|row| {
            let summary = ring.open(version_context("summary", row.practice, row.id), &row.summary).map(Unsealed::text)?;
            let points = ring.open(version_context("points", row.practice, row.id), &row.points).map(Unsealed::text)?;
            Ok(Version {
                content: summary.zip(points).map(|(summary, points)| content(summary, &points)),
                id: row.id,
                session: row.session_id,
                number: row.number,
                published_at: row.published_at,
            })
        })
        .collect()
}

/// Publishes a version, which never changes afterwards. Constraint `one_closing_per_number` enforces its number.
#[expect(clippy::too_many_arguments, reason = "one for each column of the row")]
pub async fn publish(
    conn: &mut PgConnection,
    vault: &Vault,
    by: Actor,
    session: SessionId,
    id: VersionId,
    number: i32,
    content: &Content,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let key = vault.key(conn, group::owner(by.practice(), by.group())).await?;
    sqlx::query!(
        "insert into closing_version (id, practice_id, session_id, number, summary, points, published_by, published_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id as VersionId,
        by.practice() as PracticeId,
        session as SessionId,
        number,
        key.seal(version_context("summary", by.practice(), id), &content.summary),
        key.seal(version_context("points", by.practice(), id), &content.lines()),
        by.membership() as MembershipId,
        now
    )
    .execute(&mut *conn)
    .await?;
    Ok(crate::session::store::record_closing(conn, session, now).await?)
}

/// Which of these sessions of one group have a published closing that the member may read.
pub async fn readable(conn: &mut PgConnection, sessions: &[Session], member: MembershipId) -> Result<Vec<SessionId>, sqlx::Error> {
    let Some(group) = sessions.first().map(|session| session.group) else { return Ok(Vec::new()) };
    let sent = sent(conn, sessions).await?;
    let changes = life_store::changes(conn, group).await?;
    let attended = attendance::store::came_to(conn, member).await?;
    let may = |session: &Session| readers::was_active(&changes, member, readers::day_of(session)) || attended.contains(&session.id);
    Ok(sessions.iter().filter(|session| sent.contains(&session.id) && may(session)).map(|session| session.id).collect())
}

/// Which of these sessions have a published closing.
pub async fn sent(conn: &mut PgConnection, sessions: &[Session]) -> Result<Vec<SessionId>, sqlx::Error> {
    let ids: Vec<Uuid> = sessions.iter().map(|session| session.id.0).collect();
    sqlx::query_scalar!("select session_id from closing_version where number = 1 and session_id = any($1)", &ids).fetch_all(conn).await
}

/// Which of these sessions have a draft.
pub async fn begun(conn: &mut PgConnection, sessions: &[Session]) -> Result<Vec<SessionId>, sqlx::Error> {
    let ids: Vec<Uuid> = sessions.iter().map(|session| session.id.0).collect();
    sqlx::query_scalar!("select distinct session_id from closing_draft where session_id = any($1)", &ids).fetch_all(conn).await
}

/// The newest closing of one group that the member may read, in its last version.
pub async fn last_for(
    conn: &mut PgConnection,
    vault: &Vault,
    sessions: &[Session],
    member: MembershipId,
) -> Result<Option<(Session, Content)>, Error> {
    let readable = readable(conn, sessions, member).await?;
    let newest = sessions.iter().filter(|session| readable.contains(&session.id)).max_by_key(|session| session.starts_at);
    let Some(session) = newest else { return Ok(None) };
    let version = versions(conn, vault, &[session.id.0]).await?.into_iter().next();
    Ok(version.and_then(|version| version.content).map(|content| (session.clone(), content)))
}
