//! The routes of a board and of its steps.

mod boards;

use super::{dots, entry, phases, quiet, shortlist, tidy};
use crate::kit::web::{Access, AppRoutes};
use crate::session::arc::OnStage;

/// All routes of this module. `on_stage` are the hooks of a stage change, for *Next*.
pub fn routes(on_stage: &'static [OnStage]) -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupStaff, "/sessions/{session}/brainstorms", boards::begin)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/opening", boards::open)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/undo", boards::undo)
        .merge(phases::routes::routes(on_stage))
        .merge(quiet::routes::routes())
        .merge(tidy::routes::routes())
        .merge(entry::routes::routes())
        .merge(dots::routes::routes())
        .merge(shortlist::routes::routes())
}
