//! The doors of coming and going.

mod ending;
mod graduation;
mod leaving;
mod member;
mod own;
mod when;

use crate::kit::web::Doors;

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new().and(own::doors()).and(leaving::doors()).and(member::doors()).and(graduation::doors()).and(ending::doors())
}
