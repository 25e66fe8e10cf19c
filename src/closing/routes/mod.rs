//! Routes of the closing: writing, publishing, reading.

mod desk;
mod page;
mod read;

use super::notes;
use crate::kit::web::{Access, AppRoutes};

pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::AnySeat, "/sessions/{session}/closing", read::show)
        .get(Access::SeatOfStaff, "/sessions/{session}/closing/drafts", page::drafts)
        .post(Access::SeatOfStaff, "/sessions/{session}/closing/drafts", desk::save)
        .post(Access::SeatOfTherapist, "/sessions/{session}/closing/versions", desk::publish)
        .get(Access::AnySeat, "/sessions/{session}/closing/versions/{number}", read::version)
        .get(Access::AnySeat, "/sessions/{session}/closing/print", read::print)
        .and(notes::routes::doors())
}
