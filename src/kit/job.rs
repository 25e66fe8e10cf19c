//! What is due later: a list that survives a restart. Rows name a thing, never say a word.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

/// Something that is due.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// In which practice.
    pub practice: Uuid,
    /// For what.
    pub subject: Uuid,
}

/// Puts something on the list; once for each kind and subject.
///
/// # Errors
/// When the database refuses.
pub async fn plan(conn: &mut PgConnection, kind: &'static str, due: Due, at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into job (practice_id, kind, subject, due_at) values ($1, $2, $3, $4) on conflict (kind, subject) do nothing",
        due.practice,
        kind,
        due.subject,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What of a kind is due.
///
/// # Errors
/// When the database does not answer.
pub async fn due(conn: &mut PgConnection, kind: &'static str, now: DateTime<Utc>) -> Result<Vec<Due>, sqlx::Error> {
    sqlx::query_as!(Due, "select practice_id as practice, subject from job where kind = $1 and due_at <= $2 order by due_at", kind, now)
        .fetch_all(conn)
        .await
}

/// Takes something off the list, in the transaction that did it.
///
/// # Errors
/// When the database refuses.
pub async fn done(conn: &mut PgConnection, kind: &'static str, subject: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from job where kind = $1 and subject = $2", kind, subject).execute(conn).await?;
    Ok(())
}
