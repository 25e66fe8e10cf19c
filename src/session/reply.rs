//! What an act on the console answers: a script gets the regions as they are now, and what is to be said beside the arc; without a
//! script there is a way back to the session.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::SessionId;
use super::views::{NoticeFragment, SessionRefusalFragment, SessionRefusedPage};
use crate::kit::locale::Message;
use crate::kit::web::{Chrome, Problem};

/// Done: the regions that changed, as partials.
pub fn done(chrome: &Chrome, session: SessionId, partials: String) -> Response {
    if !chrome.fragment {
        return Redirect::to(&format!("/sessions/{session}/live")).into_response();
    }
    with_notice(chrome, StatusCode::OK, None, partials)
}

/// Not done, in kind words, and how things stand now.
pub fn refused(chrome: &Chrome, session: SessionId, status: StatusCode, words: &Message, partials: String) -> Response {
    if !chrome.fragment {
        return chrome.page_with(status, &SessionRefusedPage { session, words: words.clone() });
    }
    with_notice(chrome, status, Some(words.to_string()), partials)
}

/// Not done, said within the form that asked: its words go back into its fields.
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
            Problem::Broken.into_response()
        }
    }
}
