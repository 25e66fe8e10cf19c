//! The answer to a refused check-in.

use axum::http::StatusCode;
use axum::response::Response;

use super::SessionId;
use super::views::{SessionRefusalFragment, SessionRefusedPage};
use crate::kit::i18n::Message;
use crate::kit::web::Chrome;

/// The action was refused: the reason appears within the submitted form, whose fields keep their values.
pub fn refused_within(chrome: &Chrome, session: SessionId, words: &Message) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if chrome.fragment {
        return chrome.page_with(status, &SessionRefusalFragment { words: words.to_string() });
    }
    chrome.page_with(status, &SessionRefusedPage { session, words: words.clone() })
}
