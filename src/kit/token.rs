//! Links that carry a secret: what each is for is part of what is looked up, so one kind never opens another's door.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::secret::Secret;

/// What a valid token stands for.
#[derive(Clone, Copy, Debug)]
pub struct TokenClaims {
    /// The practice it belongs to, if any.
    pub practice: Option<Uuid>,
    /// What it is about: the purpose says what kind of thing.
    pub subject: Uuid,
}

/// Keeps the hash of a secret for a purpose.
pub async fn keep(
    conn: &mut PgConnection,
    secret: &Secret,
    purpose: &'static str,
    stands: TokenClaims,
    expires_at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into token (hash, purpose, practice_id, subject, expires_at) values ($1, $2, $3, $4, $5)",
        secret.hash(),
        purpose,
        stands.practice,
        stands.subject,
        expires_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What the secret stands for, while it is valid. Looking changes nothing.
pub async fn look(
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

/// Whether a token for a purpose and subject is out and valid.
pub async fn is_out(conn: &mut PgConnection, purpose: &'static str, subject: Uuid, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select exists (select from token where purpose = $1 and subject = $2 and expires_at > $3) as "out!""#,
        purpose,
        subject,
        now
    )
    .fetch_one(conn)
    .await
}

/// Uses a token up: of two who try, one gets it.
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

/// Makes every token for a purpose and subject worthless.
pub async fn void(conn: &mut PgConnection, purpose: &'static str, subject: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from token where purpose = $1 and subject = $2", purpose, subject).execute(conn).await?;
    Ok(())
}
