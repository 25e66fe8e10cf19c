//! Every way in which a request can fail, as a friendly page with a way onward. The source of an error is logged, never shown.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::form::SENT_BEFORE;
use super::given_back::ReturnedField;
use super::page::Chrome;
use super::refusal::{CurrentText, Refused};
use crate::key;
use crate::kit::error::Error;
use crate::kit::i18n::{Message, MessageKey, filters};
use crate::kit::refusal::OpenChoice;

/// Why a request failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// It does not exist, or not for this person: both give the same page, byte for byte.
    NotFound,
    /// It exists, but for another role.
    Forbidden,
    /// No one is signed in; after sign-in the browser returns to this path.
    SignIn(String),
    /// The form is from another person's sign-in, another browser or another site.
    StaleForm,
    /// The request's fields are not those of the form.
    BadForm,
    /// The form is larger than [`BODY_LIMIT`](super::gate::BODY_LIMIT).
    TooLarge,
    /// The form did not arrive whole, or not in time.
    Incomplete,
    /// Another request changed the same data meanwhile.
    Conflict,
    /// It has ended and is read-only.
    ReadOnly,
    /// The form's id was sent before with different content.
    SentBefore,
    /// A rule refused it.
    Refused(Box<Refused>),
    /// The path does not support this method.
    WrongMethod,
    /// The database is unavailable for the moment.
    Unavailable,
    /// Internal error; the log has it under the request's id.
    Internal,
}

#[derive(Template)]
#[template(path = "kit/problem.html")]
struct ProblemPage {
    status: u16,
    title: MessageKey,
    words: Message,
    /// The text that another change has stored meanwhile.
    current: Option<CurrentText>,
    choice: Option<OpenChoice>,
    /// The form is of a page that is worth returning to.
    refused: bool,
    request_id: String,
    /// The fields of the form.
    fields: Vec<ReturnedField>,
    /// A person typed at least one of them.
    has_typed_text: bool,
    /// Sending the form again may help.
    can_resend: bool,
}

impl Problem {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::SignIn(_) => StatusCode::SEE_OTHER,
            Self::BadForm => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Incomplete => StatusCode::REQUEST_TIMEOUT,
            Self::SentBefore | Self::Conflict | Self::ReadOnly => StatusCode::CONFLICT,
            Self::Refused(refused) => refused.status,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(&self) -> MessageKey {
        match self {
            Self::NotFound | Self::WrongMethod => key!("problem-not-found"),
            Self::Forbidden => key!("problem-forbidden"),
            Self::SignIn(_) => key!("problem-sign-in"),
            Self::StaleForm => key!("problem-stale-form"),
            Self::Refused(_) => key!("refused-title"),
            Self::SentBefore => key!("problem-sent-before"),
            Self::BadForm => key!("problem-bad-form"),
            Self::TooLarge => key!("problem-too-large"),
            Self::Incomplete => key!("problem-incomplete"),
            Self::Conflict => key!("problem-conflict"),
            Self::ReadOnly => key!("problem-closed"),
            Self::Unavailable => key!("problem-away"),
            Self::Internal => key!("problem-broken"),
        }
    }

    pub fn words(&self, chrome: &Chrome) -> Message {
        let key = match self {
            Self::Refused(refused) => return refused.message(chrome),
            Self::NotFound | Self::WrongMethod => key!("problem-not-found-words"),
            Self::Forbidden => key!("problem-forbidden-words"),
            Self::SignIn(_) => key!("problem-sign-in-words"),
            Self::StaleForm => key!("problem-stale-form-words"),
            Self::SentBefore => SENT_BEFORE,
            Self::BadForm => key!("problem-bad-form-words"),
            Self::TooLarge => key!("problem-too-large-words"),
            Self::Incomplete => key!("problem-incomplete-words"),
            Self::Conflict => key!("problem-conflict-words"),
            Self::ReadOnly => key!("problem-closed-words"),
            Self::Unavailable => key!("problem-away-words"),
            Self::Internal => key!("problem-broken-words"),
        };
        chrome.locale().message(key)
    }

    /// Whether the same form, sent again or corrected, may be accepted.
    fn may_be_sent_again(&self) -> bool {
        matches!(self, Self::StaleForm | Self::TooLarge | Self::Conflict | Self::SentBefore | Self::Unavailable | Self::Internal)
    }

    /// The page for this reader.
    pub fn page(&self, chrome: &Chrome) -> Response {
        if let Self::SignIn(back) = self {
            if chrome.fragment || chrome.given_back.written().is_empty() {
                return sign_in(chrome, back);
            }
            // Text that was sent without a sign-in is given back too.
            return Self::StaleForm.page(chrome);
        }
        if let Self::Refused(refused) = self
            && chrome.fragment
        {
            return refused.fragment(chrome);
        }
        // All "not found" pages are equal, so they do not show the request's id.
        let request_id = if matches!(self, Self::NotFound) { String::new() } else { chrome.request_id.clone() };
        let (current, choice) = match self {
            Self::Refused(refused) => (refused.current().cloned(), refused.choice()),
            _ => (None, None),
        };
        let under_new_id = self.status() == StatusCode::CONFLICT && current.is_none();
        let mut fields = chrome.given_back.fields(under_new_id);
        fields.retain(|field| choice.is_none_or(|choice| field.name != choice.field));
        let has_typed_text = fields.iter().any(|field| field.written);
        let refused = matches!(self, Self::Refused(_));
        let can_resend = (self.may_be_sent_again() || refused && has_typed_text) && chrome.given_back.is_there();
        let page = ProblemPage {
            status: self.status().as_u16(),
            title: self.title(),
            words: self.words(chrome),
            current,
            choice,
            refused,
            request_id,
            fields,
            has_typed_text,
            can_resend,
        };
        let mut response = if matches!(self, Self::NotFound) && !has_typed_text {
            chrome.as_requested().page_with(self.status(), &page)
        } else {
            chrome.page_with(self.status(), &page)
        };
        let headers = response.headers_mut();
        match self {
            Self::Unavailable => headers.insert(header::RETRY_AFTER, HeaderValue::from(2)),
            Self::StaleForm if chrome.fragment => headers.insert(SIGN_IN, HeaderValue::from_static("/sign-in")),
            _ => None,
        };
        response
    }
}

/// This header tells a script that no one is signed in.
const SIGN_IN: &str = "hamdel-sign-in";

/// Redirects to the sign-in page, which returns only to paths of this installation.
fn sign_in(chrome: &Chrome, back: &str) -> Response {
    let to = if back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') && back != "/" {
        let escaped: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
        format!("/sign-in?back={escaped}")
    } else {
        "/sign-in".to_owned()
    };
    if chrome.fragment {
        // A script would follow a redirect and take the sign-in page for its answer.
        return (StatusCode::UNAUTHORIZED, [(SIGN_IN, to)]).into_response();
    }
    Redirect::to(&to).into_response()
}

impl IntoResponse for Problem {
    /// The layer that knows the reader replaces this response with [`Problem::page`].
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Error> for Problem {
    fn from(failure: Error) -> Self {
        if failure.is_temporary() {
            tracing::warn!(code = failure.code(), "the database is unavailable");
            return Self::Unavailable;
        }
        if failure.is_conflict() {
            tracing::warn!(constraint = failure.constraint().unwrap_or_default(), "the request conflicts with another one");
            return Self::Conflict;
        }
        tracing::error!(code = failure.code(), constraint = failure.constraint(), "a request failed");
        Self::Internal
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        Error::from(error).into()
    }
}
