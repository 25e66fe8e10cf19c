//! One-time sign-in links: opening one changes nothing, only the person's own press does.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::kit::secret::Secret;
use crate::kit::token::{self, TokenClaims};
use crate::person::PersonId;

pub(super) const PURPOSE: &str = "sign-in";
/// How long a link made by staff is good for.
pub const LASTS: TimeDelta = TimeDelta::hours(24);

/// Makes a link's path for somebody who lost the way in; an earlier one is worth nothing any more. It is the installation's own: nothing
/// is closed to it.
pub async fn make(conn: &mut PgConnection, person: PersonId, lasts: TimeDelta, now: DateTime<Utc>) -> Result<String, sqlx::Error> {
    keep(conn, None, person, now + lasts).await
}

/// The same, made by staff of a practice: without the recovery word it opens that practice alone, and nothing that was written without
/// a name before.
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
    token::void(conn, PURPOSE, person.0).await?;
    token::keep(conn, &secret, PURPOSE, TokenClaims { practice, subject: person.0 }, until).await?;
    Ok(format!("/sign-in/{}", secret.reveal()))
}

/// Makes somebody's links worthless: their passphrase changed, or what the links would open did.
pub async fn void(conn: &mut PgConnection, person: PersonId) -> Result<(), sqlx::Error> {
    token::void(conn, PURPOSE, person.0).await
}
