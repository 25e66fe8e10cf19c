//! The routes of commitments: make one, answer an offer, report an outcome, withdraw.

mod act;
mod make;
mod one;
mod say;

use crate::kit::web::{Access, AppRoutes};

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupParticipant, "/brainstorms/{brainstorm}/commitments", make::list)
        .post(Access::GroupParticipant, "/brainstorms/{brainstorm}/commitments", make::make)
        .get(Access::GroupParticipant, "/commitments/{commitment}", one::page)
        .post(Access::GroupParticipant, "/commitments/{commitment}/answer", say::answer)
        .post(Access::GroupParticipant, "/commitments/{commitment}/outcomes", say::say)
        .post(Access::GroupParticipant, "/commitments/{commitment}/withdrawal", say::withdraw)
}
