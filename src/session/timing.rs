//! When and where a session is: as it is typed, and as it is read.

use chrono::{NaiveDate, NaiveDateTime};

use super::MINUTES;
use crate::group::{Group, PLACE_LIMIT};
use crate::kit::locale::Locale;
use crate::kit::locale::entry::{self, DateEntry};
use crate::kit::text::{clean_line, latin_digits};
use crate::kit::web::Complaints;

/// A session's time, as somebody gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// By the clocks of the group's zone.
    pub local_start: NaiveDateTime,
    /// In minutes.
    pub minutes: i32,
    /// Where, if not at the group's usual place.
    pub place: Option<String>,
}

/// What was typed.
#[derive(Clone, Debug, Default)]
pub(in crate::session) struct SessionTyped {
    pub date: DateEntry,
    pub time: String,
    pub minutes: String,
    pub place: String,
}

impl SessionTyped {
    /// The form filled in with a time that is there.
    pub(in crate::session) fn of(timing: &Timing, group: &Group) -> Self {
        Self {
            date: DateEntry::of(timing.local_start.date(), group.calendar),
            time: timing.local_start.format("%H:%M").to_string(),
            minutes: timing.minutes.to_string(),
            place: timing.place.clone().unwrap_or_default(),
        }
    }

    /// Reads it; what will not do is said beside its field. A day before `today` will not.
    pub(in crate::session) fn read(&self, group: &Group, today: NaiveDate, locale: Locale, complaints: &mut Complaints) -> Option<Timing> {
        let day = complaints.take("date", self.date.read(group.calendar), |refusal| refusal.message(locale));
        let time = complaints.take("time", entry::read_time(&self.time), |refusal| refusal.message(locale));
        let minutes = latin_digits(self.minutes.trim()).parse().ok().filter(|n| MINUTES.contains(n));
        let minutes = complaints.take("minutes", minutes.ok_or(()), |()| locale.message("session-minutes-range"));
        let place = match self.place.trim() {
            "" => Some(None),
            _ => complaints.take("place", clean_line(&self.place, PLACE_LIMIT), |refusal| refusal.message(locale)).map(Some),
        };
        if day.is_some_and(|day| day < today) {
            complaints.say("date", locale.message("session-in-the-past"));
            return None;
        }
        Some(Timing { local_start: day?.and_time(time?), minutes: minutes?, place: place? })
    }
}
