//! The arc on a screen, and the page for changing a plan.

use std::borrow::Borrow;

use askama::Template;

use super::{Course, Stage};
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
    pub errors: FormErrors,
    /// Whether to store the plan as the group's template too.
    pub keep: bool,
}
