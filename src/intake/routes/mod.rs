//! Routes of the intake. A person's answers are shown to the group's therapist and to that person; everyone else gets 404.

mod decide;
mod fit;
mod keep;
mod own;
mod profile;
mod proof;
mod sheet;
mod together;

pub use proof::ApplicantAccess;
use proof::TherapistOr404;

use crate::group::{AfterRoster, SealedNotes};
use crate::kit::web::{Access, AppRoutes};

/// `after` is the work of later modules after a person joined or left; `notes` loads what they have sealed under the key of notes.
pub fn routes(after: AfterRoster, notes: SealedNotes) -> AppRoutes {
    AppRoutes::new()
        .get(Access::MemberOrApplicant, "/groups/{group}/intake", own::page)
        .get(Access::MemberOrApplicant, "/groups/{group}/intake/{step}", own::step)
        .post(Access::MemberOrApplicant, "/groups/{group}/intake/{step}", own::keep)
        .post(Access::MemberOrApplicant, "/groups/{group}/intake/withdrawal", own::withdraw)
        .get(Access::GroupTherapistOr404, "/groups/{group}/members/{member}/intake", sheet::page)
        .post(Access::GroupTherapistOr404, "/groups/{group}/members/{member}/intake/{step}", sheet::keep)
        .get(Access::GroupTherapistOr404, "/groups/{group}/members/{member}/emergency-contact", sheet::contact)
        .get(Access::GroupTherapistOr404, "/groups/{group}/members/{member}/fit", fit::page)
        .get(Access::GroupTherapistOr404, "/groups/{group}/fit", together::page)
        .get(Access::GroupTherapist, "/groups/{group}/profile", profile::page)
        .post(Access::GroupTherapist, "/groups/{group}/profile", profile::keep)
        .merge(decide::routes(after, notes))
}
