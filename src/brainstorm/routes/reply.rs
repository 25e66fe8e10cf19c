//! Responses of a board's routes, and the changes they publish and audit.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};

use crate::brainstorm::points::POINT;
use crate::brainstorm::views::{BoardRefusalFragment, BoardRefusedPage, ChangedIdea};
use crate::brainstorm::{BoardState, BrainstormRefusal, IdeaAuthor, IdeaId, board, pending, store, told};
use crate::group::access::RequiredRole;
use crate::group::{self, AnyRole, GroupAccess, MembershipId, MembershipState, Role};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::error::Error;
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::i18n::{Message, MessageKey};
use crate::kit::web::{Chrome, Problem};
use crate::session::{SessionId, attendance};

/// The response header that tells the script which form was saved.
pub(in crate::brainstorm) const KEPT: &str = "hamdel-kept";

/// The typed form, returned with a refusal. Without fields there is nothing to send again.
#[derive(Default)]
pub(in crate::brainstorm) struct IdeaForm {
    pub action: String,
    pub fields: Vec<(&'static str, String)>,
}

/// A refusal that keeps what was typed: a fragment beside the form for the script, else a page.
pub(in crate::brainstorm) fn refuse(
    chrome: &Chrome,
    session: SessionId,
    status: StatusCode,
    words: Message,
    theirs: Option<ChangedIdea>,
    typed: IdeaForm,
) -> Response {
    if chrome.fragment {
        return chrome.page_with(status, &BoardRefusalFragment { words: words.to_string(), theirs });
    }
    let IdeaForm { action, fields } = typed;
    chrome.page_with(status, &BoardRefusedPage { words, theirs, action, fields, back: format!("/sessions/{session}/live") })
}

pub(in crate::brainstorm) fn kept(chrome: &Chrome, session: SessionId, id: &str, partials: String) -> Response {
    if !chrome.fragment {
        return Redirect::to(&format!("/sessions/{session}/live")).into_response();
    }
    let mut response = (StatusCode::OK, [("content-type", "text/html; charset=utf-8")], partials).into_response();
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(KEPT, id);
    }
    response
}

pub(in crate::brainstorm) async fn publish(
    access: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    kind: &'static str,
    subject: uuid::Uuid,
) -> Result<(), Problem> {
    let practice = access.practice().0;
    events::record(&mut access.tx, practice, session.0, EventChange { kind, subject, to: Recipients::Everyone }).await?;
    Ok(())
}

/// On a board without names: releases what waits when it is enough for a step, and publishes it.
pub(in crate::brainstorm) async fn publish_step(access: &mut GroupAccess<impl RequiredRole>, board: &BoardState) -> Result<(), Problem> {
    let waiting = pending::store::waiting(&mut access.tx, board.id).await?;
    if let Some(count) = board.next_announced(waiting.fresh) {
        store::set_waiting_told(&mut access.tx, board.id, count).await?;
        return publish(access, board.session, events::BOARD, board.session.0).await;
    }
    if !board.releases(waiting) {
        return Ok(());
    }
    let released = pending::store::release(&mut access.tx, board).await?;
    if released.rest {
        return publish(access, board.session, events::BOARD, board.session.0).await;
    }
    for id in released.points {
        publish(access, board.session, POINT, id.0).await?;
    }
    Ok(())
}

/// Publishes a change to all screens of a named entry's author, because what they may do with it has changed. An entry without a name
/// publishes nothing to its author: the row would record who wrote it.
pub(in crate::brainstorm) async fn publish_to_author(
    access: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    kind: &'static str,
    subject: uuid::Uuid,
    author: Option<MembershipId>,
) -> Result<(), Problem> {
    if let Some(author) = author {
        let practice = access.practice().0;
        events::record(&mut access.tx, practice, session.0, EventChange { kind, subject, to: Recipients::Membership(author.0) }).await?;
    }
    Ok(())
}

/// Audits an added entry. With a name: who added which. Without one: only that entries were added, once for the session.
pub(in crate::brainstorm) async fn audit_added(
    access: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    author: IdeaAuthor,
    kind: &'static str,
    subject: uuid::Uuid,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let practice = access.practice().0;
    match author {
        IdeaAuthor::Named { .. } => {
            let act = AuditEntry { practice, actor: Some(access.person().0), act: "added", kind, subject };
            audit::record(&mut access.tx, act, now).await?;
        }
        IdeaAuthor::Nameless => {
            let act = AuditEntry { practice, actor: None, act: "added without names", kind: "session", subject: session.0 };
            audit::record_once(&mut access.tx, act, now).await?;
        }
    }
    Ok(())
}

/// The active member on whose behalf staff log an entry; none for the group as such. Ignores the field when a member sends it. The inner
/// error names the refusal: no such member, or the member has left the session.
pub(in crate::brainstorm) async fn member_on_behalf(
    access: &mut GroupAccess<AnyRole>,
    session: SessionId,
    typed: &str,
) -> Result<Result<Option<MembershipId>, MessageKey>, Problem> {
    if !access.role().is_staff() || typed.is_empty() {
        return Ok(Ok(None));
    }
    let none = BrainstormRefusal::NoSuchSeat.key();
    let Ok(id) = typed.parse::<MembershipId>() else { return Ok(Err(none)) };
    let group = access.group();
    let found = group::store::lock_membership(&mut access.tx, group, id).await?;
    if !matches!(found, Some((Role::Member, MembershipState::Active, _))) {
        return Ok(Err(none));
    }
    let has_left = attendance::store::is_gone(&mut access.tx, session, id).await?;
    Ok(if has_left { Err(attendance::not_here()) } else { Ok(Some(id)) })
}

/// The response to a changed idea: the idea as the board shows it, or nothing while it waits.
pub(in crate::brainstorm) async fn reply(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    board: &BoardState,
    id: IdeaId,
) -> Result<Response, Problem> {
    let is_staff = access.role().is_staff();
    let partials = match board::seen_alone(&mut access.tx, &app.vault, id, board).await? {
        Some((item, context, count)) => told(chrome, context, is_staff, &item, count).map_err(Error::Page)?,
        None => String::new(),
    };
    Ok(kept(chrome, session, &id.to_string(), partials))
}
