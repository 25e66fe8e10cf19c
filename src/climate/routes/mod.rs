//! Routes of check-in, check-out, paper cards, what was shared with the therapist, and the group's climate.

mod cards;
mod check_in;
mod check_out;
mod told;

use crate::kit::web::{Access, AppRoutes};

/// This module's routes.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .post(Access::AnySeat, "/sessions/{session}/check-in", check_in::check_in)
        .get(Access::SeatOfStaff, "/sessions/{session}/check-in/{member}", check_in::form_for_in)
        .post(Access::SeatOfStaff, "/sessions/{session}/check-in/{member}", check_in::check_in_for)
        .get(Access::SeatOfMember, "/sessions/{session}/check-out", check_out::page)
        .post(Access::SeatOfMember, "/sessions/{session}/check-out", check_out::check_out)
        .get(Access::SeatOfStaff, "/sessions/{session}/check-out/{member}", check_in::form_for_out)
        .post(Access::SeatOfStaff, "/sessions/{session}/check-out/{member}", check_in::check_out_for)
        .get(Access::SeatOfStaff, "/sessions/{session}/cards", cards::page)
        .post(Access::SeatOfStaff, "/sessions/{session}/cards", cards::enter)
        .get(Access::SeatOfTherapist, "/sessions/{session}/check-ins", told::shared)
        .post(Access::SeatOfTherapist, "/sessions/{session}/words/{member}/answer", told::answer)
        .post(Access::SeatOfMember, "/sessions/{session}/word", told::ask_anew)
        .get(Access::AnySeat, "/groups/{group}/climate", told::climate)
}
