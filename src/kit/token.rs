//! Links that carry a secret. Every lookup includes the purpose, so a link never works for another purpose.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::secret::Secret;

#[derive(Clone, Copy, Debug)]
pub struct TokenClaims {
    /// The practice it belongs to, if any.
    pub practice: Option<Uuid>,
    /// The id of a row; the purpose determines its kind.
    pub subject: Uuid,
}

/// Stores the hash of the secret, never the secret.
pub async fn store(
    conn: &mut PgConnection,
    secret: &Secret,
    purpose: &'static str,
    claims: TokenClaims,
    expires_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into token (hash, purpose, practice_id, subject, expires_at) values ($1, $2, $3, $4, $5)",
        secret.hash(),
        purpose,
        claims.practice,
        claims.subject,
        expires_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The claims of a secret while it is valid. This changes nothing.
pub async fn find(
    conn: &mut PgConnection,
    secret: &Secret,
    purpose: &'static str,
    now: DateTime<Utc>,
) -> Result<Option<TokenClaims>, sqlx::Error> {
    sqlx::query_as!(
        TokenClaims,
        "select practice_id as practice, subject from token where hash = $1 and purpose = $2 and expires_at > $3",
        secret.hash(),
        purpose,
        now
    )
    .fetch_optional(conn)
    .await
}

/// When the newest valid token for this purpose and subject expires; none when there is none.
pub async fn expiry(
    conn: &mut PgConnection,
    purpose: &'static str,
    subject: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar!("select max(expires_at) from token where purpose = $1 and subject = $2 and expires_at > $3", purpose, subject, now)
        .fetch_one(conn)
        .await
}

/// Gives the valid token that expires at `seen` another purpose, and a later end. Returns whether there was one.
pub async fn turn_into(
    conn: &mut PgConnection,
    (from, to): (&'static str, &'static str),
    subject: Uuid,
    seen: DateTime<Utc>,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "update token set purpose = $2, expires_at = $5 where purpose = $1 and subject = $3 and expires_at = $4 and expires_at > $6",
        from,
        to,
        subject,
        seen,
        until,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Uses a token up: of two concurrent requests, one gets it.
pub async fn consume(
    conn: &mut PgConnection,
    secret: &Secret,
    purpose: &'static str,
    now: DateTime<Utc>,
) -> Result<Option<TokenClaims>, sqlx::Error> {
    sqlx::query_as!(
        TokenClaims,
        "delete from token where hash = $1 and purpose = $2 and expires_at > $3 returning practice_id as practice, subject",
        secret.hash(),
        purpose,
        now
    )
    .fetch_optional(conn)
    .await
}

/// Deletes every token for this purpose and subject.
pub async fn revoke_all(conn: &mut PgConnection, purpose: &'static str, subject: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from token where purpose = $1 and subject = $2", purpose, subject).execute(conn).await?;
    Ok(())
}
