//! What a board answers: kept, refused with what was typed, and what the live screens are told.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};

use crate::brainstorm::points::POINT;
use crate::brainstorm::views::{BoardRefusalFragment, BoardRefusedPage, ChangedIdea};
use crate::brainstorm::{BoardState, BrainstormRefusal, IdeaAuthor, IdeaId, board, pending, store, told};
use crate::group::seat::RequiredRole;
use crate::group::{self, AnySeat, GroupAccess, MembershipId, MembershipState, Role};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::locale::{Message, MessageKey};
use crate::kit::relay::{self, EventChange, Recipients};
use crate::kit::web::{Chrome, Problem};
use crate::session::{SessionId, attendance};

/// By this header a script knows that its form was kept, and which.
pub(in crate::brainstorm) const KEPT: &str = "hamdel-kept";

/// What was typed, to be given back when it is refused. Without fields there is nothing to send again.
#[derive(Default)]
pub(in crate::brainstorm) struct IdeaForm {
    pub action: String,
    pub fields: Vec<(&'static str, String)>,
}

/// A refusal in words, with what was typed kept: beside the form for a script, else on a page of its own.
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

pub(in crate::brainstorm) async fn tell(
    seat: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    kind: &'static str,
    subject: uuid::Uuid,
) -> Result<(), Problem> {
    let practice = seat.practice().0;
    relay::record(&mut seat.tx, practice, session.0, EventChange { kind, subject, to: Recipients::Everyone }).await?;
    Ok(())
}

/// Shows what waits on a board without names, when that is enough for a step, and tells it.
pub(in crate::brainstorm) async fn step(seat: &mut GroupAccess<impl RequiredRole>, board: &BoardState) -> Result<(), Problem> {
    let waiting = pending::store::waiting(&mut seat.tx, board.id).await?;
    if let Some(told) = board.next_told(waiting.fresh) {
        store::set_waiting_told(&mut seat.tx, board.id, told).await?;
        return tell(seat, board.session, relay::BOARD, board.session.0).await;
    }
    if !board.releases(waiting) {
        return Ok(());
    }
    let released = pending::store::release(&mut seat.tx, board).await?;
    if released.rest {
        return tell(seat, board.session, relay::BOARD, board.session.0).await;
    }
    for id in released.points {
        tell(seat, board.session, POINT, id.0).await?;
    }
    Ok(())
}

/// Tells the author of something with a name, on every screen of theirs, that what they can do with it is another thing now. What has no
/// name tells its author nothing: even to them alone it would write down whose it is.
pub(in crate::brainstorm) async fn tell_author(
    seat: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    kind: &'static str,
    subject: uuid::Uuid,
    author: Option<MembershipId>,
) -> Result<(), Problem> {
    if let Some(author) = author {
        let practice = seat.practice().0;
        relay::record(&mut seat.tx, practice, session.0, EventChange { kind, subject, to: Recipients::Seat(author.0) }).await?;
    }
    Ok(())
}

/// With a name, who added which. Without one, only that there was something: one line for the whole session.
pub(in crate::brainstorm) async fn note(
    seat: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    whose: IdeaAuthor,
    kind: &'static str,
    subject: uuid::Uuid,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let practice = seat.practice().0;
    match whose {
        IdeaAuthor::Named { .. } => {
            let act = AuditEntry { practice, actor: Some(seat.person().0), act: "added", kind, subject };
            audit::record(&mut seat.tx, act, now).await?;
        }
        IdeaAuthor::Nameless => {
            let act = AuditEntry { practice, actor: None, act: "added without names", kind: "session", subject: session.0 };
            audit::record_once(&mut seat.tx, act, now).await?;
        }
    }
    Ok(())
}

/// For whom staff log: an active member's seat of this group, or nobody's. What members say of it is not asked. None when nobody here has it.
pub(in crate::brainstorm) async fn behalf(
    seat: &mut GroupAccess<AnySeat>,
    session: SessionId,
    typed: &str,
) -> Result<Result<Option<MembershipId>, MessageKey>, Problem> {
    if !seat.role().is_staff() || typed.is_empty() {
        return Ok(Ok(None));
    }
    let none = BrainstormRefusal::NoSuchSeat.key();
    let Ok(id) = typed.parse::<MembershipId>() else { return Ok(Err(none)) };
    let group = seat.group();
    let found = group::store::hold_membership(&mut seat.tx, group, id).await?;
    if !matches!(found, Some((Role::Member, MembershipState::Active, _))) {
        return Ok(Err(none));
    }
    let gone = attendance::store::is_gone(&mut seat.tx, session, id).await?;
    Ok(if gone { Err(attendance::not_here()) } else { Ok(Some(id)) })
}

/// What whoever changed an idea gets back: it as it stands on the board, or nothing while it waits.
pub(in crate::brainstorm) async fn reply(
    house: &AppState,
    chrome: &Chrome,
    seat: &mut GroupAccess<impl RequiredRole>,
    session: SessionId,
    board: &BoardState,
    id: IdeaId,
) -> Result<Response, Problem> {
    let is_staff = seat.role().is_staff();
    let partials = match board::seen_alone(&mut seat.tx, &house.vault, id, board).await? {
        Some((item, face, count)) => told(chrome, face, is_staff, &item, count).map_err(Error::Page)?,
        None => String::new(),
    };
    Ok(kept(chrome, session, &id.to_string(), partials))
}
