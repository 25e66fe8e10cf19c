//! The keyed hash by which somebody can take back what they gave without a name. It needs the session's anonymity key: once that is
//! destroyed, nobody can tell whose anything was.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sqlx::PgConnection;

use super::{SessionId, nameless_store};
use crate::group::MembershipId;
use crate::kit::failure::Error;
use crate::kit::fingerprint::{Fingerprint, FormContent};
use crate::kit::vault::Vault;

/// A keyed hash of the session's own key and the seat.
pub type Tag = Vec<u8>;

/// The tag of a seat in a session; none before it begins, and once its figures are frozen.
pub async fn of_seat(conn: &mut PgConnection, vault: &Vault, session: SessionId, seat: MembershipId) -> Result<Option<Tag>, Error> {
    keyed(conn, vault, session, seat, &[]).await
}

/// The tag of a seat for one thing alone that each seat gives once (an answer, dots). None as well while what was given in this session is
/// closed to the account: with a tag of its own somebody could give twice.
pub async fn once_of_seat_for(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    seat: MembershipId,
    thing: &[&[u8]],
) -> Result<Option<Tag>, Error> {
    if nameless_store::closed_nameless(conn, session, seat).await?.is_some() {
        return Ok(None);
    }
    keyed(conn, vault, session, seat, thing).await
}

/// The tag of a seat for one thing alone: of two things nobody can tell by it that they are of the same seat.
pub async fn of_seat_for(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    seat: MembershipId,
    thing: &[&[u8]],
) -> Result<Option<Tag>, Error> {
    keyed(conn, vault, session, seat, thing).await
}

/// The fingerprint of a form by which a seat gives something without a name; none once the figures are frozen.
pub async fn fingerprint(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    seat: MembershipId,
    content: &FormContent,
) -> Result<Option<Fingerprint>, Error> {
    Ok(keyed(conn, vault, session, seat, &[b"form", content.bytes()]).await?.map(Fingerprint::from))
}

async fn keyed(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    seat: MembershipId,
    thing: &[&[u8]],
) -> Result<Option<Tag>, Error> {
    let Some(key) = nameless_store::anonymity_key(conn, vault, session).await? else { return Ok(None) };
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("any length is a key");
    mac.update(seat.0.as_bytes());
    for part in thing {
        mac.update(part);
    }
    // After a link made by staff, what was written before is somebody else's.
    if let Some(mark) = nameless_store::closed_nameless(conn, session, seat).await? {
        mac.update(b"after");
        mac.update(&mark.timestamp_micros().to_be_bytes());
    }
    Ok(Some(mac.finalize().into_bytes().to_vec()))
}
