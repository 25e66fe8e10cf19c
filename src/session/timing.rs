//! When and where a session is: as it is typed, and as it is read.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::MINUTES;
use crate::group::PLACE_LIMIT;
use crate::key;
use crate::kit::locale::entry::{self, DateEntry};
use crate::kit::locale::hours::city;
use crate::kit::locale::numbers::digits;
use crate::kit::locale::{Calendar, Locale, LocaleContext, Message, MessageKey, dates};
use crate::kit::text::{clean_line, plain};
use crate::kit::web::{Chrome, FormErrors};

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
    pub(in crate::session) fn of(timing: &Timing, calendar: Calendar) -> Self {
        Self {
            date: DateEntry::of(timing.local_start.date(), calendar),
            time: timing.local_start.format("%H:%M").to_string(),
            minutes: timing.minutes.to_string(),
            place: timing.place.clone().unwrap_or_default(),
        }
    }

    /// Reads it by the clocks of a zone and in the reader's calendar; what will not do is said beside its field: a day that is past, an hour
    /// that the clocks skip, unless it `stands` already.
    pub(in crate::session) fn read(
        &self,
        zone: Tz,
        stands: Option<NaiveDateTime>,
        chrome: &Chrome,
        complaints: &mut FormErrors,
    ) -> Option<Timing> {
        let LocaleContext { locale, calendar, .. } = chrome.reader;
        let day = complaints.take("date", self.date.read(calendar), |refusal| refusal.message(locale));
        let time = complaints.take("time", entry::read_time(&self.time), |refusal| refusal.message(locale));
        let minutes = plain(&self.minutes).parse().ok().filter(|n| MINUTES.contains(n));
        let minutes = complaints.take("minutes", minutes.ok_or(()), |()| locale.message("session-minutes-range"));
        let place = match self.place.trim() {
            "" => Some(None),
            _ => complaints.take("place", clean_line(&self.place, PLACE_LIMIT), |refusal| refusal.message(locale)).map(Some),
        };
        if day.is_some_and(|day| day < dates::today(chrome.now, zone)) {
            complaints.say("date", locale.message("session-in-the-past"));
            return None;
        }
        let local_start = day?.and_time(time?);
        if let Some(then) = entry::skipped_to(local_start, zone).filter(|_| stands != Some(local_start)) {
            complaints.say("time", skipped(key!("session-hour-skipped"), then, zone, locale));
            return None;
        }
        Some(Timing { local_start, minutes: minutes?, place: place? })
    }
}

/// That the clocks of a zone skip an hour of a day, and to which they go.
pub(in crate::session) fn skipped(words: MessageKey, then: NaiveDateTime, zone: Tz, locale: Locale) -> Message {
    let hour = digits(&then.format("%H:%M").to_string(), locale);
    locale.message(words).arg("city", city(zone, locale)).arg("hour", hour)
}
