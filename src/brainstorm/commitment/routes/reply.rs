//! What commitments answer: kept, or refused; and what the live screens are told.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::brainstorm::commitment::views::CommitmentRefusalFragment;
use crate::brainstorm::commitment::{COMMITMENT, CommitmentId, TAKEN_HOME};
use crate::group::seat::{GroupAccess, RequiredRole};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::relay::{self, EventChange, Recipients};
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, SessionId};

/// By this header a script knows that its form was kept, and which.
const KEPT: &str = "hamdel-kept";

/// Where a form was, and its reader goes back to.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FormOrigin {
    /// Their home.
    Home,
    /// The session under way.
    Live,
    /// The commitment's own page.
    #[default]
    Page,
}

impl FormOrigin {
    pub(super) fn path(self, live: Option<SessionId>, id: CommitmentId) -> String {
        match (self, live) {
            (Self::Home, _) => "/#commitments".to_owned(),
            (Self::Live, Some(live)) => format!("/sessions/{live}/live"),
            (Self::Live | Self::Page, _) => format!("/commitments/{id}"),
        }
    }
}

pub(super) fn kept(chrome: &Chrome, id: CommitmentId, back: &str, partials: String) -> Response {
    if !chrome.fragment {
        return Redirect::to(back).into_response();
    }
    let mut response = (StatusCode::OK, [("content-type", "text/html; charset=utf-8")], partials).into_response();
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(KEPT, id);
    }
    response
}

pub(super) fn refused(chrome: &Chrome, words: Vec<String>) -> Response {
    chrome.page_with(StatusCode::UNPROCESSABLE_ENTITY, &CommitmentRefusalFragment { words })
}

/// The group's session under way, held: the first thing that every live write does. None when there is none.
pub(super) async fn hold_live<R: RequiredRole>(seat: &mut GroupAccess<R>) -> Result<Option<SessionId>, Problem> {
    let group = seat.group();
    let Some(live) = relay::live_of(&mut seat.tx, group.0).await?.map(SessionId) else { return Ok(None) };
    // It may have ended while we waited for it.
    let held = session::store::hold(&mut seat.tx, live).await?;
    Ok(held.and_then(session::LockedSession::live).map(|_| live))
}

/// Tells the screens of the session under way, and the owner's own, that a commitment of `of` changed.
pub(super) async fn tell<R: RequiredRole>(
    seat: &mut GroupAccess<R>,
    live: Option<SessionId>,
    of: SessionId,
    owner: uuid::Uuid,
) -> Result<(), Problem> {
    let Some(live) = live else { return Ok(()) };
    let practice = seat.practice().0;
    let kind = if live == of { COMMITMENT } else { TAKEN_HOME };
    for to in [Recipients::Everyone, Recipients::Seat(owner)] {
        relay::record(&mut seat.tx, practice, live.0, EventChange { kind, subject: live.0, to }).await?;
    }
    Ok(())
}

pub(super) async fn note<R: RequiredRole>(
    seat: &mut GroupAccess<R>,
    act: &'static str,
    id: CommitmentId,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let act = AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act, kind: "commitment", subject: id.0 };
    Ok(audit::record(&mut seat.tx, act, chrome.now).await?)
}
