//! The audit log: who did what, written in the transaction of the act. It holds ids and words from a short list, never content.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
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
    let (day, once) = (now.duration_trunc(TimeDelta::days(1)).unwrap_or(now), format!("{} {} {}", act.act, act.kind, act.subject));
    insert_once(conn, AuditEntry { actor: None, ..act }, day, once).await?;
    Ok(())
}

/// Records a read, once per person, subject and hour. Returns whether it wrote a row, and so whether there is anything to commit.
pub async fn record_read(conn: &mut PgConnection, act: AuditEntry, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let (actor, hour) = (act.actor.unwrap_or_default(), now.format("%Y-%m-%dT%H"));
    let once = format!("{} {} {} {actor} {hour}", act.act, act.kind, act.subject);
    insert_once(conn, act, now, once).await
}

async fn insert_once(conn: &mut PgConnection, act: AuditEntry, at: DateTime<Utc>, once: String) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query!(
        "insert into audit_entry (practice_id, at, actor, act, subject_kind, subject_id, once) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (practice_id, once) do nothing",
        act.practice,
        at,
        act.actor,
        act.act,
        act.kind,
        act.subject,
        once
    )
    .execute(conn)
    .await?;
    Ok(inserted.rows_affected() == 1)
}
