//! The form in which the practice writes its crisis help.

use askama::Template;

use super::{CrisisHelp, NumberRow};
use crate::kit::i18n::{MessageKey, filters};
use crate::kit::web::FormErrors;

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
