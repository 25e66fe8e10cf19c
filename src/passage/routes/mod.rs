//! Routes of arrivals and farewells.

mod ending;
mod graduation;
mod leaving;
mod member;
mod own;
mod when;

use crate::group::AfterRoster;
use crate::kit::web::AppRoutes;

/// The routes; `after` is what the modules do after a membership ends.
pub fn doors(after: AfterRoster) -> AppRoutes {
    AppRoutes::new()
        .and(own::doors())
        .and(leaving::doors(after))
        .and(member::doors())
        .and(graduation::doors(after))
        .and(ending::doors(after))
}
