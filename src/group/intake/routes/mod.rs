//! The doors of forming a group. What somebody told is opened to the group's therapist and to themselves; to everybody else there is nothing.

mod decide;
mod fit;
mod keep;
mod own;
mod profile;
mod proof;
mod sheet;
mod together;

use proof::{ApplicantAccess, TherapistOr404};

use crate::group::{AfterRoster, SealedNotes};
use crate::kit::web::{Access, AppRoutes};

/// The doors; `after` is what the later rooms do when somebody came or went, `notes` what they have sealed under the key of notes.
pub(in crate::group) fn doors(after: AfterRoster, notes: SealedNotes) -> AppRoutes {
    AppRoutes::new()
        .get(Access::OwnPlace, "/groups/{group}/intake", own::page)
        .get(Access::OwnPlace, "/groups/{group}/intake/{step}", own::step)
        .post(Access::OwnPlace, "/groups/{group}/intake/{step}", own::keep)
        .post(Access::OwnPlace, "/groups/{group}/intake/withdrawal", own::withdraw)
        .get(Access::TherapistAlone, "/groups/{group}/members/{member}/intake", sheet::page)
        .post(Access::TherapistAlone, "/groups/{group}/members/{member}/intake/{step}", sheet::keep)
        .get(Access::TherapistAlone, "/groups/{group}/members/{member}/emergency-contact", sheet::contact)
        .get(Access::TherapistAlone, "/groups/{group}/members/{member}/fit", fit::page)
        .get(Access::TherapistAlone, "/groups/{group}/fit", together::page)
        .get(Access::SeatOfTherapist, "/groups/{group}/profile", profile::page)
        .post(Access::SeatOfTherapist, "/groups/{group}/profile", profile::keep)
        .and(decide::doors(after, notes))
}
