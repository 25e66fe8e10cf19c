//! Responses of the table: stored; refused, with what was typed; and for staff the table's new state.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use crate::concern::ConcernRefusal;
use crate::concern::store::StoredConcern;
use crate::concern::table::{self, ConcernNames};
use crate::concern::told_to_staff;
use crate::concern::views::{ChangedConcern, ConcernRefusalFragment, ConcernRefusedPage};
use crate::group;
use crate::group::access::{GroupAccess, RequiredRole};
use crate::kit::app_state::AppState;
use crate::kit::i18n::Message;
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, SessionId};

/// The header that tells a script that its form was stored, and which.
const KEPT: &str = "hamdel-kept";

/// The submitted values, to fill the form again when it is refused.
pub(super) struct SentConcern {
    pub action: String,
    pub fields: Vec<(&'static str, String)>,
    pub typed: Option<(&'static str, String)>,
    pub choice: Option<String>,
}

impl SentConcern {
    /// A form with a single button.
    pub(super) fn button(action: String) -> Self {
        Self { action, fields: Vec::new(), typed: None, choice: None }
    }
}

/// The response to a stored form. It holds nothing personal: that comes with the next "mine".
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

/// A refusal: within the form for a script, else on a page that keeps what was typed.
pub(super) fn refuse(
    chrome: &Chrome,
    session: SessionId,
    status: StatusCode,
    words: &Message,
    current: Option<&StoredConcern>,
    sent: SentConcern,
) -> Response {
    let current = current.map(|now| ChangedConcern { text: now.own_text().unwrap_or_default().to_owned(), version: now.state.version });
    if chrome.fragment {
        return chrome.page_with(status, &ConcernRefusalFragment { words: words.to_string(), current });
    }
    let SentConcern { action, fields, typed, choice } = sent;
    chrome.page_with(
        status,
        &ConcernRefusedPage { words: words.clone(), current, action, fields, typed, choice, back: format!("/sessions/{session}/live") },
    )
}

/// The table as staff see it now, as partials.
pub(super) async fn now<R: RequiredRole>(
    app: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<R>,
    id: SessionId,
) -> Result<String, Problem> {
    let session = session::store::find(&mut seat.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let names = names(app, seat).await?;
    let table = table::of_session(&mut seat.tx, &app.vault, &session, &names).await?;
    // Rendered for the whole audience: what only the therapist sees comes with "mine".
    let audience = Chrome::audience(chrome.locale(), chrome.reader.calendar, session.time_zone, chrome.now);
    Ok(told_to_staff(&audience, &table, &session)?)
}

/// A refusal for staff, with the table's present state.
pub(super) async fn refused<R: RequiredRole>(
    app: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<R>,
    id: SessionId,
    refusal: ConcernRefusal,
) -> Result<Response, Problem> {
    let now = now(app, chrome, seat, id).await?;
    Ok(session::reply::refused(chrome, id, StatusCode::UNPROCESSABLE_ENTITY, &chrome.locale().message(refusal.key()), now))
}

pub(super) async fn names<R: RequiredRole>(app: &AppState, seat: &mut GroupAccess<R>) -> Result<ConcernNames, Problem> {
    let group = seat.group();
    let people = group::store::memberships(&mut seat.tx, &app.vault, group).await?;
    Ok(people.into_iter().map(|one| (one.id, one.name)).collect())
}
