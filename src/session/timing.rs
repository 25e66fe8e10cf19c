//! The time and place of a session: the submitted fields and their parsed value.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::MINUTES;
use crate::group::PLACE_LIMIT;
use crate::key;
use crate::kit::i18n::entry::{self, DateEntry};
use crate::kit::i18n::hours::city;
use crate::kit::i18n::numbers::digits;
use crate::kit::i18n::{Calendar, Locale, LocaleContext, Message, MessageKey, dates};
use crate::kit::text::{clean_line, plain};
use crate::kit::web::{Chrome, FormErrors};

/// A session's planned time and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Wall-clock time in the group's zone.
    pub local_start: NaiveDateTime,
    /// In minutes.
    pub minutes: i32,
    /// None for the group's usual place.
    pub place: Option<String>,
}

/// The fields as submitted.
#[derive(Clone, Debug, Default)]
pub(in crate::session) struct SessionTyped {
    pub date: DateEntry,
    pub time: String,
    pub minutes: String,
    pub place: String,
}

impl SessionTyped {
    /// Fills the fields from an existing timing.
    pub(in crate::session) fn of(timing: &Timing, calendar: Calendar) -> Self {
        Self {
            date: DateEntry::of(timing.local_start.date(), calendar),
            time: timing.local_start.format("%H:%M").to_string(),
            minutes: timing.minutes.to_string(),
            place: timing.place.clone().unwrap_or_default(),
        }
    }

    /// Parses the fields in a zone and the reader's calendar. An invalid value becomes an error of its field, also a past day or an hour
    /// that the clocks skip, unless the session is planned for that hour already (`current`).
    pub(in crate::session) fn read(
        &self,
        zone: Tz,
        current: Option<NaiveDateTime>,
        chrome: &Chrome,
        errors: &mut FormErrors,
    ) -> Option<Timing> {
        let LocaleContext { locale, calendar, .. } = chrome.reader;
        let day = errors.check("date", self.date.read(calendar), |refusal| refusal.message(locale));
        let time = errors.check("time", entry::read_time(&self.time), |refusal| refusal.message(locale));
        let minutes = plain(&self.minutes).parse().ok().filter(|n| MINUTES.contains(n));
        let minutes = errors.check("minutes", minutes.ok_or(()), |()| locale.message("session-minutes-range"));
        let place = match self.place.trim() {
            "" => Some(None),
            _ => errors.check("place", clean_line(&self.place, PLACE_LIMIT), |refusal| refusal.message(locale)).map(Some),
        };
        if day.is_some_and(|day| day < dates::today(chrome.now, zone)) {
            errors.add("date", locale.message("session-in-the-past"));
            return None;
        }
        let local_start = day?.and_time(time?);
        if let Some(then) = entry::skipped_to(local_start, zone).filter(|_| current != Some(local_start)) {
            errors.add("time", skipped(key!("session-hour-skipped"), then, zone, locale));
            return None;
        }
        Some(Timing { local_start, minutes: minutes?, place: place? })
    }
}

/// The message that the clocks of a zone skip an hour, and the hour that follows.
pub(in crate::session) fn skipped(words: MessageKey, then: NaiveDateTime, zone: Tz, locale: Locale) -> Message {
    let hour = digits(&then.format("%H:%M").to_string(), locale);
    locale.message(words).arg("city", city(zone, locale)).arg("hour", hour)
}
