//! The doors of checking in and out, of paper cards, of what was shared with the therapist, and of the group's climate.

mod cards;
mod check_in;
mod check_out;
mod told;

use crate::kit::web::{Doors, Who};

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .post(Who::AnySeat, "/sessions/{session}/check-in", check_in::check_in)
        .get(Who::SeatOfStaff, "/sessions/{session}/check-in/{member}", check_in::form_for_in)
        .post(Who::SeatOfStaff, "/sessions/{session}/check-in/{member}", check_in::check_in_for)
        .get(Who::SeatOfMember, "/sessions/{session}/check-out", check_out::page)
        .post(Who::SeatOfMember, "/sessions/{session}/check-out", check_out::check_out)
        .get(Who::SeatOfStaff, "/sessions/{session}/check-out/{member}", check_in::form_for_out)
        .post(Who::SeatOfStaff, "/sessions/{session}/check-out/{member}", check_in::check_out_for)
        .get(Who::SeatOfStaff, "/sessions/{session}/cards", cards::page)
        .post(Who::SeatOfStaff, "/sessions/{session}/cards", cards::enter)
        .get(Who::SeatOfTherapist, "/sessions/{session}/check-ins", told::shared)
        .post(Who::SeatOfTherapist, "/sessions/{session}/words/{member}/answer", told::answer)
        .post(Who::SeatOfMember, "/sessions/{session}/word", told::ask_anew)
        .get(Who::AnySeat, "/groups/{group}/climate", told::climate)
}
