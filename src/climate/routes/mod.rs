//! Routes of check-in, check-out, paper cards, what was shared with the therapist, and the group's climate.

mod cards;
mod check_in;
mod check_out;
mod contact_request;
mod shared;

use crate::kit::web::{Access, AppRoutes};

/// This module's routes.
pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupParticipant, "/sessions/{session}/check-in", check_in::check_in)
        .get(Access::GroupStaff, "/sessions/{session}/check-in/{member}", check_in::form_for_in)
        .post(Access::GroupStaff, "/sessions/{session}/check-in/{member}", check_in::check_in_for)
        .get(Access::GroupMember, "/sessions/{session}/check-out", check_out::page)
        .post(Access::GroupMember, "/sessions/{session}/check-out", check_out::check_out)
        .get(Access::GroupStaff, "/sessions/{session}/check-out/{member}", check_in::form_for_out)
        .post(Access::GroupStaff, "/sessions/{session}/check-out/{member}", check_in::check_out_for)
        .get(Access::GroupStaff, "/sessions/{session}/finished", check_in::finished)
        .get(Access::GroupStaff, "/sessions/{session}/cards", cards::page)
        .post(Access::GroupStaff, "/sessions/{session}/cards", cards::enter)
        .get(Access::GroupTherapist, "/sessions/{session}/check-ins", shared::shared)
        .post(Access::GroupTherapist, "/sessions/{session}/contact-requests/{member}/answer", shared::answer)
        .post(Access::GroupMember, "/sessions/{session}/contact-request", shared::ask_anew)
        .post(Access::GroupMember, "/groups/{group}/contact-request", contact_request::request)
        .post(Access::GroupMember, "/groups/{group}/contact-request/withdrawal", contact_request::withdraw)
        .post(Access::GroupTherapist, "/groups/{group}/contact-requests/{member}/answer", contact_request::answer)
        .get(Access::GroupParticipant, "/groups/{group}/climate", shared::climate)
}
