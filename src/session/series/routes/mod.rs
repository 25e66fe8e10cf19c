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
        .get(Who::AnySeatOrDesk, "/groups/{group}/year", year::show)
        .get(Who::Arranges, "/groups/{group}/series/new", plan::form)
        .post(Who::Arranges, "/groups/{group}/series", plan::plan)
        .get(Who::Arranges, "/groups/{group}/series/{series}", skips::show)
        .post(Who::Arranges, "/groups/{group}/series/{series}/skips", skips::skip)
        .get(Who::Arranges, "/sessions/{session}/time", time::form)
        .post(Who::Arranges, "/sessions/{session}/time", time::set)
        .post(Who::Arranges, "/sessions/{session}/cancel", cancel::cancel)
}
