//! Queries for what links anonymous content to its author: the session's anonymity key, and the cut-off before which such content is closed
//! to an account whose recovery word was not given.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::SessionId;
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::vault::{Vault, VaultError};
use crate::practice::PracticeId;

/// The cut-off before which a member's anonymous content of a session is closed to their account (decision 39); none when it is open.
pub(super) async fn closed_nameless(
    conn: &mut PgConnection,
    session: SessionId,
    seat: MembershipId,
) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    let mark = sqlx::query_scalar!(
        "select greatest(p.nameless_held_before, p.nameless_closed_before) from membership m join person p on p.id = m.person_id
         where m.id = $2 and exists (select from session s where s.id = $1
             and s.started_at <= greatest(p.nameless_held_before, p.nameless_closed_before))",
        session as SessionId,
        seat as MembershipId
    )
    .fetch_optional(conn)
    .await?;
    Ok(mark.flatten())
}

/// Creates the key that lets authors take back anonymous content until the session's figures freeze.
pub async fn make_anonymity_key(conn: &mut PgConnection, vault: &Vault, practice: PracticeId, session: SessionId) -> Result<(), Error> {
    let wrapped = vault.wrap_bytes(session.0, rand::random());
    sqlx::query!(
        "insert into keys.anonymity_key (session_id, practice_id, wrapped) values ($1, $2, $3) on conflict do nothing",
        session as SessionId,
        practice as PracticeId,
        wrapped
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The session's anonymity key; it exists from the start until the figures freeze.
///
/// # Errors
/// [`VaultError::Lost`] when it is missing in between.
pub(super) async fn anonymity_key(conn: &mut PgConnection, vault: &Vault, session: SessionId) -> Result<Option<[u8; 32]>, Error> {
    let found = sqlx::query!(
        r#"select k.wrapped as "wrapped?", s.state in ('live', 'ended') and s.frozen_at is null as "has_one!"
           from session s left join keys.anonymity_key k on k.session_id = s.id where s.id = $1"#,
        session as SessionId
    )
    .fetch_optional(conn)
    .await?;
    match found {
        Some(row) => match row.wrapped {
            Some(wrapped) => Ok(Some(vault.unwrap_bytes(session.0, &wrapped)?)),
            None if row.has_one => Err(VaultError::Lost("session").into()),
            None => Ok(None),
        },
        None => Ok(None),
    }
}

/// The number of sessions that have started, are not frozen, and yet have no anonymity key.
pub async fn missing_keys(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from session s where s.state in ('live', 'ended') and s.frozen_at is null
           and not exists (select from keys.anonymity_key k where k.session_id = s.id)"#
    )
    .fetch_one(conn)
    .await
}

/// Destroys the session's anonymity key: from now on, no one can link its anonymous content to an author.
pub(super) async fn destroy_anonymity_key(conn: &mut PgConnection, session: SessionId) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from keys.anonymity_key where session_id = $1", session as SessionId).execute(conn).await?;
    Ok(())
}
