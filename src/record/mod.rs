//! What is read afterwards: the record of a held session, rendered for each reader; the therapist's sheet of a member; and the individual
//! note on it.

mod held;
pub mod note;
mod sheet;

use crate::kit::web::AppRoutes;

pub fn routes() -> AppRoutes {
    held::routes::routes().merge(sheet::routes::routes()).merge(note::routes::routes())
}
