//! Views of series and of the year.

use askama::Template;
use chrono::{Datelike, NaiveDate, Weekday};

use super::store::Occurrence;
use super::year::{Entry, MonthEntries};
use super::{AHEAD, End, Recurrence, Rule, Series, SeriesId};
use crate::group::{Group, SchedulingVia};
use crate::kit::i18n::entry::DateEntry;
use crate::kit::i18n::months::parts;
use crate::kit::i18n::{LocaleContext, dates, filters};
use crate::kit::refusal::Refusal;
use crate::kit::web::FormErrors;
use crate::session::clash::Clashes;
use crate::session::timing::SessionTyped;
use crate::session::way_out::WayOut;
use crate::session::{Session, SessionId, SessionRefusal, SessionState};

/// The field values of the series form.
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
    pub via: SchedulingVia,
    pub errors: FormErrors,
    /// The names of the practice's rooms.
    pub rooms: Vec<String>,
}

#[derive(Template)]
#[template(path = "session/series/review.html")]
pub(super) struct ReviewPage {
    pub group: Group,
    pub series: Series,
    /// The field values, sent again by the review form.
    pub typed: SeriesTyped,
    pub via: SchedulingVia,
    pub days: Vec<ReviewDay>,
    pub way_out: Option<WayOut>,
    /// Whether the suggested room was filled in as the place.
    pub filled: bool,
    /// Whether the plan was submitted and refused.
    pub refused: bool,
}

/// A day of a series under review.
pub(super) struct ReviewDay {
    pub day: NaiveDate,
    /// Whether the group already has a session at that time.
    pub taken: bool,
    /// Other sessions at that time.
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
    /// The sessions for which a substitute is named.
    pub in_place: Vec<SessionId>,
    pub via: SchedulingVia,
    pub refusal: Option<SessionRefusal>,
    /// The day that could not be restored, and the other sessions at that time.
    pub clash: Option<(NaiveDate, Clashes)>,
}

impl SeriesPage {
    fn clashes_on(&self, day: NaiveDate) -> Clashes {
        self.clash.as_ref().filter(|(on, _)| *on == day).map(|(_, clashes)| clashes.clone()).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "session/series/time.html")]
pub(super) struct TimePage {
    pub via: SchedulingVia,
    pub group: Group,
    pub session: Session,
    pub occurrence: Option<Occurrence>,
    /// Whether a substitute is named.
    pub named: bool,
    pub typed: SessionTyped,
    pub following: bool,
    /// The current session, if another request changed it meanwhile.
    pub now: Option<Session>,
    pub errors: FormErrors,
    /// Other sessions at that time.
    pub clashes: Clashes,
    /// Whether the suggested room was filled in as the place.
    pub filled: bool,
    /// The names of the practice's rooms.
    pub rooms: Vec<String>,
}

#[derive(Template)]
#[template(path = "session/series/year.html")]
pub(super) struct YearPage {
    pub group: Group,
    pub via: SchedulingVia,
    /// Whether the reader may plan.
    pub plans: bool,
    /// The year that is shown, in the reader's calendar; none when the months begin with the present one.
    pub of: Option<i32>,
    pub today: NaiveDate,
    pub months: [MonthEntries; 12],
    /// The number of the year's sessions that are not cancelled.
    pub count: usize,
    /// The first day of the week; `weekdays` starts with it.
    pub begins: Weekday,
    pub weekdays: [(String, String); 7],
    /// Series with sessions ahead, described in words.
    pub running: Vec<(SeriesId, RuleInWords)>,
}

/// A day in the small calendar of a month.
pub(super) struct MonthDot {
    pub number: u8,
    pub class: String,
}

impl YearPage {
    /// The year before the one that is shown, and the one after it; both years of months that begin with the present one.
    fn others(&self) -> [i32; 2] {
        match self.of {
            Some(of) => [of - 1, of + 1],
            None => [self.months[0].month.year, self.months[0].month.year + 1],
        }
    }

    /// The weeks of a month's small calendar; `None` for days of other months.
    fn weeks(&self, of: &MonthEntries) -> Vec<[Option<MonthDot>; 7]> {
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
    /// Names and values for hidden inputs, without `skip`: the review page has a checkbox for each day.
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

#[derive(Clone, Debug)]
pub(super) struct RuleInWords {
    pub rhythm: String,
    pub end: EndInWords,
}

/// The end of a rule; the template formats its number or day for the reader.
#[derive(Clone, Copy, Debug)]
pub(super) enum EndInWords {
    Count(u32),
    Until(NaiveDate),
    Open,
}

/// Describes a rule in words. For a monthly rule in a calendar that is not the reader's, the text names the calendar.
pub(super) fn rule_in_words(series: &Series, reader: &LocaleContext) -> RuleInWords {
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
        End::Count(n) => EndInWords::Count(n),
        End::Until(day) => EndInWords::Until(day),
        End::Open => EndInWords::Open,
    };
    RuleInWords { rhythm, end }
}

/// The days of a rule that is planned today, skipped ones included: all of them if the rule has an end, otherwise those within [`AHEAD`].
pub(super) fn ahead_days(rule: &Rule, first: NaiveDate, today: NaiveDate) -> impl Iterator<Item = NaiveDate> + use<> {
    let last = if rule.end == End::Open { today.max(first) + AHEAD } else { NaiveDate::MAX };
    rule.days(first).take_while(move |day| *day <= last)
}
