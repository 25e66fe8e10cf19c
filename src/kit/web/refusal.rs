//! Refusals by a rule. A refusal travels by `?` as a [`Problem`]; its answer gives back what was typed.

use askama::Template;
use axum::http::StatusCode;

use super::form::SENT_BEFORE;
use super::page::Chrome;
use super::problem::Problem;
use crate::kit::error::Error;
use crate::kit::i18n::{Message, MessageKey, filters};
use crate::kit::refusal::{OpenChoice, Refusal, RefusalKind};
use crate::kit::text::TextRefusal;

/// The status of an answer that refuses: 422, 409, or 403, which becomes [`Problem::Forbidden`].
pub fn refusal_status(kind: RefusalKind) -> StatusCode {
    match kind {
        RefusalKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        RefusalKind::Conflict => StatusCode::CONFLICT,
        RefusalKind::Forbidden => StatusCode::FORBIDDEN,
    }
}

/// The form's id was sent before with other content.
pub struct SentBefore;

impl Refusal for SentBefore {
    fn key(&self) -> MessageKey {
        SENT_BEFORE
    }

    fn kind(&self) -> RefusalKind {
        RefusalKind::Conflict
    }
}

/// Refuses a form whose id is that of a row which this person cannot see: `key` is the constraint of the table's primary key.
pub fn free_id<T>(stored: Result<T, impl Into<Error>>, key: &str) -> Result<T, Problem> {
    stored.map_err(|failure| {
        let failure = failure.into();
        if failure.constraint() == Some(key) { SentBefore.into() } else { failure.into() }
    })
}

/// A refused form: the status and the reason, and after a conflict the text as it is now.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub(super) status: StatusCode,
    reason: Reason,
    current: Option<CurrentText>,
    choice: Option<OpenChoice>,
}

#[derive(Clone, Debug, PartialEq)]
enum Reason {
    Key(MessageKey),
    Message(Message),
    Text(TextRefusal),
}

/// The text that another change has stored meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentText {
    pub text: String,
    pub version: i32,
}

/// What a script shows within the form, or beside the stage for a form without a place for it.
#[derive(Template)]
#[template(path = "kit/refusal.html")]
struct RefusalFragment<'a> {
    words: Message,
    current: Option<&'a CurrentText>,
}

impl Refused {
    /// A refusal whose message has arguments.
    pub fn with_message(refusal: &impl Refusal, message: Message) -> Self {
        Self { status: refusal_status(refusal.kind()), reason: Reason::Message(message), current: None, choice: None }
    }

    /// A conflict, with the text as it is now: after reading it, the person may store their own over it.
    pub fn changed(refusal: &impl Refusal, current: CurrentText) -> Self {
        Self { status: StatusCode::CONFLICT, reason: Reason::Key(refusal.key()), current: Some(current), choice: None }
    }

    pub(super) fn message(&self, chrome: &Chrome) -> Message {
        match &self.reason {
            Reason::Key(key) => chrome.locale().message(*key),
            Reason::Message(message) => message.clone(),
            Reason::Text(refusal) => refusal.message(chrome.locale()),
        }
    }

    pub(super) fn current(&self) -> Option<&CurrentText> {
        self.current.as_ref()
    }

    pub(super) fn choice(&self) -> Option<OpenChoice> {
        self.choice
    }

    pub(super) fn fragment(&self, chrome: &Chrome) -> axum::response::Response {
        chrome.page_with(self.status, &RefusalFragment { words: self.message(chrome), current: self.current() })
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        if refused.status == StatusCode::FORBIDDEN { Self::Forbidden } else { Self::Refused(Box::new(refused)) }
    }
}

impl<T: Refusal> From<T> for Problem {
    fn from(refusal: T) -> Self {
        Refused { status: refusal_status(refusal.kind()), reason: Reason::Key(refusal.key()), current: None, choice: refusal.choice() }
            .into()
    }
}

impl From<TextRefusal> for Problem {
    fn from(refusal: TextRefusal) -> Self {
        Refused { status: StatusCode::UNPROCESSABLE_ENTITY, reason: Reason::Text(refusal), current: None, choice: None }.into()
    }
}
