//! The doors of commitments: making one, answering an offer, saying what became of it, letting it go.

mod make;
mod one;
mod reply;
mod say;

use crate::kit::web::{Doors, Who};

/// The doors of commitments.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get(Who::AnySeat, "/brainstorms/{brainstorm}/commitments", make::list)
        .post(Who::AnySeat, "/brainstorms/{brainstorm}/commitments", make::make)
        .get(Who::AnySeat, "/commitments/{commitment}", one::page)
        .post(Who::AnySeat, "/commitments/{commitment}/answer", say::answer)
        .post(Who::AnySeat, "/commitments/{commitment}/outcomes", say::say)
        .post(Who::AnySeat, "/commitments/{commitment}/withdrawal", say::withdraw)
}
