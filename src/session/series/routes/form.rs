//! The series form and its validation.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::group::Group;
use crate::kit::i18n::LocaleContext;
use crate::kit::i18n::entry::DateEntry;
use crate::kit::text::plain;
use crate::kit::web::{Chrome, FormErrors};
use crate::session::series::views::SeriesTyped;
use crate::session::series::{End, NthWeekday, Recurrence, Rule, SeriesId, SeriesRefusal};
use crate::session::timing::{SessionTyped, Timing};

crate::coded! {
    /// What the pressed button of the form asks for.
    #[derive(Default)]
    pub(super) enum SeriesFormAction {
        /// Show the days for review.
        #[default]
        Look = "look",
        /// Go back to the fields.
        Change = "change",
        /// Plan the series.
        Keep = "keep",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeriesForm {
    pub id: SeriesId,
    date: String,
    time: String,
    minutes: String,
    #[serde(default)]
    place: String,
    rhythm: String,
    #[serde(default)]
    nth: String,
    ends: String,
    #[serde(default)]
    count: String,
    #[serde(default)]
    until: String,
    /// Days to skip.
    #[serde(default)]
    pub skip: Vec<NaiveDate>,
    #[serde(default)]
    pub wish: SeriesFormAction,
    /// Whether to plan the series despite other sessions on its days.
    #[serde(default)]
    pub despite: bool,
    /// The suggested room: it is filled in as the place, and nothing is planned yet.
    pub room: Option<String>,
}

impl SeriesForm {
    pub(super) fn typed(&self) -> SeriesTyped {
        SeriesTyped {
            timing: SessionTyped {
                date: DateEntry::typed(&self.date),
                time: self.time.clone(),
                minutes: self.minutes.clone(),
                place: self.room.clone().unwrap_or_else(|| self.place.clone()),
            },
            rhythm: self.rhythm.clone(),
            nth: self.nth.clone(),
            ends: self.ends.clone(),
            count: self.count.clone(),
            until: DateEntry::typed(&self.until),
            skip: self.skip.clone(),
        }
    }
}

/// Reads the rule and the time of the first session, which falls on the first day of the rhythm. Each error goes beside its field.
pub(super) fn read(typed: &SeriesTyped, group: &Group, chrome: &Chrome, errors: &mut FormErrors) -> Option<(Rule, Timing)> {
    let LocaleContext { locale, calendar, .. } = chrome.reader;
    let timing = typed.timing.read(group.time_zone, None, chrome, errors);
    let nth = NthWeekday::ALL.into_iter().find(|nth| nth.code() == typed.nth).unwrap_or(NthWeekday::Number(1));
    let rhythm = match typed.rhythm.as_str() {
        "fortnightly" => Recurrence::Fortnightly,
        "monthly" => Recurrence::Monthly(nth),
        _ => Recurrence::Weekly,
    };
    let refusal = |refusal: SeriesRefusal| locale.message(refusal.key());
    let end = match typed.ends.as_str() {
        "until" => errors.check("until", typed.until.read(calendar), |refusal| refusal.message(locale)).map(End::Until),
        "open" => Some(End::Open),
        _ => errors.check("count", plain(&typed.count).parse().map_err(|_| SeriesRefusal::Count), refusal).map(End::Count),
    };
    let (mut timing, end) = (timing?, end?);
    let rule = Rule { calendar: group.calendar, rhythm, end };
    let first = rule.begins(timing.local_start.date());
    timing.local_start = first.and_time(timing.local_start.time());
    let field = match (end, rule.plan(first, &typed.skip)) {
        (_, Ok(())) => return Some((rule, timing)),
        (_, Err(why @ SeriesRefusal::NothingLeft)) => ("skip", why),
        (End::Until(_), Err(why)) => ("until", why),
        (_, Err(why)) => ("count", why),
    };
    errors.add(field.0, refusal(field.1));
    None
}
