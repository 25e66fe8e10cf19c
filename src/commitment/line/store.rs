//! The line in the database: one per membership, sealed under that membership's key.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::line_context;
use crate::group::actor::Actor;
use crate::group::{self, MembershipId};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::PracticeId;

/// A member's own line.
pub async fn own(conn: &mut PgConnection, vault: &Vault, author: MembershipId) -> Result<Option<String>, Error> {
    let row = sqlx::query!(
        r#"select practice_id as "practice: PracticeId", text from line_to_bring where membership_id = $1"#,
        author as MembershipId
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(vault.open(conn, line_context(row.practice, author), &row.text).await?.text())
}

/// Saves a line in place of the one before.
pub async fn set(conn: &mut PgConnection, vault: &Vault, author: Actor, text: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let key = vault.key(conn, group::membership_owner(author.practice(), author.membership())).await?;
    sqlx::query!(
        "insert into line_to_bring (membership_id, practice_id, text, written_at) values ($1, $2, $3, $4)
         on conflict (membership_id) do update set text = excluded.text, written_at = excluded.written_at",
        author.membership() as MembershipId,
        author.practice() as PracticeId,
        key.seal(line_context(author.practice(), author.membership()), text),
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn clear(conn: &mut PgConnection, author: MembershipId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from line_to_bring where membership_id = $1", author as MembershipId).execute(conn).await?;
    Ok(())
}
