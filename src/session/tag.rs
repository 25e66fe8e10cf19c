//! The keyed hash by which somebody can take back what they gave without a name. It needs the session's anonymity key: once that is
//! destroyed, nobody can tell whose anything was.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{SessionId, store};
use crate::group::MembershipId;
use crate::kit::failure::Failure;
use crate::kit::vault::Vault;

/// A keyed hash of the session's own key and the seat.
pub type Tag = Vec<u8>;

/// The tag of a seat in a session; none once its figures are frozen.
///
/// # Errors
/// When the database or the vault fails.
pub async fn of_seat(conn: &mut PgConnection, vault: &Vault, session: SessionId, seat: MembershipId) -> Result<Option<Tag>, Failure> {
    keyed(conn, vault, session, &[seat.0]).await
}

/// The tag of a seat for one thing alone: two things that somebody answered cannot be put together by it.
///
/// # Errors
/// When the database or the vault fails.
pub async fn of_seat_for(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    seat: MembershipId,
    thing: Uuid,
) -> Result<Option<Tag>, Failure> {
    keyed(conn, vault, session, &[seat.0, thing]).await
}

async fn keyed(conn: &mut PgConnection, vault: &Vault, session: SessionId, ids: &[Uuid]) -> Result<Option<Tag>, Failure> {
    let Some(key) = store::anonymity_key(conn, vault, session).await? else { return Ok(None) };
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("any length is a key");
    for id in ids {
        mac.update(id.as_bytes());
    }
    Ok(Some(mac.finalize().into_bytes().to_vec()))
}
