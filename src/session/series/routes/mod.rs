//! The doors of series and of the year: planning one, skipping a day, moving or cancelling one session or all that follow.

mod cancel;
mod form;
mod plan;
mod skips;
mod time;
mod year;

use crate::kit::web::{Doors, Who};

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get(Who::AnySeat, "/groups/{group}/year", year::show)
        .get(Who::SeatOfStaff, "/groups/{group}/series/new", plan::form)
        .post(Who::SeatOfStaff, "/groups/{group}/series", plan::plan)
        .get(Who::SeatOfStaff, "/groups/{group}/series/{series}", skips::show)
        .post(Who::SeatOfStaff, "/groups/{group}/series/{series}/skips", skips::skip)
        .get(Who::SeatOfStaff, "/sessions/{session}/time", time::form)
        .post(Who::SeatOfStaff, "/sessions/{session}/time", time::set)
        .post(Who::SeatOfStaff, "/sessions/{session}/cancel", cancel::cancel)
}
