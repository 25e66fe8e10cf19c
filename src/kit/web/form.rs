//! Forms: parsed strictly, and shown again with an error beside the field when a value is not valid.

use std::fmt::Display;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::problem::Problem;
use crate::key;
use crate::kit::app_state::AppState;
use crate::kit::fingerprint::FormContent;
use crate::kit::i18n::{Message, MessageKey};

/// The fields of a form. The struct's own `deny_unknown_fields` refuses unknown fields.
pub struct FormBody<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for FormBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Problem> {
        let body = Bytes::from_request(request, app).await.map_err(|_| Problem::TooLarge)?;
        serde_html_form::from_bytes(&body).map(Self).map_err(|_| Problem::BadForm)
    }
}

impl<S: Sync> FromRequestParts<S> for FormContent {
    type Rejection = Problem;

    /// The gate, which every form passes, inserts it.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::BadForm)
    }
}

/// The message for an id that was sent before with different content.
pub const SENT_BEFORE: MessageKey = key!("form-sent-before");

/// A refusal that shows the form again under a new id, because its id belongs to different content.
pub fn sent_before_response(refusal: Response) -> Response {
    (StatusCode::CONFLICT, refusal).into_response()
}

/// A form that is only a button: it refuses every field.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmptyBody {}

/// The errors shown beside the fields of a form.
#[derive(Clone, Debug, Default)]
pub struct FormErrors(Vec<(&'static str, Message)>);

impl FormErrors {
    /// Adds an error beside a field.
    pub fn add(&mut self, field: &'static str, message: Message) {
        self.0.push((field, message));
    }

    /// Returns the value, or adds an error beside the field.
    pub fn check<T, E>(&mut self, field: &'static str, result: Result<T, E>, message: impl FnOnce(E) -> Message) -> Option<T> {
        result.map_err(|error| self.add(field, message(error))).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The error beside this field.
    pub fn get(&self, field: &str) -> Option<&(impl Display + use<>)> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, message)| message)
    }
}
