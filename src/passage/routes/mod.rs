//! The doors of coming and going.

mod ending;
mod graduation;
mod leaving;
mod member;
mod own;
mod when;

use crate::group::AfterRoster;
use crate::kit::web::AppRoutes;

/// The doors of this room; `after` is what rooms do after somebody went.
pub fn doors(after: AfterRoster) -> AppRoutes {
    AppRoutes::new()
        .and(own::doors())
        .and(leaving::doors(after))
        .and(member::doors())
        .and(graduation::doors(after))
        .and(ending::doors(after))
}
