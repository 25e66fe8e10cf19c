//! The doors of the table: laying a concern, bringing it to the middle, answering, and what is its author's or the therapist's alone.

mod answers;
mod held;
mod lay;
mod middle;
mod own;
mod page;
mod reply;
mod therapist;

use crate::kit::web::{Doors, Who};

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get(Who::AnySeat, "/sessions/{session}/concerns", page::show)
        .post(Who::AnySeat, "/sessions/{session}/concerns", lay::lay)
        .post(Who::AnySeat, "/concerns/{concern}", own::edit)
        .post(Who::AnySeat, "/concerns/{concern}/withdrawal", own::take_back)
        .post(Who::AnySeat, "/concerns/{concern}/tenderness", own::mark)
        .post(Who::AnySeat, "/concerns/{concern}/showing", own::show_anew)
        .post(Who::SeatOfMember, "/concerns/{concern}/resonances", answers::say)
        .post(Who::SeatOfMember, "/concerns/{concern}/resonances/withdrawal", answers::unsay)
        .post(Who::SeatOfStaff, "/concerns/{concern}/middle", middle::bring)
        .post(Who::SeatOfStaff, "/concerns/{concern}/leaving", middle::leave)
        .post(Who::SeatOfStaff, "/concerns/{concern}/opening", middle::open)
        .post(Who::SeatOfStaff, "/concerns/{concern}/cards", middle::count)
        .post(Who::SeatOfTherapist, "/concerns/{concern}/setting-aside", therapist::set_aside)
        .post(Who::SeatOfTherapist, "/concerns/{concern}/putting-back", therapist::put_back)
        .post(Who::SeatOfTherapist, "/concerns/{concern}/theme", therapist::theme)
}
