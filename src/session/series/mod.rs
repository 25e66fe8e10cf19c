//! A series: sessions that follow an iCalendar rule, in the wall-clock time of the group's zone.

pub mod ahead;
mod follow;
pub mod routes;
mod rrule;
pub mod store;
mod views;
pub mod year;

#[cfg(test)]
mod tests;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};
use chrono_tz::Tz;

use crate::group::GroupId;
use crate::key;
use crate::kit::i18n::months::Month;
use crate::kit::i18n::{Calendar, MessageKey};
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::timing::Timing;

crate::ids! {
    /// A series.
    SeriesId,
}

/// How many sessions a series with an end may have.
pub const COUNT: std::ops::RangeInclusive<u32> = 2..=104;
/// How far ahead the sessions of a series without an end are created.
pub const AHEAD: Days = Days::new(26 * 7);
/// How far ahead a series may reach, in days.
const REACH: i64 = 3 * 366;

/// Which of the same weekdays of its month a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NthWeekday {
    /// The first to the fourth.
    Number(u8),
    /// The last.
    Last,
}

/// How often a series repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Every week.
    Weekly,
    /// Every other week.
    Fortnightly,
    /// Every month, on the same weekday: the second Tuesday, the last Friday.
    Monthly(NthWeekday),
}

/// When a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// After this many days, skipped ones included.
    Count(u32),
    /// No session after this day.
    Until(NaiveDate),
    /// Not decided yet.
    Open,
}

/// A recurrence rule. Its weekday and time are those of the first session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub calendar: Calendar,
    pub rhythm: Recurrence,
    pub end: End,
}

/// Why a series is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesRefusal {
    /// Its count is outside [`COUNT`].
    Count,
    /// It ends before its second session.
    EndsAtOnce,
    /// It reaches more than three years ahead.
    TooFar,
    /// Every day of it is skipped.
    NothingLeft,
}

impl SeriesRefusal {
    pub fn key(self) -> MessageKey {
        match self {
            Self::Count => key!("series-count-range"),
            Self::EndsAtOnce => key!("series-ends-at-once"),
            Self::TooFar => key!("series-too-far"),
            Self::NothingLeft => key!("series-nothing-left"),
        }
    }
}

impl NthWeekday {
    pub const ALL: [Self; 5] = [Self::Number(1), Self::Number(2), Self::Number(3), Self::Number(4), Self::Last];

    /// The form value.
    pub fn code(self) -> &'static str {
        match self {
            Self::Number(1) => "1",
            Self::Number(2) => "2",
            Self::Number(3) => "3",
            Self::Number(_) => "4",
            Self::Last => "last",
        }
    }

    pub fn key(self) -> MessageKey {
        match self {
            Self::Number(1) => key!("nth-first"),
            Self::Number(2) => key!("nth-second"),
            Self::Number(3) => key!("nth-third"),
            Self::Number(_) => key!("nth-fourth"),
            Self::Last => key!("nth-last"),
        }
    }

    /// The position of a day among the same weekdays of its month; a fifth counts as the last.
    pub fn of(day: NaiveDate, calendar: Calendar) -> Self {
        match (day - Month::of(day, calendar).first()).num_days() / 7 {
            before @ 0..=3 => Self::Number(u8::try_from(before + 1).unwrap_or(4)),
            _ => Self::Last,
        }
    }

    fn day(self, month: Month, weekday: Weekday) -> NaiveDate {
        let step = |to: Weekday, from: Weekday| Days::new(to.days_since(from).into());
        match self {
            Self::Number(n) => {
                let first = month.first();
                first + step(weekday, first.weekday()) + Days::new(7 * u64::from(n.saturating_sub(1)))
            }
            Self::Last => {
                let last = month.next().first() - Days::new(1);
                last - step(last.weekday(), weekday)
            }
        }
    }
}

impl Recurrence {
    /// The weekday's position in the month, if the rule is monthly.
    pub fn nth(self) -> Option<NthWeekday> {
        if let Self::Monthly(nth) = self { Some(nth) } else { None }
    }
}

impl Rule {
    /// The first day of the rhythm on or after `from`. A weekly rhythm starts on `from` itself; a monthly one may start later.
    pub fn begins(&self, from: NaiveDate) -> NaiveDate {
        let Recurrence::Monthly(nth) = self.rhythm else { return from };
        let month = Month::of(from, self.calendar);
        [month, month.next()].map(|month| nth.day(month, from.weekday())).into_iter().find(|day| *day >= from).unwrap_or(from)
    }

    /// Every day of the rhythm from `first` on, ignoring the end.
    fn endless(&self, first: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        let (rhythm, weekday) = (self.rhythm, first.weekday());
        let mut month = Month::of(first, self.calendar);
        std::iter::successors(Some(first), move |day| match rhythm {
            Recurrence::Weekly => Some(*day + Days::new(7)),
            Recurrence::Fortnightly => Some(*day + Days::new(14)),
            Recurrence::Monthly(nth) => {
                month = month.next();
                Some(nth.day(month, weekday))
            }
        })
    }

    /// The days of a series that begins on `first`, skipped ones included.
    pub fn days(&self, first: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        let (count, until) = match self.end {
            End::Count(n) => (n as usize, NaiveDate::MAX),
            End::Until(day) => (usize::MAX, day),
            End::Open => (usize::MAX, NaiveDate::MAX),
        };
        self.endless(first).take(count).take_while(move |day| *day <= until)
    }

    /// Checks whether a series can be planned with this rule.
    pub fn plan(&self, first: NaiveDate, skipped: &[NaiveDate]) -> Result<(), SeriesRefusal> {
        match self.end {
            End::Count(n) if !COUNT.contains(&n) => return Err(SeriesRefusal::Count),
            End::Until(day) if (day - first).num_days() > REACH => return Err(SeriesRefusal::TooFar),
            End::Open => return Ok(()),
            _ => {}
        }
        let days: Vec<_> = self.days(first).collect();
        match days.last() {
            Some(last) if (*last - first).num_days() > REACH => Err(SeriesRefusal::TooFar),
            _ if days.len() < 2 => Err(SeriesRefusal::EndsAtOnce),
            _ if days.iter().all(|day| skipped.contains(day)) => Err(SeriesRefusal::NothingLeft),
            _ => Ok(()),
        }
    }
}

/// A series with its place decrypted.
#[derive(Clone, Debug)]
pub struct Series {
    pub id: SeriesId,
    pub practice: PracticeId,
    pub group: GroupId,
    pub rule: Rule,
    /// The start of the first session, in the wall-clock time of its zone.
    pub local_start: NaiveDateTime,
    pub time_zone: Tz,
    /// The planned length of each session, in minutes.
    pub minutes: i32,
    /// The place, if it differs from the group's usual one.
    pub place: Option<String>,
    /// Days that staff or the desk skipped.
    pub skipped: Vec<NaiveDate>,
    /// Incremented by each change.
    pub version: i32,
}

/// How a series splits when one session and all that follow it are moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedSeries {
    /// The rule of the sessions before the moved one.
    pub before: Rule,
    /// The rule of the moved sessions; it starts on the new day.
    pub after: Rule,
    /// Each known day of the old rhythm and the day that replaces it.
    pub pairs: Vec<(NaiveDate, NaiveDate)>,
}

impl Series {
    /// The days of its rule up to and including `last`, skipped ones included.
    pub fn days_to(&self, last: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
        self.rule.days(self.local_start.date()).take_while(move |day| *day <= last)
    }

    /// The start that the rule gives to a day, in wall-clock time: the RECURRENCE-ID of RFC 5545.
    pub fn recurrence(&self, day: NaiveDate) -> NaiveDateTime {
        day.and_time(self.local_start.time())
    }

    /// The time and place that the series gives to a recurrence.
    pub fn timing_of(&self, recurrence: NaiveDateTime) -> Timing {
        Timing { local_start: recurrence, minutes: self.minutes, place: self.place.clone() }
    }

    /// The rule, ended on the day before `day`.
    pub fn ended_before(&self, day: NaiveDate) -> Rule {
        Rule { end: End::Until(day - Days::new(1)), ..self.rule }
    }

    /// Moves the session of day `from` and all that follow, so that they begin on day `to`, in the same number and rhythm.
    /// Days are paired up to `known`, the last day that has a session.
    pub fn move_from(&self, from: NaiveDate, to: NaiveDate, known: NaiveDate) -> MovedSeries {
        let first = self.local_start.date();
        let end = match self.rule.end {
            End::Open => End::Open,
            _ => End::Count(u32::try_from(self.rule.days(first).filter(|day| *day >= from).count()).unwrap_or(1)),
        };
        let rhythm = match self.rule.rhythm {
            Recurrence::Monthly(nth) => {
                let new = NthWeekday::of(to, self.rule.calendar);
                let is_last = Month::of(to, self.rule.calendar) != Month::of(to + Days::new(7), self.rule.calendar);
                Recurrence::Monthly(if nth == NthWeekday::Last && is_last { NthWeekday::Last } else { new })
            }
            other => other,
        };
        let after = Rule { rhythm, end, ..self.rule };
        let pairs = self.days_to(known.max(from)).filter(|day| *day >= from).zip(after.days(to)).collect();
        MovedSeries { before: self.ended_before(from), after, pairs }
    }
}

/// The seal context of a series' place; the group's key seals it.
fn place_context(practice: PracticeId, id: SeriesId) -> SealContext {
    SealContext { table: "series", column: "place", row: id.0, practice: practice.0 }
}
