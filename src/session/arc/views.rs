//! The arc on a screen, and the page for changing a plan.

use std::borrow::Borrow;
use std::collections::HashMap;

use askama::Template;

use super::{Course, PlannedStage, Stage};
use crate::group::Group;
use crate::kit::error::Error;
use crate::kit::events::Audience;
use crate::kit::i18n::filters;
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
pub(super) struct StagePlanRow {
    pub stage: Option<Stage>,
    pub minutes: String,
}

impl StagePlanRow {
    pub fn is(&self, stage: impl Borrow<Stage>) -> bool {
        self.stage.as_ref() == Some(stage.borrow())
    }
}

#[derive(Template)]
#[template(path = "session/plan.html")]
pub(super) struct PlanPage {
    pub group: Group,
    pub session: Session,
    pub course: Course,
    pub rows: Vec<StagePlanRow>,
    pub bar: PlanBar,
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
        self.course.plan.iter().take(self.course.place().saturating_sub(1)).map(|step| step.minutes).sum()
    }
}
