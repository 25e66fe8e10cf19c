//! The routes of a board and of its steps.

mod boards;
mod ideas;
mod own;

use super::{dots, phases, points, quiet, shortlist, tidy};
use crate::kit::web::{Access, AppRoutes};

/// All routes of this module.
pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupStaff, "/sessions/{session}/brainstorms", boards::begin)
        .post(Access::GroupParticipant, "/brainstorms/{brainstorm}/ideas", ideas::add)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/opening", boards::open)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/undo", boards::undo)
        .post(Access::GroupParticipant, "/ideas/{idea}", own::edit)
        .post(Access::GroupParticipant, "/ideas/{idea}/withdrawal", own::take_back)
        .post(Access::GroupParticipant, "/ideas/{idea}/restoration", own::restore)
        .merge(phases::routes::routes())
        .merge(quiet::routes::routes())
        .merge(tidy::routes::routes())
        .merge(points::routes::routes())
        .merge(dots::routes::routes())
        .merge(shortlist::routes::routes())
}
