//! The doors of the closing: writing it, sending it, reading it.

mod desk;
mod page;
mod read;

use super::notes;
use crate::kit::web::{Doors, Who};

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get(Who::AnySeat, "/sessions/{session}/closing", read::show)
        .get(Who::SeatOfStaff, "/sessions/{session}/closing/drafts", page::drafts)
        .post(Who::SeatOfStaff, "/sessions/{session}/closing/drafts", desk::save)
        .post(Who::SeatOfTherapist, "/sessions/{session}/closing/versions", desk::publish)
        .get(Who::AnySeat, "/sessions/{session}/closing/versions/{number}", read::version)
        .get(Who::AnySeat, "/sessions/{session}/closing/print", read::print)
        .and(notes::routes::doors())
}
