//! Routes of forming a group and of its people.

pub(super) mod forming;
pub mod life;
mod members;
mod settings;

use super::{RosterHooks, preparation};
use crate::kit::web::{Access, AppRoutes};

/// `hooks` is the work of later modules after a change of its people.
pub fn routes(hooks: RosterHooks) -> AppRoutes {
    AppRoutes::new()
        .get(Access::CanCreateGroups, "/groups/new", forming::form)
        .post(Access::CanCreateGroups, "/groups", forming::create)
        .get(Access::GroupTherapist, "/groups/{group}/settings", settings::page)
        .post(Access::GroupTherapist, "/groups/{group}/settings", settings::keep)
        .merge(members::routes(hooks))
        .merge(life::routes(hooks))
        .merge(preparation::routes::routes())
}
