//! The page of an individual note.

use askama::Template;

use super::{IndividualNote, IndividualNoteId};
use crate::group::{Group, MembershipId};
use crate::kit::i18n::filters;
use crate::kit::web::FormErrors;

#[derive(Template)]
#[template(path = "record/note.html")]
pub(super) struct NotePage {
    pub group: Group,
    pub member: MembershipId,
    pub name: Option<String>,
    pub id: IndividualNoteId,
    pub text: String,
    /// The version that the words are based on; 0 without one.
    pub based_on: i32,
    /// The names that the text has, and that the page warns of.
    pub names: Vec<String>,
    pub warned: String,
    /// Whether another version was saved meanwhile.
    pub meanwhile: bool,
    /// Newest first, each with its author's name.
    pub versions: Vec<(IndividualNote, Option<String>)>,
    pub errors: FormErrors,
}

impl NotePage {
    fn base(&self) -> String {
        format!("/groups/{}/members/{}", self.group.id, self.member)
    }

    pub fn may_write(&self) -> bool {
        self.group.ended_at.is_none()
    }
}
