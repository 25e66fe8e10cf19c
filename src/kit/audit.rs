//! Who did what, written in the act's own transaction: ids and words from a short list, never content.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

/// One act.
#[derive(Clone, Copy, Debug)]
pub struct AuditEntry {
    pub practice: Uuid,
    /// Who; nobody for what the house does by itself, and for whatever bears no name.
    pub actor: Option<Uuid>,
    /// What, in a word: "admitted", "read".
    pub act: &'static str,
    /// The kind of thing: "membership".
    pub kind: &'static str,
    pub subject: Uuid,
}

/// Writes an act down.
pub async fn record(conn: &mut PgConnection, act: AuditEntry, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into audit_entry (practice_id, at, actor, act, subject_kind, subject_id) values ($1, $2, $3, $4, $5, $6)",
        act.practice,
        now,
        act.actor,
        act.act,
        act.kind,
        act.subject
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes down, once for its subject, that something without a name happened: with no actor, and no time finer than the day.
pub async fn record_once(conn: &mut PgConnection, act: AuditEntry, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into audit_entry (practice_id, at, actor, act, subject_kind, subject_id)
         select $1, date_trunc('day', $2::timestamptz), null, $3, $4, $5
         where not exists (select from audit_entry where practice_id = $1 and act = $3 and subject_kind = $4 and subject_id = $5)",
        act.practice,
        now,
        act.act,
        act.kind,
        act.subject
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes down that something was read: once for each person, subject and hour. Whether there was anything to write, and so to commit.
pub async fn record_read(conn: &mut PgConnection, act: AuditEntry, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "insert into audit_entry (practice_id, at, actor, act, subject_kind, subject_id)
         select $1, $2, $3, $4, $5, $6
         where not exists (select from audit_entry where practice_id = $1 and at >= date_trunc('hour', $2::timestamptz)
                           and actor = $3 and act = $4 and subject_kind = $5 and subject_id = $6)",
        act.practice,
        now,
        act.actor,
        act.act,
        act.kind,
        act.subject
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
