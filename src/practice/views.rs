//! Pages of a practice.

use askama::Template;
use chrono_tz::Tz;

use super::help::{CrisisNumber, NumberRow};
use super::{Practice, StaffMember};
use crate::kit::i18n::{Calendar, Locale, filters};
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
    /// The first crisis number.
    pub number: NumberRow,
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
    pub numbers: Vec<CrisisNumber>,
    pub staff: Vec<StaffMember>,
    pub zones: &'static [Tz],
    pub errors: FormErrors,
    /// The settings that another person saved meanwhile.
    pub theirs: Option<Practice>,
    pub kept: bool,
}
