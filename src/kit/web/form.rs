//! What a person typed: read strictly, and given back with a complaint beside the field when it will not do.

use std::fmt::Display;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::problem::Problem;
use crate::key;
use crate::kit::fingerprint::FormContent;
use crate::kit::house::AppState;
use crate::kit::locale::{Message, MessageKey};

/// The fields of a form. Unknown fields are refused by the struct's own `deny_unknown_fields`.
pub struct FormBody<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for FormBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, house: &AppState) -> Result<Self, Problem> {
        let body = Bytes::from_request(request, house).await.map_err(|_| Problem::TooLarge)?;
        serde_html_form::from_bytes(&body).map(Self).map_err(|_| Problem::BadForm)
    }
}

impl<S: Sync> FromRequestParts<S> for FormContent {
    type Rejection = Problem;

    /// The gate that every form passes has put it there.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::BadForm)
    }
}

/// What is said when an id comes again with other content.
pub const SENT_BEFORE: MessageKey = key!("form-sent-before");

/// A refusal that gives a form back under a fresh id, because the id it came with stands for something else.
pub fn sent_before(refusal: Response) -> Response {
    (StatusCode::CONFLICT, refusal).into_response()
}

/// A form that is only a button: any field is one too many.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmptyBody {}

/// What is to be said beside the fields.
#[derive(Clone, Debug, Default)]
pub struct FormErrors(Vec<(&'static str, Message)>);

impl FormErrors {
    /// Says something beside a field.
    pub fn say(&mut self, field: &'static str, words: Message) {
        self.0.push((field, words));
    }

    /// Keeps a good value; says beside the field what is wrong with a bad one.
    pub fn take<T, E>(&mut self, field: &'static str, result: Result<T, E>, words: impl FnOnce(E) -> Message) -> Option<T> {
        result.map_err(|error| self.say(field, words(error))).ok()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is said beside this field.
    pub fn of(&self, field: &str) -> Option<&(impl Display + use<>)> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, words)| words)
    }
}
