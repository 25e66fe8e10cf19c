//! The guide as a page, and the page on which a practice adds to it.

use askama::Template;

use super::GuideReading;
use crate::group::Group;
use crate::kit::i18n::filters;
use crate::kit::web::FormErrors;

#[derive(Template)]
#[template(path = "preparation/guide.html")]
pub(super) struct GuidePage {
    pub group: Group,
    /// Whether the reader is a member, who can confirm having read it.
    pub is_member: bool,
    pub reading: Option<GuideReading>,
    /// The practice's name, and what it adds in the reader's language.
    pub added: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "preparation/practice.html")]
pub(super) struct GuideAdditionsPage {
    pub practice: String,
    pub fa: String,
    pub en: String,
    pub errors: FormErrors,
    pub kept: bool,
}
