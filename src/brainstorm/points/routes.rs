//! The routes of weighing: add a point, for oneself or on behalf of a member; change, withdraw and restore it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::store::{self, NewPoint, StoredPoint};
use super::{POINT, POINT_LIMIT, PointId, PointKind, PointRefusal, PointState, views};
use crate::brainstorm::anchors::{ByBrainstorm, ByPoint};
use crate::brainstorm::routes::reply::{IdeaForm, audit_added, kept, member_on_behalf, publish, publish_step, publish_to_author, refuse};
use crate::brainstorm::views::ChangedIdea;
use crate::brainstorm::{BoardState, BrainstormId, IdeaAuthor, IdeaId, Visibility, board, store as boards};
use crate::group::{AnyRole, GroupAccess};
use crate::kit::app_state::AppState;
use crate::kit::error::Error;
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, Problem, SENT_BEFORE};
use crate::session::{SessionAccess, SessionId};

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupParticipant, "/brainstorms/{brainstorm}/points", add)
        .post(Access::GroupParticipant, "/points/{point}", edit)
        .post(Access::GroupParticipant, "/points/{point}/withdrawal", withdraw)
        .post(Access::GroupParticipant, "/points/{point}/restoration", restore)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeighForm {
    id: PointId,
    idea: IdeaId,
    kind: PointKind,
    text: String,
    #[serde(default)]
    whose: String,
}

async fn add(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<AnyRole, ByBrainstorm>,
    content: FormContent,
    FormBody(typed): FormBody<WeighForm>,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let id = BrainstormId(session_access.found_by());
    let access = &mut session_access.group_access;
    let back = |point: PointId| IdeaForm {
        action: format!("/brainstorms/{id}/points"),
        fields: vec![
            ("id", point.to_string()),
            ("idea", typed.idea.to_string()),
            ("kind", typed.kind.code().to_owned()),
            ("whose", typed.whose.clone()),
            ("text", typed.text.clone()),
        ],
    };
    let refused = |words| Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, back(typed.id)));
    let sent_before =
        || refuse(&chrome, session, StatusCode::CONFLICT, chrome.locale().message(SENT_BEFORE), None, back(PointId::random()));
    let message = |refusal: PointRefusal| chrome.locale().message(refusal.key());
    let (_, board) = boards::lock_board(&mut access.tx, session, id).await?.ok_or(Problem::NotFound)?;
    let text = match clean_paragraphs(&typed.text, POINT_LIMIT) {
        Ok(text) => text,
        Err(refusal) => return refused(refusal.message(chrome.locale())),
    };
    let actor = access.actor();
    let tag = if board.named { None } else { store::tag(&mut access.tx, &app.vault, session, actor.membership).await? };
    if let Some(earlier) = store::point(&mut access.tx, &app.vault, typed.id).await? {
        // The same form again: the response was lost, or a button was pressed twice. Other content under this id must not be overwritten.
        let print = boards::fingerprint_of(&mut access.tx, &app.vault, actor, session, earlier.authorship(), &content).await?;
        if fingerprint::is_resend(&mut access.tx, typed.id, print.as_ref()).await? {
            return reply(&app, &chrome, access, &board, typed.id).await;
        }
        return Ok(sent_before());
    }
    let on_behalf = match member_on_behalf(access, session, &typed.whose).await? {
        Ok(member) => member,
        Err(key) => return refused(chrome.locale().message(key)),
    };
    let logged = match board.log_point(actor.membership, actor.role, on_behalf) {
        Ok(logged) => logged,
        Err(_) => return refused(message(PointRefusal::NotNow)),
    };
    if !boards::merge_tree(&mut access.tx, id).await?.is_active(typed.idea) {
        return refused(message(PointRefusal::NoSuchIdea));
    }
    let new = NewPoint { id: typed.id, idea: typed.idea, kind: typed.kind, text: &text };
    match store::add(&mut access.tx, &app.vault, actor, &board, new, logged, tag, chrome.now).await {
        // The id exists in a row that this actor cannot see.
        Err(failure) if failure.constraint() == Some("point_pkey") => return Ok(sent_before()),
        other => other?,
    }
    let print = boards::fingerprint_of(&mut access.tx, &app.vault, actor, session, logged.author, &content).await?;
    fingerprint::store_fingerprint(&mut access.tx, typed.id, print).await?;
    publish_added(access, &board, typed.id, logged.visibility).await?;
    if let IdeaAuthor::Named { author, logged_by: Some(_) } = logged.author {
        publish_to_author(access, session, POINT, typed.id.0, author).await?;
    }
    audit_added(access, session, logged.author, POINT, typed.id.0, chrome.now).await?;
    let response = reply(&app, &chrome, access, &board, typed.id).await?;
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(response)
}

/// Publishes a new point. On a board without names nothing is published before three points wait, on any ideas; then all are, in an order
/// independent of the order of writing.
async fn publish_added(access: &mut GroupAccess<AnyRole>, board: &BoardState, id: PointId, visibility: Visibility) -> Result<(), Problem> {
    if let Visibility::Now(_) = visibility {
        return publish(access, board.session, POINT, id.0).await;
    }
    publish_step(access, board).await
}

/// The response to the sender of a point: the point as the board shows it, or nothing while it waits.
async fn reply(
    app: &AppState,
    chrome: &Chrome,
    access: &mut GroupAccess<AnyRole>,
    board: &BoardState,
    id: PointId,
) -> Result<Response, Problem> {
    let point = store::point(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let partials = match board::point_alone(&mut access.tx, &app.vault, &point, board).await? {
        Some((root, item)) => views::told(chrome, root, &item).map_err(Error::Page)?,
        None => String::new(),
    };
    Ok(kept(chrome, board.session, &id.to_string(), partials))
}

/// A point with its board, locked for a change.
struct LockedPoint {
    board: BoardState,
    point: StoredPoint,
    state: PointState,
}

async fn lock_point(app: &AppState, session_access: &mut SessionAccess<AnyRole, ByPoint>) -> Result<LockedPoint, Problem> {
    let (session, id) = (session_access.session(), PointId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let board = store::point(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?.board;
    let (_, board) = boards::lock_board(&mut access.tx, session, board).await?.ok_or(Problem::NotFound)?;
    let point = store::point(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let me = access.membership();
    let tag = if board.named { None } else { store::tag(&mut access.tx, &app.vault, session, me).await? };
    let logged_by_me = point.logged_by == Some(me);
    let state = PointState {
        mine: point.is_of(me, tag.as_ref()) && !logged_by_me,
        logged_by_me,
        withdrawn: point.own_withdrawn(),
        version: point.version,
    };
    // Others must not learn that an unseen point exists.
    if point.number.is_none() && !state.mine && !state.logged_by_me {
        Err(Problem::NotFound)
    } else {
        Ok(LockedPoint { board, point, state })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditPointForm {
    text: String,
    /// The version that was read. After a conflict the form also carries the later version, because its author has seen both.
    version: Vec<i32>,
}

async fn edit(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<AnyRole, ByPoint>,
    FormBody(typed): FormBody<EditPointForm>,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let read = typed.version.iter().copied().max().ok_or(Problem::BadForm)?;
    let LockedPoint { board, point, state } = lock_point(&app, &mut session_access).await?;
    let refused = |status, words, theirs: Option<ChangedIdea>, version: i32| {
        let fields = vec![("version", version.to_string()), ("text", typed.text.clone())];
        refuse(&chrome, session, status, words, theirs, IdeaForm { action: format!("/points/{}", point.id), fields })
    };
    let text = match clean_paragraphs(&typed.text, POINT_LIMIT) {
        Ok(text) => text,
        Err(refusal) => return Ok(refused(StatusCode::UNPROCESSABLE_ENTITY, refusal.message(chrome.locale()), None, read)),
    };
    if state.version == read + 1 && point.own_text() == Some(text.as_str()) {
        // The same change again: the response was lost.
        return reply(&app, &chrome, &mut session_access.group_access, &board, point.id).await;
    }
    match state.edit(board.phase, read) {
        Ok(()) => {}
        Err(PointRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal @ PointRefusal::Changed) => {
            let theirs = ChangedIdea { text: point.own_text().unwrap_or_default().to_owned(), version: state.version };
            return Ok(refused(StatusCode::CONFLICT, chrome.locale().message(refusal.key()), Some(theirs), state.version));
        }
        Err(refusal) => return Ok(refused(StatusCode::UNPROCESSABLE_ENTITY, chrome.locale().message(refusal.key()), None, read)),
    }
    let actor = session_access.group_access.actor();
    store::set_text(&mut session_access.group_access.tx, &app.vault, actor, &point, &text, board.defers_point(&point)).await?;
    finish_change(&app, &chrome, session_access, &board, &point).await
}

async fn finish_change(
    app: &AppState,
    chrome: &Chrome,
    mut session_access: SessionAccess<AnyRole, ByPoint>,
    board: &BoardState,
    point: &StoredPoint,
) -> Result<Response, Problem> {
    let session: SessionId = session_access.session();
    let access = &mut session_access.group_access;
    if board.defers_point(point) {
        publish_step(access, board).await?;
    } else if point.number.is_some() {
        publish(access, session, POINT, point.id.0).await?;
    }
    if board.named {
        publish_to_author(access, session, POINT, point.id.0, point.author).await?;
    }
    let response = reply(app, chrome, access, board, point.id).await?;
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(response)
}

async fn withdraw(
    State(app): State<AppState>,
    chrome: Chrome,
    session_access: SessionAccess<AnyRole, ByPoint>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    set_withdrawn(&app, &chrome, session_access, true).await
}

async fn restore(
    State(app): State<AppState>,
    chrome: Chrome,
    session_access: SessionAccess<AnyRole, ByPoint>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    set_withdrawn(&app, &chrome, session_access, false).await
}

async fn set_withdrawn(
    app: &AppState,
    chrome: &Chrome,
    mut session_access: SessionAccess<AnyRole, ByPoint>,
    withdrawn: bool,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let LockedPoint { board, point, state } = lock_point(app, &mut session_access).await?;
    match if withdrawn { state.take_back(board.phase) } else { state.touch(board.phase) } {
        Ok(()) => {}
        Err(PointRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            return Ok(refuse(chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, IdeaForm::default()));
        }
    }
    if state.withdrawn == withdrawn {
        return reply(app, chrome, &mut session_access.group_access, &board, point.id).await;
    }
    store::set_withdrawn(&mut session_access.group_access.tx, point.id, withdrawn, board.defers_point(&point)).await?;
    finish_change(app, chrome, session_access, &board, &point).await
}
