//! The guide as a page, and the page on which a practice adds to it.

use askama::Template;

use super::GuideReading;
use crate::group::Group;
use crate::kit::locale::filters;
use crate::kit::web::FormErrors;

#[derive(Template)]
#[template(path = "preparation/guide.html")]
pub(super) struct GuidePage {
    pub group: Group,
    /// Whether a member reads it, who can say so.
    pub is_member: bool,
    pub reading: Option<GuideReading>,
    /// What the practice adds in the reader's language: its name and its words.
    pub added: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "preparation/practice.html")]
pub(super) struct AddedPage {
    pub practice: String,
    pub fa: String,
    pub en: String,
    pub complaints: FormErrors,
    pub kept: bool,
}
