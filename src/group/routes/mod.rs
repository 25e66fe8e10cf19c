//! The doors of forming a group and of who belongs to it.

mod forming;
mod members;

use crate::kit::web::{Doors, Who};

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get(Who::Former, "/groups/new", forming::form)
        .post(Who::Former, "/groups", forming::create)
        .get(Who::SeatOfStaff, "/groups/{group}/members", members::members)
        .post(Who::SeatOfStaff, "/groups/{group}/members", members::add_member)
        .post(Who::SeatOfTherapist, "/groups/{group}/facilitators", members::add_facilitator)
        .post(Who::SeatOfTherapist, "/groups/{group}/members/{member}/admission", members::admit)
        .post(Who::SeatOfTherapist, "/groups/{group}/members/{member}/removal", members::remove)
        .post(Who::SeatOfTherapist, "/groups/{group}/members/{member}/sign-in-link", members::sign_in_link)
}
