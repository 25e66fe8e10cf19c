//! The pages of series and of the year.

use askama::Template;
use chrono::{Datelike, NaiveDate, Weekday};

use super::store::Occurrence;
use super::year::{Entry, MonthOf};
use super::{AHEAD, End, Recurrence, Rule, Series, SeriesId};
use crate::group::{Group, SchedulingVia};
use crate::kit::locale::entry::DateEntry;
use crate::kit::locale::months::parts;
use crate::kit::locale::{LocaleContext, dates, filters};
use crate::kit::web::FormErrors;
use crate::session::timing::SessionTyped;
use crate::session::{Session, SessionId, SessionRefusal, SessionState};

/// What was typed into the form of a series.
#[derive(Clone)]
pub(super) struct SeriesTyped {
    pub timing: SessionTyped,
    pub rhythm: String,
    pub nth: String,
    pub ends: String,
    pub count: String,
    pub until: DateEntry,
    pub skip: Vec<NaiveDate>,
}

impl Default for SeriesTyped {
    fn default() -> Self {
        Self {
            timing: SessionTyped::default(),
            rhythm: "weekly".to_owned(),
            nth: "1".to_owned(),
            ends: "count".to_owned(),
            count: "12".to_owned(),
            until: DateEntry::default(),
            skip: Vec::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "session/series/new.html")]
pub(super) struct NewSeriesPage {
    pub group: Group,
    pub id: SeriesId,
    pub typed: SeriesTyped,
    pub whence: SchedulingVia,
    pub complaints: FormErrors,
}

#[derive(Template)]
#[template(path = "session/series/review.html")]
pub(super) struct ReviewPage {
    pub group: Group,
    pub series: Series,
    /// What was typed, to be sent once more.
    pub typed: SeriesTyped,
    pub whence: SchedulingVia,
    pub days: Vec<ReviewDay>,
    /// Whether it was to be kept, and something stands against it.
    pub refused: bool,
}

/// A day that would be one of a series, and what is to be known of it.
pub(super) struct ReviewDay {
    pub day: NaiveDate,
    /// Whether the group meets at that time already.
    pub taken: bool,
    /// What else is then.
    pub notes: Vec<String>,
}

impl ReviewPage {
    fn has_notes(&self) -> bool {
        self.days.iter().any(|day| !day.notes.is_empty())
    }

    fn is_taken(&self) -> bool {
        self.days.iter().any(|one| one.taken && !self.series.skipped.contains(&one.day))
    }
}

/// A day of a series, and its session.
pub(super) struct SeriesDay {
    pub day: NaiveDate,
    pub is_past: bool,
    pub skipped: bool,
    pub session: Option<Session>,
}

#[derive(Template)]
#[template(path = "session/series/series.html")]
pub(super) struct SeriesPage {
    pub group: Group,
    pub series: Series,
    pub days: Vec<SeriesDay>,
    /// The sessions in which a colleague stands in.
    pub in_place: Vec<SessionId>,
    pub whence: SchedulingVia,
    pub refusal: Option<SessionRefusal>,
    /// The day that was to be put back, and what else is then.
    pub clash: Option<(NaiveDate, Vec<String>)>,
}

impl SeriesPage {
    fn clashes_on(&self, day: NaiveDate) -> &[String] {
        self.clash.as_ref().filter(|(on, _)| *on == day).map_or(&[], |(_, lines)| lines)
    }
}

#[derive(Template)]
#[template(path = "session/series/time.html")]
pub(super) struct TimePage {
    pub whence: SchedulingVia,
    pub group: Group,
    pub session: Session,
    pub occurrence: Option<Occurrence>,
    /// Whether a colleague was named to stand in.
    pub named: bool,
    pub typed: SessionTyped,
    pub following: bool,
    /// How it stands now, when it was changed meanwhile.
    pub now: Option<Session>,
    pub complaints: FormErrors,
    /// What else is at that time.
    pub clashes: Vec<String>,
}

#[derive(Template)]
#[template(path = "session/series/year.html")]
pub(super) struct YearPage {
    pub group: Group,
    pub whence: SchedulingVia,
    /// Whether the reader may plan.
    pub plans: bool,
    /// The year that is shown, in the reader's calendar.
    pub of: i32,
    pub today: NaiveDate,
    pub months: [MonthOf; 12],
    /// Sessions of the year that were or will be.
    pub count: usize,
    /// With which day weeks begin, and their days' names from there on.
    pub begins: Weekday,
    pub weekdays: [(String, String); 7],
    /// Series with sessions ahead, in words.
    pub running: Vec<(SeriesId, RuleInWords)>,
}

/// A day in the small picture of a month.
pub(super) struct MonthDot {
    pub number: u8,
    pub class: String,
}

impl YearPage {
    /// The weeks of a month's small picture.
    fn weeks(&self, of: &MonthOf) -> Vec<[Option<MonthDot>; 7]> {
        let dot = |day: NaiveDate| {
            let today = if day == self.today { "today" } else { "" };
            MonthDot { number: parts(day, of.month.calendar).2, class: format!("{} {today}", of.mark(day)).trim().to_owned() }
        };
        of.month.weeks(self.begins).into_iter().map(|week| week.map(|day| day.map(dot))).collect()
    }

    fn is_today(&self, entry: &Entry) -> bool {
        entry.day == self.today
    }
}

impl SeriesTyped {
    /// What was typed, but the days left out, to be sent once more.
    fn fields(&self) -> [(&'static str, String); 9] {
        let SeriesTyped { timing, rhythm, nth, ends, count, until, .. } = self.clone();
        [
            ("date", timing.date.text()),
            ("time", timing.time),
            ("minutes", timing.minutes),
            ("place", timing.place),
            ("rhythm", rhythm),
            ("nth", nth),
            ("ends", ends),
            ("count", count),
            ("until", until.text()),
        ]
    }
}

/// A rule in words: how often, and until when.
#[derive(Clone, Debug)]
pub(super) struct RuleInWords {
    pub rhythm: String,
    pub end: SaidEnd,
}

/// Until when, for the template to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum SaidEnd {
    Count(u32),
    Until(NaiveDate),
    Open,
}

/// Says a rule in words; of months of another calendar than the reader's, whose they are.
pub(super) fn said(series: &Series, reader: &LocaleContext) -> RuleInWords {
    let locale = reader.locale;
    let (day, _) = dates::weekday_name(locale, series.local_start.weekday());
    let rhythm = match series.rule.rhythm {
        Recurrence::Weekly => locale.message("series-said-weekly").arg("day", day.as_str()).to_string(),
        Recurrence::Fortnightly => locale.message("series-said-fortnightly").arg("day", day.as_str()).to_string(),
        Recurrence::Monthly(nth) => {
            let nth = locale.text(nth.key());
            let said = locale.message("series-said-monthly").arg("nth", nth.as_str()).arg("day", day.as_str());
            match series.rule.calendar {
                calendar if calendar == reader.calendar => said.to_string(),
                calendar => locale.message("series-said-months").arg("said", said).arg("calendar", calendar.key()).to_string(),
            }
        }
    };
    let end = match series.rule.end {
        End::Count(n) => SaidEnd::Count(n),
        End::Until(day) => SaidEnd::Until(day),
        End::Open => SaidEnd::Open,
    };
    RuleInWords { rhythm, end }
}

/// The days of a rule that are written down when it is planned today.
pub(super) fn ahead_days(rule: &Rule, first: NaiveDate, today: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
    let last = if rule.end == End::Open { today.max(first) + AHEAD } else { NaiveDate::MAX };
    rule.days(first).take_while(move |day| *day <= last)
}
