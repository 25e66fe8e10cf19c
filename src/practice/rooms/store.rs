//! The rooms of practices in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Room, RoomId, name_context};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::practice::{PracticeId, owner};

/// The rooms that a practice lists, in the order in which they were added.
pub async fn open(conn: &mut PgConnection, vault: &Vault, practice: PracticeId) -> Result<Vec<Room>, Error> {
    Ok(all(conn, vault, practice).await?.into_iter().filter(|(_, is_closed)| !is_closed).map(|(room, _)| room).collect())
}

/// The names of the rooms that a practice lists.
pub async fn names(conn: &mut PgConnection, vault: &Vault, practice: PracticeId) -> Result<Vec<String>, Error> {
    Ok(open(conn, vault, practice).await?.into_iter().map(|room| room.name).collect())
}

/// Every room of a practice, and whether it was taken off the list.
pub async fn all(conn: &mut PgConnection, vault: &Vault, practice: PracticeId) -> Result<Vec<(Room, bool)>, Error> {
    let rows = sqlx::query!(
        r#"select id, name, closed_at is not null as "closed!" from room where practice_id = $1 order by created_at, id"#,
        practice as PracticeId
    )
    .fetch_all(&mut *conn)
    .await?;
    let ring = vault.keyring(conn, rows.iter().map(|row| row.name.as_slice())).await?;
    rows.into_iter()
        .map(|row| {
            let name = ring.open(name_context(practice, row.id), &row.name)?.text().unwrap_or_default();
            Ok((Room { id: row.id, name }, row.closed))
        })
        .collect()
}

/// The listed room that a typed place means.
pub async fn named(conn: &mut PgConnection, vault: &Vault, practice: PracticeId, place: &str) -> Result<Option<RoomId>, Error> {
    Ok(open(conn, vault, practice).await?.into_iter().find(|room| room.is_named(place)).map(|room| room.id))
}

/// Locks the practice's row, so that names of rooms are compared with those of every other request.
pub async fn lock(conn: &mut PgConnection, practice: PracticeId) -> Result<(), sqlx::Error> {
    sqlx::query!("select id from practice where id = $1 for no key update", practice as PracticeId).fetch_optional(conn).await?;
    Ok(())
}

/// Lists a room; one of this name that was taken off the list comes back.
pub async fn add(conn: &mut PgConnection, vault: &Vault, practice: PracticeId, name: &str, now: DateTime<Utc>) -> Result<Room, Error> {
    if let Some((room, _)) = all(conn, vault, practice).await?.into_iter().find(|(room, _)| room.is_named(name)) {
        sqlx::query!("update room set closed_at = null where id = $1", room.id as RoomId).execute(conn).await?;
        return Ok(room);
    }
    let (id, key) = (RoomId::random(), vault.key(conn, owner(practice)).await?);
    sqlx::query!(
        "insert into room (id, practice_id, name, created_at) values ($1, $2, $3, $4)",
        id as RoomId,
        practice as PracticeId,
        key.seal(name_context(practice, id), name),
        now
    )
    .execute(conn)
    .await?;
    Ok(Room { id, name: name.to_owned() })
}

pub async fn rename(conn: &mut PgConnection, vault: &Vault, practice: PracticeId, room: &Room) -> Result<(), Error> {
    let key = vault.key(conn, owner(practice)).await?;
    sqlx::query!(
        "update room set name = $3 where id = $1 and practice_id = $2",
        room.id as RoomId,
        practice as PracticeId,
        key.seal(name_context(practice, room.id), &room.name)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes a room off the list. What is planned in it keeps its name.
pub async fn close(conn: &mut PgConnection, practice: PracticeId, id: RoomId, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update room set closed_at = coalesce(closed_at, $3) where id = $1 and practice_id = $2",
        id as RoomId,
        practice as PracticeId,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}
