//! Routes of series and of the year: planning a series, skipping a day, moving or cancelling one session or all that follow.

mod cancel;
mod form;
mod plan;
mod skips;
mod time;
mod year;

use crate::kit::web::{Access, AppRoutes};

pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::ParticipantOrScheduler, "/groups/{group}/year", year::show)
        .get(Access::GroupStaffOrScheduler, "/groups/{group}/series/new", plan::form)
        .post(Access::GroupStaffOrScheduler, "/groups/{group}/series", plan::plan)
        .get(Access::GroupStaffOrScheduler, "/groups/{group}/series/{series}", skips::show)
        .post(Access::GroupStaffOrScheduler, "/groups/{group}/series/{series}/skips", skips::skip)
        .get(Access::GroupStaffOrScheduler, "/sessions/{session}/time", time::form)
        .post(Access::GroupStaffOrScheduler, "/sessions/{session}/time", time::set)
        .post(Access::GroupStaffOrScheduler, "/sessions/{session}/cancel", cancel::cancel)
}
