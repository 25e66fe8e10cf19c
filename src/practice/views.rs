//! Pages of a practice.

use askama::Template;
use chrono_tz::Tz;

use super::{Practice, StaffMember};
use crate::kit::i18n::{Calendar, Locale, MessageKey, filters};
use crate::kit::web::FormErrors;

/// The values typed into the setup form.
#[derive(Clone, Default)]
pub(super) struct SetupTyped {
    pub practice: String,
    pub locale: Option<Locale>,
    pub calendar: Option<Calendar>,
    pub time_zone: String,
    pub name: String,
    pub email: String,
}

#[derive(Template)]
#[template(path = "practice/setup.html")]
pub(super) struct SetupPage {
    pub path: String,
    pub typed: SetupTyped,
    pub zones: &'static [Tz],
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "practice/practice.html")]
pub(super) struct PracticePage {
    pub practice: Practice,
    /// What members read until the practice has written its own crisis help.
    pub ways: MessageKey,
    pub staff: Vec<StaffMember>,
    pub zones: &'static [Tz],
    pub errors: FormErrors,
    /// The settings that another person saved meanwhile.
    pub theirs: Option<Practice>,
    pub kept: bool,
}

#[derive(Template)]
#[template(path = "practice/help.html")]
pub(super) struct HelpPage {
    pub practices: Vec<HelpRow>,
}

/// The crisis help of a practice.
pub(super) struct HelpRow {
    pub name: String,
    pub own: Option<String>,
    /// The text until it has written its own.
    pub ways: MessageKey,
}
