//! The gate that every unsafe request passes: its whole body first, then its form token, then a task that outlives a client that hangs up.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq;

use super::page::Chrome;
use super::problem::Problem;
use crate::kit::fingerprint::{FormContent, is_secret};

/// A form holds at most this many bytes.
pub const BODY_LIMIT: usize = 64 * 1024;
/// A body that takes longer to arrive is not waited for.
const BODY_WAIT: Duration = Duration::from_secs(10);
/// The header by which scripts send the form token.
const TOKEN_HEADER: &str = "form-token";

/// Lets safe requests through as they are; holds unsafe ones to the rules of this module.
pub async fn pass(chrome: Chrome, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    match admitted(&chrome, request).await {
        Err(problem) => problem.into_response(),
        // Once begun, the work is finished whether or not anybody waits for the answer: a dropped transaction tells nobody what became of it.
        Ok(request) => tokio::spawn(next.run(request)).await.unwrap_or_else(|error| {
            tracing::error!(panicked = error.is_panic(), "a request's task ended early");
            Problem::Broken.into_response()
        }),
    }
}

async fn admitted(chrome: &Chrome, request: Request) -> Result<Request, Problem> {
    let (mut parts, body) = request.into_parts();
    let body =
        tokio::time::timeout(BODY_WAIT, to_bytes(body, BODY_LIMIT)).await.map_err(|_| Problem::TooLarge)?.map_err(|_| Problem::TooLarge)?;
    let in_header = parts.headers.get(TOKEN_HEADER).and_then(|token| token.to_str().ok().map(str::to_owned));
    let mut in_field = None;
    let mut fields: Vec<(String, String)> = Vec::new();
    for (name, value) in form_urlencoded::parse(&body) {
        if name == "token" { in_field = Some(value.into_owned()) } else { fields.push((name.into_owned(), value.into_owned())) }
    }
    let token = in_header.or(in_field).unwrap_or_default();
    if !bool::from(token.as_bytes().ct_eq(chrome.form_token.as_bytes())) {
        // A script keeps what was typed, and goes on after the next sign-in.
        if chrome.fragment && chrome.signed_in.is_none() {
            return Err(Problem::SignIn("/".to_owned()));
        }
        return Err(Problem::StaleForm(offered_again(&parts, fields)));
    }
    parts.extensions.insert(FormContent::of(&chrome.owner, parts.uri.path(), &fields));
    let fields = form_urlencoded::Serializer::new(String::with_capacity(body.len())).extend_pairs(&fields).finish();
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(fields.len()));
    Ok(Request::from_parts(parts, Body::from(fields)))
}

/// What was typed into one of our own pages that grew old is given back, to be sent again; secrets never are. A form from elsewhere
/// is given back nothing: its words are not this person's.
fn offered_again(parts: &Parts, fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let ours = parts.headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    if ours && !fields.iter().any(|(name, _)| is_secret(name)) { fields } else { Vec::new() }
}
