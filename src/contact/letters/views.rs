//! The page of messages, and the pages on which a letter or its answer is written.

use askama::Template;

use super::{LETTER_LIMIT, LetterId, MemberLetter};
use crate::climate::contact_request_store::{ContactRequest, OwnRequest};
use crate::group::{Group, MembershipId};
use crate::kit::i18n::filters;
use crate::kit::web::FormErrors;

/// A group that the reader leads, with the members whom a letter reaches.
pub(super) struct Addressees {
    pub group: Group,
    /// Each with their name.
    pub members: Vec<(MembershipId, String)>,
}

#[derive(Template)]
#[template(path = "contact/messages.html")]
pub(super) struct MessagesPage {
    /// The open requests for a word, each with the name of its group.
    pub requests: Vec<(String, ContactRequest)>,
    pub written: Vec<MemberLetter>,
    pub received: Vec<MemberLetter>,
    /// The reader's own requests.
    pub own: Vec<OwnRequest>,
    /// The groups that the reader leads.
    pub leads: Vec<Addressees>,
    /// Whether they work in a practice.
    pub staff: bool,
}

#[derive(Template)]
#[template(path = "contact/write.html")]
pub(super) struct WritePage {
    pub group: Group,
    pub member: MembershipId,
    pub name: String,
    /// Whether the member has an account to read it with.
    pub reaches: bool,
    pub id: LetterId,
    pub text: String,
    pub errors: FormErrors,
}

impl WritePage {
    pub(super) const LIMIT: usize = LETTER_LIMIT;
}

#[derive(Template)]
#[template(path = "contact/answer.html")]
pub(super) struct AnswerPage {
    pub letter: MemberLetter,
    pub text: String,
    pub errors: FormErrors,
}
