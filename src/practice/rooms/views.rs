//! The page of a practice's rooms.

use std::borrow::Borrow;

use askama::Template;

use super::{Room, RoomId};
use crate::kit::i18n::{Message, filters};
use crate::practice::PracticeId;

#[derive(Template)]
#[template(path = "practice/rooms.html")]
pub(super) struct RoomsPage {
    pub practices: Vec<PracticeRooms>,
    pub refused: Option<RefusedRoom>,
    pub kept: bool,
}

/// The rooms of one practice.
pub(super) struct PracticeRooms {
    pub id: PracticeId,
    pub name: String,
    pub rooms: Vec<Room>,
}

/// A name that was refused.
pub(super) struct RefusedRoom {
    pub practice: PracticeId,
    /// None for a new room.
    pub room: Option<RoomId>,
    pub name: String,
    pub words: Message,
}

impl RoomsPage {
    /// The refused name of a listed room.
    pub fn refused_of(&self, room: impl Borrow<RoomId>) -> Option<&RefusedRoom> {
        self.refused.as_ref().filter(|one| one.room.as_ref() == Some(room.borrow()))
    }

    /// The refused name of a new room.
    pub fn refused_new(&self, practice: impl Borrow<PracticeId>) -> Option<&RefusedRoom> {
        self.refused.as_ref().filter(|one| one.room.is_none() && one.practice == *practice.borrow())
    }
}
