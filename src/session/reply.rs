//! Responses to an action on the console: a script gets the current regions and the notice beside the arc; a browser without scripts is
//! redirected to the session.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::SessionId;
use super::views::{NoticeFragment, SessionRefusalFragment, SessionRefusedPage};
use crate::kit::i18n::Message;
use crate::kit::web::{Chrome, Problem};

/// The action succeeded: the changed regions, as partials.
pub fn done(chrome: &Chrome, session: SessionId, partials: String) -> Response {
    if !chrome.fragment {
        return Redirect::to(&format!("/sessions/{session}/live")).into_response();
    }
    with_notice(chrome, StatusCode::OK, None, partials)
}

/// The action was refused: the reason, and the current regions as partials.
pub fn refused(chrome: &Chrome, session: SessionId, status: StatusCode, words: &Message, partials: String) -> Response {
    if !chrome.fragment {
        return chrome.page_with(status, &SessionRefusedPage { session, words: words.clone() });
    }
    with_notice(chrome, status, Some(words.to_string()), partials)
}

/// The action was refused: the reason appears within the submitted form, whose fields keep their values.
pub fn refused_within(chrome: &Chrome, session: SessionId, words: &Message) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if chrome.fragment {
        return chrome.page_with(status, &SessionRefusalFragment { words: words.to_string() });
    }
    chrome.page_with(status, &SessionRefusedPage { session, words: words.clone() })
}

fn with_notice(chrome: &Chrome, status: StatusCode, words: Option<String>, partials: String) -> Response {
    match chrome.render(&NoticeFragment { words }) {
        Ok(notice) => (status, [("content-type", "text/html; charset=utf-8")], partials + &notice).into_response(),
        Err(error) => {
            tracing::error!(%error, "a notice could not be rendered");
            Problem::Internal.into_response()
        }
    }
}
