//! Routes of the table: laying a concern, bringing it to the middle, answering, and what only its author or the therapist does.

mod answers;
mod held;
mod lay;
mod middle;
mod own;
mod page;
mod reply;
mod therapist;

use crate::kit::web::{Access, AppRoutes};

/// This module's routes.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::AnySeat, "/sessions/{session}/concerns", page::show)
        .post(Access::AnySeat, "/sessions/{session}/concerns", lay::lay)
        .post(Access::AnySeat, "/concerns/{concern}", own::edit)
        .post(Access::AnySeat, "/concerns/{concern}/withdrawal", own::take_back)
        .post(Access::AnySeat, "/concerns/{concern}/tenderness", own::mark)
        .post(Access::AnySeat, "/concerns/{concern}/showing", own::show_anew)
        .post(Access::SeatOfMember, "/concerns/{concern}/resonances", answers::say)
        .post(Access::SeatOfMember, "/concerns/{concern}/resonances/withdrawal", answers::unsay)
        .post(Access::SeatOfStaff, "/concerns/{concern}/middle", middle::bring)
        .post(Access::SeatOfStaff, "/concerns/{concern}/leaving", middle::leave)
        .post(Access::SeatOfStaff, "/concerns/{concern}/opening", middle::open)
        .post(Access::SeatOfStaff, "/concerns/{concern}/cards", middle::count)
        .post(Access::SeatOfTherapist, "/concerns/{concern}/setting-aside", therapist::set_aside)
        .post(Access::SeatOfTherapist, "/concerns/{concern}/putting-back", therapist::put_back)
        .post(Access::SeatOfTherapist, "/concerns/{concern}/theme", therapist::theme)
}
