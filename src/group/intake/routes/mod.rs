//! The doors of forming a group. What somebody told is opened to the group's therapist and to themselves; to everybody else there is nothing.

mod decide;
mod fit;
mod keep;
mod own;
mod profile;
mod proof;
mod sheet;
mod together;

use proof::{Before, Leader};

use crate::group::{AfterRoster, SealedNotes};
use crate::kit::web::{Doors, Who};

/// The doors; `after` is what the later rooms do when somebody came or went, `notes` what they have sealed under the key of notes.
#[must_use]
pub(in crate::group) fn doors(after: AfterRoster, notes: SealedNotes) -> Doors {
    Doors::new()
        .get(Who::OwnPlace, "/groups/{group}/intake", own::page)
        .get(Who::OwnPlace, "/groups/{group}/intake/{step}", own::step)
        .post(Who::OwnPlace, "/groups/{group}/intake/{step}", own::keep)
        .post(Who::OwnPlace, "/groups/{group}/intake/withdrawal", own::withdraw)
        .get(Who::TherapistAlone, "/groups/{group}/members/{member}/intake", sheet::page)
        .post(Who::TherapistAlone, "/groups/{group}/members/{member}/intake/{step}", sheet::keep)
        .get(Who::TherapistAlone, "/groups/{group}/members/{member}/emergency-contact", sheet::contact)
        .get(Who::TherapistAlone, "/groups/{group}/members/{member}/fit", fit::page)
        .get(Who::TherapistAlone, "/groups/{group}/fit", together::page)
        .get(Who::SeatOfTherapist, "/groups/{group}/profile", profile::page)
        .post(Who::SeatOfTherapist, "/groups/{group}/profile", profile::keep)
        .and(decide::doors(after, notes))
}
