//! A group's year, month by month: all its sessions and skipped days.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Series;
use super::store::Occurrence;
use crate::group::GroupId;
use crate::kit::i18n::Calendar;
use crate::kit::i18n::months::{Month, parts};
use crate::session::{Session, SessionId};

/// A session or a skipped day.
#[derive(Clone, Debug)]
pub struct Entry {
    pub day: NaiveDate,
    /// The session; `None` on a skipped day without one.
    pub session: Option<Session>,
    /// The day that the series gave it, if it was moved to another.
    pub moved_from: Option<NaiveDate>,
    /// Whether the day was skipped by hand, for example as a holiday.
    pub skipped: bool,
}

/// A month and its entries.
#[derive(Clone, Debug)]
pub struct MonthEntries {
    pub month: Month,
    /// Ordered by day.
    pub entries: Vec<Entry>,
}

/// The link to a day's month on the group's year page.
pub fn month_of(group: GroupId, day: NaiveDate, calendar: Calendar) -> String {
    let (year, month, _) = parts(day, calendar);
    format!("/groups/{group}/year?of={year}#m-{month}")
}

pub fn months(
    of: [Month; 12],
    sessions: &[Session],
    series: &[Series],
    occurrences: &HashMap<SessionId, Occurrence>,
) -> [MonthEntries; 12] {
    let is_skipped = |one: &Occurrence| series.iter().any(|own| own.id == one.series && own.skipped.contains(&one.recurrence.date()));
    let mut entries: Vec<Entry> = sessions
        .iter()
        .map(|session| {
            let (day, one) = (session.local_start.date(), occurrences.get(&session.id));
            Entry {
                day,
                moved_from: one.map(|one| one.recurrence.date()).filter(|first| *first != day),
                skipped: session.counted().is_none() && one.is_some_and(is_skipped),
                session: Some(session.clone()),
            }
        })
        .collect();
    for own in series {
        for day in &own.skipped {
            let recurrence = own.recurrence(*day);
            if !occurrences.values().any(|one| one.series == own.id && one.recurrence == recurrence) {
                entries.push(Entry { day: *day, session: None, moved_from: None, skipped: true });
            }
        }
    }
    entries.sort_by_key(|entry| (entry.day, entry.session.as_ref().map(|session| session.starts_at)));
    of.map(|month| {
        let (first, next) = (month.first(), month.next().first());
        MonthEntries { month, entries: entries.iter().filter(|entry| (first..next).contains(&entry.day)).cloned().collect() }
    })
}

impl MonthEntries {
    /// The CSS class of a day in the small month picture; a session that takes place wins over everything else.
    pub fn mark(&self, day: NaiveDate) -> &'static str {
        let mut mark = "";
        for entry in self.entries.iter().filter(|entry| entry.day == day) {
            match &entry.session {
                Some(session) if session.counted().is_some() => return "is",
                _ => mark = "not",
            }
        }
        mark
    }
}
