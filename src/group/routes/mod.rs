//! The doors of forming a group and of who belongs to it.

pub(super) mod forming;
pub mod life;
mod members;
mod settings;

use super::{AfterRoster, SealedNotes, preparation};
use crate::kit::web::{Access, AppRoutes};

/// The doors of this room; `after` is what the later rooms do when somebody came or went, `notes` what they have sealed under the key of
/// notes.
pub fn doors(after: AfterRoster, notes: SealedNotes) -> AppRoutes {
    AppRoutes::new()
        .get(Access::Former, "/groups/new", forming::form)
        .post(Access::Former, "/groups", forming::create)
        .get(Access::SeatOfTherapist, "/groups/{group}/settings", settings::page)
        .post(Access::SeatOfTherapist, "/groups/{group}/settings", settings::keep)
        .and(members::doors(after))
        .and(life::doors(after))
        .and(preparation::routes::doors())
        .and(super::staff::routes::doors(after))
        .and(super::intake::routes::doors(after, notes))
}
