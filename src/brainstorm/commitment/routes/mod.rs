//! The routes of commitments: make one, answer an offer, report an outcome, withdraw.

mod make;
mod one;
mod reply;
mod say;

use crate::kit::web::{Access, AppRoutes};

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::AnySeat, "/brainstorms/{brainstorm}/commitments", make::list)
        .post(Access::AnySeat, "/brainstorms/{brainstorm}/commitments", make::make)
        .get(Access::AnySeat, "/commitments/{commitment}", one::page)
        .post(Access::AnySeat, "/commitments/{commitment}/answer", say::answer)
        .post(Access::AnySeat, "/commitments/{commitment}/outcomes", say::say)
        .post(Access::AnySeat, "/commitments/{commitment}/withdrawal", say::withdraw)
}
