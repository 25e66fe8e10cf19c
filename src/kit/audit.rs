//! The audit log: who did what, written in the transaction of the act. It holds ids and words from a short list, never content.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

#[derive(Clone, Copy, Debug)]
pub struct AuditEntry {
    pub practice: Uuid,
    /// `None` for what the installation does by itself, and for what is recorded without a name.
    pub actor: Option<Uuid>,
    /// A word from the short list: "admitted", "read".
    pub act: &'static str,
    /// The kind of `subject`: "membership".
    pub kind: &'static str,
    pub subject: Uuid,
}

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

/// Records an act without a name, once per subject: with no actor, and no time finer than the day.
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

/// Records a read, once per person, subject and hour. Returns whether it wrote a row, and so whether there is anything to commit.
pub async fn record_read(conn: &mut PgConnection, act: AuditEntry, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query!(
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
    Ok(inserted.rows_affected() == 1)
}
