//! Routes of arrivals and farewells.

mod ending;
mod graduation;
mod leaving;
mod member;
mod own;
mod when;

use crate::group::RosterHooks;
use crate::kit::web::AppRoutes;

/// The routes; `after` is what the modules do after a membership ends.
pub fn routes(hooks: RosterHooks) -> AppRoutes {
    AppRoutes::new()
        .merge(own::routes())
        .merge(leaving::routes(hooks))
        .merge(member::routes())
        .merge(graduation::routes(hooks))
        .merge(ending::routes(hooks))
}
