//! The doors of a board: beginning one, adding, changing, taking back, opening; and those of its phases.

mod boards;
mod ideas;
mod own;
pub(super) mod reply;

use super::{commitment, dots, phases, points, quiet, shortlist, tidy};
use crate::kit::web::{Access, AppRoutes};

/// The kind of change of one idea.
pub const IDEA: &str = "idea";

/// The doors of this room.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .post(Access::SeatOfStaff, "/sessions/{session}/brainstorms", boards::begin)
        .post(Access::AnySeat, "/brainstorms/{brainstorm}/ideas", ideas::add)
        .post(Access::SeatOfStaff, "/brainstorms/{brainstorm}/opening", boards::open)
        .post(Access::SeatOfStaff, "/brainstorms/{brainstorm}/undo", boards::undo)
        .post(Access::AnySeat, "/ideas/{idea}", own::edit)
        .post(Access::AnySeat, "/ideas/{idea}/withdrawal", own::take_back)
        .post(Access::AnySeat, "/ideas/{idea}/restoration", own::restore)
        .and(phases::routes::doors())
        .and(quiet::routes::doors())
        .and(tidy::routes::doors())
        .and(points::routes::doors())
        .and(dots::routes::doors())
        .and(shortlist::routes::doors())
        .and(commitment::routes::doors())
}
