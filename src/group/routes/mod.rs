//! The doors of forming a group and of who belongs to it.

pub(super) mod forming;
pub mod life;
mod members;
mod settings;

use super::{AfterRoster, SealedNotes, preparation};
use crate::kit::web::{Doors, Who};

/// The doors of this room; `after` is what the later rooms do when somebody came or went, `notes` what they have sealed under the key of
/// notes.
#[must_use]
pub fn doors(after: AfterRoster, notes: SealedNotes) -> Doors {
    Doors::new()
        .get(Who::Former, "/groups/new", forming::form)
        .post(Who::Former, "/groups", forming::create)
        .get(Who::SeatOfTherapist, "/groups/{group}/settings", settings::page)
        .post(Who::SeatOfTherapist, "/groups/{group}/settings", settings::keep)
        .and(members::doors(after))
        .and(life::doors(after))
        .and(preparation::routes::doors())
        .and(super::staff::routes::doors(after))
        .and(super::intake::routes::doors(after, notes))
}
