//! The doors of commitments: making one, answering an offer, saying what became of it, letting it go.

mod make;
mod one;
mod reply;
mod say;

use crate::kit::web::{Access, AppRoutes};

/// The doors of commitments.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::AnySeat, "/brainstorms/{brainstorm}/commitments", make::list)
        .post(Access::AnySeat, "/brainstorms/{brainstorm}/commitments", make::make)
        .get(Access::AnySeat, "/commitments/{commitment}", one::page)
        .post(Access::AnySeat, "/commitments/{commitment}/answer", say::answer)
        .post(Access::AnySeat, "/commitments/{commitment}/outcomes", say::say)
        .post(Access::AnySeat, "/commitments/{commitment}/withdrawal", say::withdraw)
}
