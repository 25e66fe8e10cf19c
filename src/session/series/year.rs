//! A year of a group, month by month: every session of it, and the days that were left out.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Series;
use super::store::Occurrence;
use crate::group::GroupId;
use crate::kit::locale::Calendar;
use crate::kit::locale::months::{Month, parts};
use crate::session::{Session, SessionId};

/// A day of the year on which there is something, or would have been.
#[derive(Clone, Debug)]
pub struct Entry {
    pub day: NaiveDate,
    /// The session; none on a day that was left out.
    pub session: Option<Session>,
    /// The day that its series gave it, when it is another.
    pub moved_from: Option<NaiveDate>,
    /// Whether it was left out by hand, as a holiday say.
    pub skipped: bool,
}

/// One month and what is in it.
#[derive(Clone, Debug)]
pub struct MonthOf {
    pub month: Month,
    /// What is in it, by day.
    pub entries: Vec<Entry>,
}

/// Where a day stands in the year of its group.
pub fn month_of(group: GroupId, day: NaiveDate, calendar: Calendar) -> String {
    let (year, month, _) = parts(day, calendar);
    format!("/groups/{group}/year?of={year}#m-{month}")
}

/// The twelve months of a year.
pub fn months(
    year: i32,
    calendar: Calendar,
    sessions: &[Session],
    series: &[Series],
    occurrences: &HashMap<SessionId, Occurrence>,
) -> [MonthOf; 12] {
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
    Month::of_year(year, calendar).map(|month| {
        let (first, next) = (month.first(), month.next().first());
        MonthOf { month, entries: entries.iter().filter(|entry| (first..next).contains(&entry.day)).cloned().collect() }
    })
}

impl MonthOf {
    /// What a small picture of the month shows on a day: the strongest of what is there.
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
