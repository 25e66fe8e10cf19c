//! One-time sign-in links: opening one changes nothing, only the person's own press does.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use crate::kit::secret::Secret;
use crate::kit::token::{self, Stands};
use crate::person::PersonId;

pub(super) const PURPOSE: &str = "sign-in";

/// Makes a link's path for somebody who lost the way in; an earlier one is worth nothing any more.
///
/// # Errors
/// When the database refuses.
pub async fn make(conn: &mut PgConnection, person: PersonId, lasts: TimeDelta, now: DateTime<Utc>) -> Result<String, sqlx::Error> {
    let secret = Secret::random();
    token::void(conn, PURPOSE, person.0).await?;
    token::keep(conn, &secret, PURPOSE, Stands { practice: None, subject: person.0 }, now + lasts).await?;
    Ok(format!("/sign-in/{}", secret.reveal()))
}

/// Makes somebody's links worthless: their passphrase changed.
pub(in crate::person) async fn void(conn: &mut PgConnection, person: PersonId) -> Result<(), sqlx::Error> {
    token::void(conn, PURPOSE, person.0).await
}
