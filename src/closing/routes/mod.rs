//! Routes of the closing: writing, publishing, reading.

mod desk;
mod page;
mod read;

use super::notes;
use crate::kit::web::{Access, AppRoutes};

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupParticipant, "/sessions/{session}/closing", read::show)
        .get(Access::GroupStaff, "/sessions/{session}/closing/drafts", page::drafts)
        .post(Access::GroupStaff, "/sessions/{session}/closing/drafts", desk::save)
        .post(Access::GroupTherapist, "/sessions/{session}/closing/versions", desk::publish)
        .get(Access::GroupParticipant, "/sessions/{session}/closing/versions/{number}", read::version)
        .get(Access::GroupParticipant, "/sessions/{session}/closing/print", read::print)
        .merge(notes::routes::routes())
}
