//! The rooms of a practice. A place that has the name of a room is kept as a reference to it, so that the calendar knows when the room is
//! taken and a new name of the room stands everywhere.

pub mod routes;
pub mod store;
mod views;

use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::PracticeId;
use crate::key;
use crate::kit::error::Error;
use crate::kit::i18n::MessageKey;
use crate::kit::text::visible_form;
use crate::kit::vault::{SealContext, Vault};

crate::ids! {
    /// A room.
    RoomId,
}

/// Longest name of a room, in characters.
pub const NAME_LIMIT: usize = 60;
/// How many rooms a practice may list.
pub const MOST: usize = 60;

/// A room with its name decrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    pub id: RoomId,
    pub name: String,
}

impl Room {
    /// Whether a typed place means this room.
    pub fn is_named(&self, place: &str) -> bool {
        visible_form(&self.name) == visible_form(place)
    }
}

/// What later modules do with a new room: places that were written as free text and name it become references.
pub type OnRoom = for<'a> fn(&'a mut PgConnection, &'a Vault, PracticeId, &'a Room) -> BoxFuture<'a, Result<(), Error>>;

/// Why a room cannot be added or renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomRefusal {
    /// Another room of the practice has this name.
    Named,
    /// The practice lists [`MOST`] rooms.
    Many,
}

impl RoomRefusal {
    pub fn key(self) -> MessageKey {
        match self {
            Self::Named => key!("room-named"),
            Self::Many => key!("room-many"),
        }
    }
}

/// Whether a name is free; `id` is the room that is renamed, none for a new one.
pub fn may_be_named(rooms: &[Room], id: Option<RoomId>, name: &str) -> Result<(), RoomRefusal> {
    if rooms.iter().any(|room| Some(room.id) != id && room.is_named(name)) {
        Err(RoomRefusal::Named)
    } else if id.is_none() && rooms.len() >= MOST {
        Err(RoomRefusal::Many)
    } else {
        Ok(())
    }
}

/// The seal context of a room's name, which is sealed under the practice's key.
pub(crate) fn name_context(practice: PracticeId, id: RoomId) -> SealContext {
    SealContext { table: "room", column: "name", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rooms_of_a_practice_have_different_names() {
        let rooms = [Room { id: RoomId::random(), name: "اتاق ۲".to_owned() }, Room { id: RoomId::random(), name: "Blue".to_owned() }];
        assert_eq!(may_be_named(&rooms, None, "اتاق  2"), Err(RoomRefusal::Named));
        assert_eq!(may_be_named(&rooms, Some(rooms[0].id), "اتاق 2"), Ok(()), "its own name");
        assert_eq!(may_be_named(&rooms, Some(rooms[1].id), "اتاق ۲"), Err(RoomRefusal::Named));
        assert_eq!(may_be_named(&rooms, None, "اتاق ۳"), Ok(()));
        let many = vec![rooms[0].clone(); MOST];
        assert_eq!(may_be_named(&many, None, "x"), Err(RoomRefusal::Many));
    }
}
