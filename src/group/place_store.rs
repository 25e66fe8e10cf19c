//! How places are kept: one that names a room of the practice as a reference to it, any other sealed under the group's key.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{GroupId, owner, seal_context};
use crate::kit::error::Error;
use crate::kit::vault::{Keyring, SealContext, Unsealed, Vault, VaultError};
use crate::practice::PracticeId;
use crate::practice::rooms::{self, Room, RoomId};

/// A place as the columns of a row keep it.
#[derive(Clone, Debug, Default)]
pub struct StoredPlace {
    pub sealed: Option<Vec<u8>>,
    pub room: Option<RoomId>,
}

/// The columns for a place; `context` is that of the row's own column.
pub async fn stored(
    conn: &mut PgConnection,
    vault: &Vault,
    group: (PracticeId, GroupId),
    context: SealContext,
    place: Option<&str>,
) -> Result<StoredPlace, Error> {
    let Some(text) = place else { return Ok(StoredPlace::default()) };
    if let Some(room) = rooms::store::named(conn, vault, group.0, text).await? {
        return Ok(StoredPlace { sealed: None, room: Some(room) });
    }
    let key = vault.key(conn, owner(group.0, group.1)).await?;
    Ok(StoredPlace { sealed: Some(key.seal(context, text)), room: None })
}

/// The place of a row: its own text, else the name of its room. `ring` has the keys of both.
pub fn shown(
    ring: &Keyring,
    context: SealContext,
    sealed: Option<&[u8]>,
    practice: PracticeId,
    room: Option<RoomId>,
    room_name: Option<&[u8]>,
) -> Result<Option<String>, VaultError> {
    let found = match (sealed, room.zip(room_name)) {
        (Some(text), _) => Some(ring.open(context, text)?),
        (None, Some((id, name))) => Some(ring.open(rooms::name_context(practice, id), name)?),
        (None, None) => None,
    };
    Ok(found.and_then(Unsealed::text))
}

/// Turns the usual places that name a room into references to it. Returns the groups of the practice.
pub async fn adopt(conn: &mut PgConnection, vault: &Vault, practice: PracticeId, room: &Room) -> Result<Vec<Uuid>, Error> {
    let ids = super::store::of_practice(conn, practice).await?;
    for group in super::store::find_all(conn, vault, &ids).await? {
        if group.place.as_deref().is_some_and(|place| room.is_named(place)) {
            sqlx::query!(
                "update therapy_group set room_id = $2, place = null where id = $1 and place is not null",
                group.id as GroupId,
                room.id as RoomId
            )
            .execute(&mut *conn)
            .await?;
        }
    }
    Ok(ids)
}

/// The columns for a group's usual place.
pub async fn stored_of_group(
    conn: &mut PgConnection,
    vault: &Vault,
    practice: PracticeId,
    group: GroupId,
    place: Option<&str>,
) -> Result<StoredPlace, Error> {
    stored(conn, vault, (practice, group), seal_context("place", practice, group), place).await
}
