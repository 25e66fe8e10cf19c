//! What the table answers: kept; refused, with what was typed; and to staff how the table is now.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use crate::concern::ConcernRefusal;
use crate::concern::store::StoredConcern;
use crate::concern::table::{self, ConcernNames};
use crate::concern::told_to_staff;
use crate::concern::views::{ChangedConcern, ConcernRefusalFragment, ConcernRefusedPage};
use crate::group;
use crate::group::seat::{GroupAccess, RequiredRole};
use crate::kit::house::AppState;
use crate::kit::locale::Message;
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, SessionId};

/// By this header a script knows that its form was kept, and which.
const KEPT: &str = "hamdel-kept";

/// What was sent, to be given back when it is refused.
pub(super) struct SentConcern {
    pub action: String,
    pub fields: Vec<(&'static str, String)>,
    pub typed: Option<(&'static str, String)>,
    pub choice: Option<String>,
}

impl SentConcern {
    /// A form of one button.
    pub(super) fn button(action: String) -> Self {
        Self { action, fields: Vec::new(), typed: None, choice: None }
    }
}

/// Kept. What is one's own comes with the next "mine": this answer says nothing of it.
pub(super) fn kept(chrome: &Chrome, session: SessionId, live: bool, id: &str) -> Response {
    if !chrome.fragment {
        return Redirect::to(&format!("/sessions/{session}/{}", if live { "live" } else { "concerns" })).into_response();
    }
    let mut response = (StatusCode::OK, [("content-type", "text/html; charset=utf-8")], String::new()).into_response();
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(KEPT, id);
    }
    response
}

/// Refused in words: within the form that asked, or on a page that keeps what was typed.
pub(super) fn refuse(
    chrome: &Chrome,
    session: SessionId,
    status: StatusCode,
    words: &Message,
    theirs: Option<&StoredConcern>,
    sent: SentConcern,
) -> Response {
    let theirs = theirs.map(|now| ChangedConcern { text: now.own_text().unwrap_or_default().to_owned(), version: now.state.version });
    if chrome.fragment {
        return chrome.page_with(status, &ConcernRefusalFragment { words: words.to_string(), theirs });
    }
    let SentConcern { action, fields, typed, choice } = sent;
    chrome.page_with(
        status,
        &ConcernRefusedPage { words: words.clone(), theirs, action, fields, typed, choice, back: format!("/sessions/{session}/live") },
    )
}

/// The table as staff see it now, as partials.
pub(super) async fn now<R: RequiredRole>(
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<R>,
    id: SessionId,
) -> Result<String, Problem> {
    let session = session::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let names = names(house, seat).await?;
    let table = table::of_session(&mut seat.tx, &house.vault, &session, &names).await?;
    // As everybody of this audience gets it: what is the therapist's alone comes with "mine".
    let audience = Chrome::audience(chrome.locale(), chrome.reader.calendar, session.time_zone, chrome.now);
    Ok(told_to_staff(&audience, &table, &session)?)
}

/// Refused to staff in words, with the table as it is now.
pub(super) async fn refused<R: RequiredRole>(
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<R>,
    id: SessionId,
    refusal: ConcernRefusal,
) -> Result<Response, Problem> {
    let now = now(house, chrome, seat, id).await?;
    Ok(session::reply::refused(chrome, id, StatusCode::UNPROCESSABLE_ENTITY, &chrome.locale().message(refusal.key()), now))
}

pub(super) async fn names<R: RequiredRole>(house: &AppState, seat: &mut GroupAccess<R>) -> Result<ConcernNames, Problem> {
    let group = seat.group();
    let people = group::store::memberships(&mut seat.tx, &house.vault, group).await?;
    Ok(people.into_iter().map(|one| (one.id, one.name)).collect())
}
