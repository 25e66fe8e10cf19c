//! The page of crisis help, and the form in which the practice writes it.

use askama::Template;

use super::{CrisisHelp, CrisisNumber, NumberRow};
use crate::kit::i18n::{MessageKey, filters};
use crate::kit::web::FormErrors;

#[derive(Template)]
#[template(path = "practice/help.html")]
pub(super) struct HelpPage {
    pub practices: Vec<PracticeHelp>,
}

/// The crisis help of a practice.
pub(super) struct PracticeHelp {
    pub name: String,
    pub numbers: Vec<CrisisNumber>,
    pub note: Option<String>,
    /// The text until it has written its own.
    pub ways: MessageKey,
}

#[derive(Template)]
#[template(path = "practice/help_form.html")]
pub(super) struct HelpFormPage {
    /// As it is stored.
    pub now: CrisisHelp,
    pub rows: Vec<NumberRow>,
    pub note: String,
    pub version: i32,
    pub ways: MessageKey,
    pub errors: FormErrors,
    /// Whether another request changed it meanwhile.
    pub meanwhile: bool,
    pub kept: bool,
}

impl HelpFormPage {
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty() || self.rows.iter().any(|row| !row.errors.is_empty())
    }
}
