//! The arc on a screen, and the page on which a plan is changed.

use std::borrow::Borrow;

use askama::Template;

use super::{Course, Stage};
use crate::group::Group;
use crate::kit::failure::Error;
use crate::kit::locale::filters;
use crate::kit::relay::Audience;
use crate::kit::web::{Chrome, FormErrors};
use crate::session::Session;

#[derive(Template)]
#[template(path = "session/_arc.html")]
struct ArcFragment<'a> {
    session: &'a Session,
    course: &'a Course,
    audience: Audience,
}

/// The arc as everybody of an audience sees it, as a partial that finds its place.
pub fn told(chrome: &Chrome, session: &Session, course: &Course, audience: Audience) -> Result<String, Error> {
    chrome.render(&ArcFragment { session, course, audience }).map_err(Error::Page)
}

/// One row of the form, as it was typed.
pub(super) struct StagePlanRow {
    pub stage: Option<Stage>,
    pub minutes: String,
}

impl StagePlanRow {
    /// Whether this stage was chosen.
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
    pub complaints: FormErrors,
    /// Whether what is typed is to become the group's template too.
    pub keep: bool,
}
