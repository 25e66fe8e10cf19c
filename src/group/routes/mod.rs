//! Routes of forming a group and of its people.

pub(super) mod forming;
pub mod life;
mod members;
mod settings;

use super::{AfterRoster, SealedNotes, preparation};
use crate::kit::web::{Access, AppRoutes};

/// `after` is the work of later modules after a person joined or left; `notes` loads what they have sealed under the key of notes.
pub fn doors(after: AfterRoster, notes: SealedNotes) -> AppRoutes {
    AppRoutes::new()
        .get(Access::Former, "/groups/new", forming::form)
        .post(Access::Former, "/groups", forming::create)
        .get(Access::SeatOfTherapist, "/groups/{group}/settings", settings::page)
        .post(Access::SeatOfTherapist, "/groups/{group}/settings", settings::keep)
        .and(members::routes(after))
        .and(life::routes(after))
        .and(preparation::routes::routes())
        .and(super::staff::routes::routes(after))
        .and(super::intake::routes::routes(after, notes))
}
