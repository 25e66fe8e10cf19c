//! The doors of a board: beginning one, adding, changing, taking back, opening.

mod boards;
mod ideas;
mod own;
mod reply;

use crate::brainstorm::commitment;
use crate::kit::web::{Doors, Who};

/// The kind of change of one idea.
pub const IDEA: &str = "idea";

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .post(Who::SeatOfStaff, "/sessions/{session}/brainstorms", boards::begin)
        .post(Who::AnySeat, "/brainstorms/{brainstorm}/ideas", ideas::add)
        .post(Who::SeatOfStaff, "/brainstorms/{brainstorm}/opening", boards::open)
        .post(Who::SeatOfStaff, "/brainstorms/{brainstorm}/phase", boards::set_phase)
        .post(Who::SeatOfStaff, "/brainstorms/{brainstorm}/undo", boards::undo)
        .post(Who::AnySeat, "/ideas/{idea}", own::edit)
        .post(Who::AnySeat, "/ideas/{idea}/withdrawal", own::withdraw)
        .post(Who::AnySeat, "/ideas/{idea}/restoration", own::restore)
        .and(commitment::routes::doors())
}
