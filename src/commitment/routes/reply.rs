//! Responses of the commitment routes, and the changes they publish and audit.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::commitment::views::CommitmentRefusalFragment;
use crate::commitment::{COMMITMENT, CommitmentId, TAKEN_HOME};
use crate::group::access::{GroupAccess, RequiredRole};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, SessionId};

/// The response header that tells the script which form was saved.
const KEPT: &str = "hamdel-kept";

/// The page of a form, to which its reader returns.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FormOrigin {
    Home,
    /// The live session.
    Live,
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

/// Locks the row of the group's live session, if any. Every live write does this first.
pub(super) async fn lock_live_session<R: RequiredRole>(access: &mut GroupAccess<R>) -> Result<Option<SessionId>, Problem> {
    let group = access.group();
    let Some(live) = events::live_of(&mut access.tx, group.0).await?.map(SessionId) else { return Ok(None) };
    // The session may have ended while we waited for the lock.
    let held = session::store::lock(&mut access.tx, live).await?;
    Ok(held.and_then(session::LockedSession::live).map(|_| live))
}

/// Publishes that a commitment of session `of` changed, to the live session's screens and the owner's own.
pub(super) async fn publish<R: RequiredRole>(
    access: &mut GroupAccess<R>,
    live: Option<SessionId>,
    of: SessionId,
    owner: uuid::Uuid,
) -> Result<(), Problem> {
    let Some(live) = live else { return Ok(()) };
    let practice = access.practice().0;
    let kind = if live == of { COMMITMENT } else { TAKEN_HOME };
    for to in [Recipients::Everyone, Recipients::Membership(owner)] {
        events::record(&mut access.tx, practice, live.0, EventChange { kind, subject: live.0, to }).await?;
    }
    Ok(())
}

pub(super) async fn record_audit<R: RequiredRole>(
    access: &mut GroupAccess<R>,
    act: &'static str,
    id: CommitmentId,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let act = AuditEntry { practice: access.practice().0, actor: Some(access.person().0), act, kind: "commitment", subject: id.0 };
    Ok(audit::record(&mut access.tx, act, chrome.now).await?)
}
