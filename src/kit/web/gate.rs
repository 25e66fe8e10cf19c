//! The gate that every unsafe request passes: it reads the whole body, checks the form token, and runs the handler in a task that completes
//! even if the client disconnects.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::TryStreamExt;
use subtle::ConstantTimeEq;
use tracing::Instrument;

use super::once::{Submission, TokenCookies};
use super::page::Chrome;
use super::problem::Problem;
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::error::Error;
use crate::kit::fingerprint::FormContent;

/// Maximum size of a form, in bytes.
pub const BODY_LIMIT: usize = 64 * 1024;
/// Maximum number of bytes read. Larger than [`BODY_LIMIT`], so that an oversized form can be shown to its writer again.
pub const READ_LIMIT: usize = 256 * 1024;
/// The form that changes the language may carry a whole page.
pub(crate) const LANGUAGE: &str = "/language";
/// Time limit for receiving a request body.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// The header by which scripts send the form token.
const TOKEN_HEADER: &str = "form-token";

/// Passes safe requests through; applies the rules of this module to unsafe ones.
pub async fn verify_form_token(State(app): State<AppState>, chrome: Chrome, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    match admit(&app, &chrome, request).await {
        Err(answer) => answer,
        // The handler runs in its own task, so that it completes when the client disconnects.
        Ok(request) => tokio::spawn(next.run(request).in_current_span()).await.unwrap_or_else(|error| {
            tracing::error!(panicked = error.is_panic(), "the task of a request ended early");
            Problem::Internal.into_response()
        }),
    }
}

async fn admit(app: &AppState, chrome: &Chrome, request: Request) -> Result<Request, Response> {
    let (mut parts, body) = request.into_parts();
    let body = read_body(body, BODY_TIMEOUT).await.map_err(IntoResponse::into_response)?;
    let in_header = parts.headers.get(TOKEN_HEADER).and_then(|token| token.to_str().ok().map(str::to_owned));
    let mut in_field = None;
    let mut fields: Vec<(String, String)> = Vec::new();
    for (name, value) in form_urlencoded::parse(&body) {
        if name == "token" { in_field = Some(value.into_owned()) } else { fields.push((name.into_owned(), value.into_owned())) }
    }
    let token = in_header.or(in_field).unwrap_or_default();
    let sent = form_urlencoded::Serializer::new(String::with_capacity(body.len())).extend_pairs(&fields).finish();
    let cookies = parts.extensions.remove::<TokenCookies>().unwrap_or(TokenCookies(Vec::new()));
    let submission = Submission::new(parts.uri.path(), &token, &sent, cookies);
    let changes_language = parts.uri.path() == LANGUAGE;
    let admitted = bool::from(token.as_bytes().ct_eq(chrome.form_token.as_bytes()));
    if let Some(token) = resend_token(chrome, &parts, admitted, &token).filter(|_| !changes_language) {
        chrome.given_back.keep(token, is_person_token(token), &fields);
    }
    if !admitted {
        // The first submission of this form may have signed the person in or out and so changed the page's token: return its kept answer.
        return Err(match kept_answer(app, &submission, chrome).await {
            Ok(Some(answer)) => answer,
            Err(failure) => Problem::from(failure).into_response(),
            // A script keeps the typed text, and continues after the next sign-in.
            Ok(None) if chrome.fragment && chrome.signed_in.is_none() => Problem::SignIn("/".to_owned()).into_response(),
            Ok(None) => Problem::StaleForm.into_response(),
        });
    }
    if body.len() > BODY_LIMIT && !changes_language {
        return Err(Problem::TooLarge.into_response());
    }
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(sent.len()));
    parts.extensions.insert(submission);
    parts.extensions.insert(FormContent::of(&chrome.owner, parts.uri.path(), &fields));
    Ok(Request::from_parts(parts, Body::from(sent)))
}

/// Reads the whole body of a request. A body that is too large is a different problem from one that arrives too slowly or breaks off.
async fn read_body(body: Body, wait: Duration) -> Result<Vec<u8>, Problem> {
    let mut chunks = body.into_data_stream();
    let reading = async {
        let mut all = Vec::new();
        while let Some(chunk) = chunks.try_next().await.map_err(|_| Problem::Incomplete)? {
            if all.len() + chunk.len() > READ_LIMIT {
                return Err(Problem::TooLarge);
            }
            all.extend_from_slice(&chunk);
        }
        Ok(all)
    };
    tokio::time::timeout(wait, reading).await.unwrap_or(Err(Problem::Incomplete))
}

async fn kept_answer(app: &AppState, submission: &Submission, chrome: &Chrome) -> Result<Option<Response>, Error> {
    submission.find_answer(&mut *Tx::without_practice(&app.pool).await?, &app.vault, chrome.now).await
}

/// The token under which a refused form is shown again, or `None` if it must not be. A person's form keeps that person's token, so that
/// only they can resend it. A form from another site, or from a different signed-in person, is not shown again.
fn resend_token<'a>(chrome: &'a Chrome, parts: &Parts, admitted: bool, token: &'a str) -> Option<&'a str> {
    if admitted {
        return Some(token);
    }
    let same_origin = parts.headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    (same_origin && chrome.signed_in.is_none()).then(|| if is_person_token(token) { token } else { &chrome.form_token })
}

/// The first letter of a visitor's form token; a person's token has only hexadecimal digits.
pub(crate) const VISITORS: char = 'v';

fn is_person_token(token: &str) -> bool {
    token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use std::io;

    use axum::http::StatusCode;
    use futures_util::stream;

    use super::*;

    #[tokio::test]
    async fn a_body_that_is_too_large_differs_from_one_that_did_not_arrive() {
        let body_of = |chunks: Vec<Result<Vec<u8>, io::Error>>| Body::from_stream(stream::iter(chunks));
        let soon = Duration::from_millis(20);
        assert_eq!(read_body(body_of(vec![Ok(b"a=".to_vec()), Ok(b"b".to_vec())]), soon).await.as_deref(), Ok(b"a=b".as_slice()));
        assert_eq!(read_body(body_of(vec![Ok(vec![b'a'; READ_LIMIT]), Ok(vec![b'a'])]), soon).await, Err(Problem::TooLarge));
        let broken = body_of(vec![Ok(b"a=".to_vec()), Err(io::ErrorKind::ConnectionReset.into())]);
        assert_eq!(read_body(broken, soon).await, Err(Problem::Incomplete), "it breaks off");
        let silent = Body::from_stream(stream::pending::<Result<Vec<u8>, io::Error>>());
        assert_eq!(read_body(silent, soon).await, Err(Problem::Incomplete), "it is too slow");
        assert_eq!(Problem::Incomplete.into_response().status(), StatusCode::REQUEST_TIMEOUT);
    }
}
