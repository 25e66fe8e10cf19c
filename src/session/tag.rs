//! The keyed hash that lets authors take back their anonymous content. It needs the session's anonymity key: once that is destroyed, no one
//! can link the content to its author.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use sqlx::PgConnection;

use super::{SessionId, anonymity_store};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::fingerprint::{Fingerprint, FormContent};
use crate::kit::vault::Vault;

/// A keyed hash of the membership under the session's anonymity key.
pub type Tag = Vec<u8>;

/// The tag of a membership in a session; none before the session starts and once its figures are frozen.
pub async fn member_tag(conn: &mut PgConnection, vault: &Vault, session: SessionId, seat: MembershipId) -> Result<Option<Tag>, Error> {
    compute_tag(conn, vault, session, seat, &[]).await
}

/// The tag of a membership for one thing that each member gives once (an answer, dots). Also none while anonymous content of this session
/// is closed to the account: with another tag, the member could give twice.
pub async fn once_tag_for(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    seat: MembershipId,
    thing: &[&[u8]],
) -> Result<Option<Tag>, Error> {
    if anonymity_store::closed_nameless(conn, session, seat).await?.is_some() {
        return Ok(None);
    }
    compute_tag(conn, vault, session, seat, thing).await
}

/// The tag of a membership for one thing: tags of two things do not reveal that they belong to the same membership.
pub async fn member_tag_for(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    seat: MembershipId,
    thing: &[&[u8]],
) -> Result<Option<Tag>, Error> {
    compute_tag(conn, vault, session, seat, thing).await
}

/// The fingerprint of a form that submits anonymous content; none once the figures are frozen.
pub async fn fingerprint(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    seat: MembershipId,
    content: &FormContent,
) -> Result<Option<Fingerprint>, Error> {
    Ok(compute_tag(conn, vault, session, seat, &[b"form", content.bytes()]).await?.map(Fingerprint::from))
}

async fn compute_tag(
    conn: &mut PgConnection,
    vault: &Vault,
    session: SessionId,
    seat: MembershipId,
    thing: &[&[u8]],
) -> Result<Option<Tag>, Error> {
    let Some(key) = anonymity_store::anonymity_key(conn, vault, session).await? else { return Ok(None) };
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC accepts a key of any length");
    mac.update(seat.0.as_bytes());
    for part in thing {
        mac.update(part);
    }
    // After a sign-in link made by staff, earlier content has a different tag: it counts as another author's.
    if let Some(mark) = anonymity_store::closed_nameless(conn, session, seat).await? {
        mac.update(b"after");
        mac.update(&mark.timestamp_micros().to_be_bytes());
    }
    Ok(Some(mac.finalize().into_bytes().to_vec()))
}
