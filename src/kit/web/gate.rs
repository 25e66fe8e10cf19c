//! The gate that every unsafe request passes: its whole body first, then its form token, then a task that outlives a client that hangs up.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq;

use super::once::{Brought, Press};
use super::page::Chrome;
use super::problem::Problem;
use crate::kit::db::Tx;
use crate::kit::failure::Failure;
use crate::kit::house::House;

/// A form holds at most this many bytes.
pub const BODY_LIMIT: usize = 64 * 1024;
/// A body that takes longer to arrive is not waited for.
const BODY_WAIT: Duration = Duration::from_secs(10);
/// The header by which scripts send the form token.
const TOKEN_HEADER: &str = "form-token";

/// Lets safe requests through as they are; holds unsafe ones to the rules of this module.
pub async fn pass(State(house): State<House>, chrome: Chrome, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    match admitted(&house, &chrome, request).await {
        Err(answer) => answer,
        // Once begun, the work is finished whether or not anybody waits for the answer: a dropped transaction tells nobody what became of it.
        Ok(request) => tokio::spawn(next.run(request)).await.unwrap_or_else(|error| {
            tracing::error!(panicked = error.is_panic(), "a request's task ended early");
            Problem::Broken.into_response()
        }),
    }
}

async fn admitted(house: &House, chrome: &Chrome, request: Request) -> Result<Request, Response> {
    let (mut parts, body) = request.into_parts();
    let Ok(Ok(body)) = tokio::time::timeout(BODY_WAIT, to_bytes(body, BODY_LIMIT)).await else {
        return Err(Problem::TooLarge.into_response());
    };
    let in_header = parts.headers.get(TOKEN_HEADER).and_then(|token| token.to_str().ok().map(str::to_owned));
    let mut in_field = None;
    let mut fields: Vec<(String, String)> = Vec::new();
    for (name, value) in form_urlencoded::parse(&body) {
        if name == "token" { in_field = Some(value.into_owned()) } else { fields.push((name.into_owned(), value.into_owned())) }
    }
    let token = in_header.or(in_field).unwrap_or_default();
    let sent = form_urlencoded::Serializer::new(String::with_capacity(body.len())).extend_pairs(&fields).finish();
    let brought = parts.extensions.remove::<Brought>().unwrap_or(Brought(Vec::new()));
    let press = Press::new(parts.uri.path(), &token, &sent, brought);
    if !bool::from(token.as_bytes().ct_eq(chrome.form_token.as_bytes())) {
        // The first press of the same may have signed its person in, or out: then this is its token, and here is its answer.
        return Err(match answered(house, &press, chrome).await {
            Ok(Some(answer)) => answer,
            Err(failure) => Problem::from(failure).into_response(),
            // A script keeps what was typed, and goes on after the next sign-in.
            Ok(None) if chrome.fragment && chrome.signed_in.is_none() => Problem::SignIn("/".to_owned()).into_response(),
            Ok(None) => Problem::StaleForm(offered_again(&parts, fields)).into_response(),
        });
    }
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(sent.len()));
    parts.extensions.insert(press);
    Ok(Request::from_parts(parts, Body::from(sent)))
}

async fn answered(house: &House, press: &Press, chrome: &Chrome) -> Result<Option<Response>, Failure> {
    press.found(&mut *Tx::outside(&house.pool).await?, &house.vault, chrome.now).await
}

/// What was typed into one of our own pages that grew old is given back, to be sent again; secrets never are. A form from elsewhere
/// is given back nothing: its words are not this person's.
fn offered_again(parts: &Parts, fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let ours = parts.headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    let secret = |name: &str| matches!(name, "passphrase" | "now" | "new");
    if ours && !fields.iter().any(|(name, _)| secret(name)) { fields } else { Vec::new() }
}
