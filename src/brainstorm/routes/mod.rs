//! The routes of a board and of its steps.

mod boards;
mod ideas;
mod own;
pub(super) mod reply;

use super::{commitment, dots, phases, points, quiet, shortlist, tidy};
use crate::kit::web::{Access, AppRoutes};

/// The event kind of a change to one idea.
pub const IDEA: &str = "idea";

/// All routes of this module.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .post(Access::SeatOfStaff, "/sessions/{session}/brainstorms", boards::begin)
        .post(Access::AnySeat, "/brainstorms/{brainstorm}/ideas", ideas::add)
        .post(Access::SeatOfStaff, "/brainstorms/{brainstorm}/opening", boards::open)
        .post(Access::SeatOfStaff, "/brainstorms/{brainstorm}/undo", boards::undo)
        .post(Access::AnySeat, "/ideas/{idea}", own::edit)
        .post(Access::AnySeat, "/ideas/{idea}/withdrawal", own::take_back)
        .post(Access::AnySeat, "/ideas/{idea}/restoration", own::restore)
        .and(phases::routes::routes())
        .and(quiet::routes::routes())
        .and(tidy::routes::routes())
        .and(points::routes::routes())
        .and(dots::routes::routes())
        .and(shortlist::routes::routes())
        .and(commitment::routes::routes())
}
