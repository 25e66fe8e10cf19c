//! The arc on a screen, and the page for changing a plan.

use std::borrow::Borrow;
use std::collections::HashMap;

use askama::Template;
use chrono::{DateTime, TimeDelta, Timelike};
use chrono_tz::Tz;

use super::{Course, PlannedStage, Stage, plan};
use crate::group::Group;
use crate::key;
use crate::kit::error::Error;
use crate::kit::events::Audience;
use crate::kit::i18n::filters;
use crate::kit::text::plain;
use crate::kit::web::{Chrome, FormErrors};
use crate::session::Session;

#[derive(Template)]
#[template(path = "session/_arc.html")]
struct ArcFragment<'a> {
    session: &'a Session,
    course: &'a Course,
    audience: Audience,
}

/// Renders the arc for an audience, as a partial with its own target.
pub fn arc_fragment(chrome: &Chrome, session: &Session, course: &Course, audience: Audience) -> Result<String, Error> {
    chrome.render(&ArcFragment { session, course, audience }).map_err(Error::Page)
}

/// The stages of a plan as parts of a bar that is as long as the session.
pub(super) struct PlanBar {
    pub parts: Vec<PlanPart>,
    /// The planned minutes.
    pub total: i32,
    /// The length of the session.
    pub minutes: i32,
}

pub(super) struct PlanPart {
    pub stage: Stage,
    pub minutes: i32,
    /// Percent from the left edge of the bar.
    pub x: f64,
    /// Percent of the bar.
    pub width: f64,
}

impl PlanBar {
    /// Where the plan is longer than the session, the bar is as long as the plan.
    pub fn of(steps: &[PlannedStage], minutes: i32, is_rtl: bool) -> Self {
        let total: i32 = steps.iter().map(|step| step.minutes).sum();
        let percent = |part: i32| (f64::from(part) * 10_000.0 / f64::from(total.max(minutes).max(1))).round() / 100.0;
        let mut before = 0;
        let part = |step: &PlannedStage| {
            let from = if is_rtl { 100.0 - percent(before + step.minutes) } else { percent(before) };
            before += step.minutes;
            PlanPart { stage: step.stage, minutes: step.minutes, x: from, width: percent(step.minutes) }
        };
        Self { parts: steps.iter().map(part).collect(), total, minutes }
    }

    pub fn left(&self) -> i32 {
        (self.minutes - self.total).max(0)
    }

    pub fn over(&self) -> i32 {
        (self.total - self.minutes).max(0)
    }
}

/// One row of the form as submitted.
#[derive(Clone)]
pub(super) struct StagePlanRow {
    pub stage: Option<Stage>,
    pub minutes: String,
    /// The time of day at which the stage begins, "18:30"; see [`set_times`].
    pub at: Option<String>,
}

impl StagePlanRow {
    pub fn new(stage: Option<Stage>, minutes: String) -> Self {
        Self { stage, minutes, at: None }
    }

    /// The rows of a plan.
    pub fn of(steps: &[PlannedStage]) -> Vec<Self> {
        steps.iter().map(|step| Self::new(Some(step.stage), step.minutes.to_string())).collect()
    }

    /// What the row plans; none while its minutes are not allowed ones.
    pub fn planned(&self) -> Option<PlannedStage> {
        let minutes = plain(&self.minutes).parse().ok().filter(|minutes| plan::MINUTES.contains(minutes));
        self.stage.zip(minutes).map(|(stage, minutes)| PlannedStage { stage, minutes })
    }

    pub fn is(&self, stage: impl Borrow<Stage>) -> bool {
        self.stage.as_ref() == Some(stage.borrow())
    }
}

/// Sets when the stages of the rows begin, the first one at `from`. That one takes at least the minutes that it has taken already.
pub(super) fn set_times(rows: &mut [StagePlanRow], from: DateTime<Tz>, spent: i64) {
    let mut at = from;
    for (n, row) in rows.iter_mut().enumerate().filter(|(_, row)| row.stage.is_some()) {
        row.at = Some(at.format("%H:%M").to_string());
        let minutes = row.planned().map_or(0, |step| step.minutes.into());
        at += TimeDelta::minutes(if n == 0 { spent.max(minutes) } else { minutes });
    }
}

crate::coded! {
    /// A plan that the rows can be filled from.
    pub(super) enum PlanSource {
        /// That of the group's last held session.
        Last = "last" => key!("plan-from-last"),
        /// The group's template.
        Group = "group" => key!("plan-from-group"),
        /// The seven stages.
        Standard = "standard" => key!("plan-from-standard"),
    }
}

/// A plan to start from, fitted to the length of the session.
pub(super) struct PlanStart {
    pub from: PlanSource,
    pub steps: Vec<PlannedStage>,
}

impl PlanStart {
    /// The stages and minutes for the script: "arrive:9 open:8".
    fn code(&self) -> String {
        self.steps.iter().map(|step| format!("{}:{}", step.stage.code(), step.minutes)).collect::<Vec<_>>().join(" ")
    }
}

#[derive(Template)]
#[template(path = "session/plan.html")]
pub(super) struct PlanPage {
    pub group: Group,
    pub session: Session,
    pub course: Course,
    pub rows: Vec<StagePlanRow>,
    /// When the first of them begins.
    pub begins: DateTime<Tz>,
    /// The minutes that the current stage has taken.
    pub spent: i64,
    pub bar: PlanBar,
    /// Plans to start from; none once the session has begun.
    pub starts: Vec<PlanStart>,
    /// The one that the rows were filled from.
    pub filled: Option<PlanSource>,
    /// The question of the round, as submitted.
    pub question: String,
    /// How many minutes the stages took in the group's last session.
    pub last: HashMap<Stage, i64>,
    pub errors: FormErrors,
    /// Whether to store the plan as the group's template too.
    pub keep: bool,
}

impl PlanPage {
    /// How many minutes a stage took in the last session; none when it did not come.
    pub fn took(&self, stage: impl Borrow<Stage>) -> Option<i64> {
        self.last.get(stage.borrow()).copied().filter(|minutes| *minutes > 0)
    }

    /// The same of a row.
    pub fn row_took(&self, row: &StagePlanRow) -> Option<i64> {
        row.stage.and_then(|stage| self.took(stage))
    }

    /// The minutes of the stages that are over, which the form leaves out.
    pub fn been(&self) -> i32 {
        been(&self.course)
    }

    pub fn is_filled(&self, start: &PlanStart) -> bool {
        self.filled == Some(start.from)
    }

    /// The time of day at which the rows begin, in minutes.
    pub fn begins_at(&self) -> u32 {
        self.begins.hour() * 60 + self.begins.minute()
    }
}

/// The planned minutes of the stages that are over.
pub(super) fn been(course: &Course) -> i32 {
    course.plan.iter().take(course.place().saturating_sub(1)).map(|step| step.minutes).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_begins_when_the_one_before_it_ends() {
        use Stage::{Close, Open, Round};
        let from: DateTime<Tz> = "2026-12-01T15:00:40Z".parse::<DateTime<chrono::Utc>>().unwrap().with_timezone(&Tz::Asia__Tehran);
        let row = |stage, minutes: &str| StagePlanRow::new(stage, minutes.to_owned());
        let rows = [row(Some(Open), "۸"), row(None, "5"), row(Some(Round), "many"), row(Some(Close), "9")];
        let at = |spent| {
            let mut rows = rows.clone();
            set_times(&mut rows, from, spent);
            rows.map(|row| row.at.unwrap_or_default())
        };
        assert_eq!(at(0), ["18:30", "", "18:38", "18:38"], "minutes that cannot be read take none");
        assert_eq!(at(8), at(0));
        assert_eq!(at(12), ["18:30", "", "18:42", "18:42"], "what the current stage has taken is over");
    }
}
