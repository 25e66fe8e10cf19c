//! Routes of the table: laying a concern, bringing it to the middle, answering, and what only its author or the therapist does.

mod act;
mod answers;
mod lay;
mod middle;
mod own;
mod page;
mod therapist;

use crate::kit::web::{Access, AppRoutes};

/// This module's routes.
pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupParticipant, "/sessions/{session}/concerns", page::show)
        .post(Access::GroupParticipant, "/sessions/{session}/concerns", lay::lay)
        .post(Access::GroupParticipant, "/concerns/{concern}", own::edit)
        .post(Access::GroupParticipant, "/concerns/{concern}/withdrawal", own::take_back)
        .post(Access::GroupParticipant, "/concerns/{concern}/tenderness", own::mark)
        .post(Access::GroupParticipant, "/concerns/{concern}/showing", own::show_anew)
        .post(Access::GroupMember, "/concerns/{concern}/resonances", answers::say)
        .post(Access::GroupMember, "/concerns/{concern}/resonances/withdrawal", answers::unsay)
        .post(Access::GroupStaff, "/concerns/{concern}/middle", middle::bring)
        .post(Access::GroupStaff, "/concerns/{concern}/leaving", middle::leave)
        .post(Access::GroupStaff, "/concerns/{concern}/opening", middle::open)
        .post(Access::GroupStaff, "/concerns/{concern}/cards", middle::count)
        .post(Access::GroupTherapist, "/concerns/{concern}/setting-aside", therapist::set_aside)
        .post(Access::GroupTherapist, "/concerns/{concern}/putting-back", therapist::put_back)
        .post(Access::GroupTherapist, "/concerns/{concern}/theme", therapist::theme)
}
