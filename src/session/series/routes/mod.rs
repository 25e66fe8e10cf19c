//! Routes of series and of the year: planning a series, skipping a day, moving or cancelling one session or all that follow.

mod cancel;
mod form;
mod plan;
mod skips;
mod time;
mod year;

use crate::kit::web::{Access, AppRoutes};

pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::AnySeatOrDesk, "/groups/{group}/year", year::show)
        .get(Access::Arranges, "/groups/{group}/series/new", plan::form)
        .post(Access::Arranges, "/groups/{group}/series", plan::plan)
        .get(Access::Arranges, "/groups/{group}/series/{series}", skips::show)
        .post(Access::Arranges, "/groups/{group}/series/{series}/skips", skips::skip)
        .get(Access::Arranges, "/sessions/{session}/time", time::form)
        .post(Access::Arranges, "/sessions/{session}/time", time::set)
        .post(Access::Arranges, "/sessions/{session}/cancel", cancel::cancel)
}
