//! One-time sign-in links: opening one changes nothing, only submitting its form does.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::person::PersonId;

pub(super) const PURPOSE: &str = "sign-in";
/// The lifetime of a link made by staff.
pub const LASTS: TimeDelta = TimeDelta::hours(24);

/// Creates the path of a link for a person who cannot sign in; an earlier link becomes invalid. The link belongs to the installation, so it
/// closes no access.
pub async fn make(conn: &mut PgConnection, person: PersonId, lasts: TimeDelta, now: DateTime<Utc>) -> Result<String, sqlx::Error> {
    keep(conn, None, person, now + lasts).await
}

/// Like [`make`], by staff of a practice: without the recovery word it opens that practice alone, and nothing that was written without a
/// name before.
pub async fn make_by(
    conn: &mut PgConnection,
    practice: Uuid,
    person: PersonId,
    lasts: TimeDelta,
    now: DateTime<Utc>,
) -> Result<String, sqlx::Error> {
    keep(conn, Some(practice), person, now + lasts).await
}

async fn keep(conn: &mut PgConnection, practice: Option<Uuid>, person: PersonId, until: DateTime<Utc>) -> Result<String, sqlx::Error> {
    let secret = Secret::random();
    token::revoke_all(conn, PURPOSE, person.0).await?;
    token::store(conn, &secret, PURPOSE, TokenClaims { practice, subject: person.0 }, until).await?;
    Ok(format!("/sign-in/{}", secret.reveal()))
}

/// Invalidates a person's links, because their passphrase changed, or the access that the links give.
pub async fn void(conn: &mut PgConnection, person: PersonId) -> Result<(), sqlx::Error> {
    token::revoke_all(conn, PURPOSE, person.0).await
}
