//! Every way in which a request can end badly, as a kind page with a way onward; the source of an error is logged, never shown.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::form::SENT_BEFORE;
use super::given_back::ReturnedField;
use super::page::Chrome;
use crate::key;
use crate::kit::failure::Error;
use crate::kit::locale::{MessageKey, filters};

/// Why there is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Not there, or not for this person: the same words, byte for byte.
    NotFound,
    /// There, but for another role.
    Forbidden,
    /// Nobody is signed in; afterwards the path is gone back to.
    SignIn(String),
    /// The form is from another person's sign-in, another browser or another site.
    StaleForm,
    /// The request's fields are not those of the form.
    BadForm,
    /// More text than a form holds.
    TooLarge,
    /// The form did not arrive whole, or not in time.
    Incomplete,
    /// The thing changed meanwhile.
    Conflict,
    /// It has come to its end: it is read, and nothing is added to it.
    Closed,
    /// The id of the form stands for what it said before.
    SentBefore,
    /// That path does not do this.
    WrongMethod,
    /// The database is away for a moment.
    Away,
    /// Something broke; the log has it under the request's id.
    Broken,
}

#[derive(Template)]
#[template(path = "kit/problem.html")]
struct ProblemPage {
    status: u16,
    title: MessageKey,
    words: MessageKey,
    request_id: String,
    /// What the form brought.
    given: Vec<ReturnedField>,
    /// Whether a person wrote some of it.
    wrote: bool,
    /// Whether sending it again may help.
    again: bool,
}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::SignIn(_) => StatusCode::SEE_OTHER,
            Self::BadForm => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Incomplete => StatusCode::REQUEST_TIMEOUT,
            Self::SentBefore | Self::Conflict | Self::Closed => StatusCode::CONFLICT,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(&self) -> MessageKey {
        match self {
            Self::NotFound | Self::WrongMethod => key!("problem-not-found"),
            Self::Forbidden => key!("problem-forbidden"),
            Self::SignIn(_) => key!("problem-sign-in"),
            Self::StaleForm => key!("problem-stale-form"),
            Self::SentBefore => key!("problem-sent-before"),
            Self::BadForm => key!("problem-bad-form"),
            Self::TooLarge => key!("problem-too-large"),
            Self::Incomplete => key!("problem-incomplete"),
            Self::Conflict => key!("problem-conflict"),
            Self::Closed => key!("problem-closed"),
            Self::Away => key!("problem-away"),
            Self::Broken => key!("problem-broken"),
        }
    }

    fn words(&self) -> MessageKey {
        match self {
            Self::NotFound | Self::WrongMethod => key!("problem-not-found-words"),
            Self::Forbidden => key!("problem-forbidden-words"),
            Self::SignIn(_) => key!("problem-sign-in-words"),
            Self::StaleForm => key!("problem-stale-form-words"),
            Self::SentBefore => SENT_BEFORE,
            Self::BadForm => key!("problem-bad-form-words"),
            Self::TooLarge => key!("problem-too-large-words"),
            Self::Incomplete => key!("problem-incomplete-words"),
            Self::Conflict => key!("problem-conflict-words"),
            Self::Closed => key!("problem-closed-words"),
            Self::Away => key!("problem-away-words"),
            Self::Broken => key!("problem-broken-words"),
        }
    }

    /// Whether the same form, sent again or mended, may be taken.
    fn may_be_sent_again(&self) -> bool {
        matches!(self, Self::StaleForm | Self::TooLarge | Self::Conflict | Self::SentBefore | Self::Away | Self::Broken)
    }

    /// The page that a reader sees.
    pub fn page(&self, chrome: &Chrome) -> Response {
        if let Self::SignIn(back) = self {
            if chrome.fragment || chrome.given_back.written().is_empty() {
                return sign_in(chrome, back);
            }
            // Words that were sent without a sign-in are given back too.
            return Self::StaleForm.page(chrome);
        }
        // Where nothing is to be seen, not even the request's id tells one absence from another.
        let request_id = if matches!(self, Self::NotFound) { String::new() } else { chrome.request_id.clone() };
        let again = self.may_be_sent_again() && chrome.given_back.is_there();
        let given = chrome.given_back.fields(matches!(self, Self::Conflict | Self::SentBefore));
        let wrote = given.iter().any(|field| field.written);
        let page =
            ProblemPage { status: self.status().as_u16(), title: self.title(), words: self.words(), request_id, wrote, given, again };
        let mut response = if matches!(self, Self::NotFound) && !wrote {
            chrome.as_requested().page_with(self.status(), &page)
        } else {
            chrome.page_with(self.status(), &page)
        };
        let headers = response.headers_mut();
        match self {
            Self::Away => headers.insert(header::RETRY_AFTER, HeaderValue::from(2)),
            Self::StaleForm if chrome.fragment => headers.insert(SIGN_IN, HeaderValue::from_static("/sign-in")),
            _ => None,
        };
        response
    }
}

/// By this header a script knows that its person is not signed in.
const SIGN_IN: &str = "hamdel-sign-in";

/// Only paths of this house are gone back to.
fn sign_in(chrome: &Chrome, back: &str) -> Response {
    let to = if back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') && back != "/" {
        let escaped: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
        format!("/sign-in?back={escaped}")
    } else {
        "/sign-in".to_owned()
    };
    if chrome.fragment {
        // A script must not follow to a page it would take for its answer.
        return (StatusCode::UNAUTHORIZED, [(SIGN_IN, to)]).into_response();
    }
    Redirect::to(&to).into_response()
}

impl IntoResponse for Problem {
    /// The layer that knows the reader turns this into [`Problem::page`].
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Error> for Problem {
    fn from(failure: Error) -> Self {
        if failure.is_passing() {
            tracing::warn!(code = failure.code(), "the database is away");
            return Self::Away;
        }
        if failure.is_conflict() {
            tracing::warn!(constraint = failure.constraint().unwrap_or_default(), "somebody else was first");
            return Self::Conflict;
        }
        tracing::error!(code = failure.code(), constraint = failure.constraint(), "a request failed");
        Self::Broken
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        Error::from(error).into()
    }
}
