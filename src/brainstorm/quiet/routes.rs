//! The routes of a quiet board before it opens: look through it, hold an idea back, remove the names.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use rand::seq::SliceRandom;
use serde::Deserialize;

use super::views::{HeldIdea, LookPage};
use super::{QuietRefusal, may_be_looked_at, store};
use crate::brainstorm::anchors::{ByBrainstorm, ByIdea};
use crate::brainstorm::routes::IDEA;
use crate::brainstorm::routes::reply::{IdeaForm, audit_added, kept, publish, refuse};
use crate::brainstorm::{self, BoardState, BoardStep, BrainstormId, IdeaAuthor, IdeaId, store as boards};
use crate::group::{GroupAccess, Staff};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::events;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, Problem};
use crate::session::{SessionAccess, SessionId};

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupStaff, "/brainstorms/{brainstorm}/look", page)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/look", look)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/namelessness", unname)
        .post(Access::GroupStaff, "/ideas/{idea}/holding", set_held)
}

async fn lock_board(access: &mut GroupAccess<Staff>, session: SessionId, id: BrainstormId) -> Result<BoardState, Problem> {
    Ok(boards::lock_board(&mut access.tx, session, id).await?.ok_or(Problem::NotFound)?.1)
}

/// Whether to offer staff the ideas added since they last looked. An offer stays until they look: if it disappeared with the third
/// idea, staff would learn at that moment that its author withdrew it.
async fn is_offered(access: &mut GroupAccess<Staff>, board: BrainstormId) -> Result<bool, Problem> {
    let enough = may_be_looked_at(store::unlooked(&mut access.tx, board).await?);
    Ok(store::offer(&mut access.tx, board, enough).await?)
}

async fn page(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByBrainstorm>,
) -> Result<Response, Problem> {
    let (session, id) = (session_access.session(), BrainstormId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let board = lock_board(access, session, id).await?;
    let current = boards::current(&mut access.tx, &app.vault, session).await?.filter(|(current, _)| current.id == board.id);
    let Some((_, question)) = current.filter(|_| board.look().is_ok()) else {
        return Ok(Redirect::to(&format!("/sessions/{session}/live")).into_response());
    };
    let all = boards::ideas(&mut access.tx, &app.vault, board.id).await?;
    let more = is_offered(access, board.id).await?;
    let mut ideas: Vec<HeldIdea> = all
        .into_iter()
        .filter(|idea| idea.looked && !idea.withdrawn)
        .map(|idea| HeldIdea { id: idea.id, text: idea.text.unwrap_or_default(), held: idea.held })
        .collect();
    ideas.shuffle(&mut rand::rng());
    session_access.group_access.tx.commit().await?;
    Ok(chrome.page(&LookPage { session, board: board.id, question, ideas, more }))
}

async fn look(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByBrainstorm>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (session, id) = (session_access.session(), BrainstormId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let board = lock_board(access, session, id).await?;
    if board.look().is_ok() && is_offered(access, board.id).await? {
        store::look(&mut access.tx, board.id).await?;
        let act = AuditEntry {
            practice: access.practice().0,
            actor: Some(access.person().0),
            act: "looked through",
            kind: "brainstorm",
            subject: board.id.0,
        };
        audit::record(&mut access.tx, act, chrome.now).await?;
        session_access.group_access.tx.commit().await?;
        app.events.wake(session.0);
    }
    Ok(Redirect::to(&format!("/brainstorms/{}/look", board.id)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoldIdeaForm {
    held: bool,
}

async fn set_held(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByIdea>,
    FormBody(typed): FormBody<HoldIdeaForm>,
) -> Result<Response, Problem> {
    let (session, id) = (session_access.session(), IdeaId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let board = boards::board_of(&mut access.tx, id).await?.ok_or(Problem::NotFound)?;
    let board = lock_board(access, session, board).await?;
    let idea = boards::idea(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    if board.look().is_err() {
        let words = chrome.locale().message(QuietRefusal::NotNow.key());
        return Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, IdeaForm::default()));
    }
    // For staff, an idea they have not looked at does not exist.
    if !idea.looked || idea.withdrawn {
        return Err(Problem::NotFound);
    }
    if idea.held != typed.held {
        store::set_held(&mut access.tx, id, typed.held).await?;
        // The change is the whole board's, so that every phone reloads what belongs to its reader: a change sent to the author alone would
        // reveal who that is.
        publish(access, session, events::BOARD, session.0).await?;
        session_access.group_access.tx.commit().await?;
        app.events.wake(session.0);
    }
    Ok(Redirect::to(&format!("/brainstorms/{}/look", board.id)).into_response())
}

/// Audits who removed the names. Of the ideas written before it audits no more than of ideas written without names from the start.
async fn audit_names_removed(
    access: &mut GroupAccess<Staff>,
    session: SessionId,
    board: &BoardState,
    ideas: usize,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let (practice, actor) = (access.practice().0, Some(access.person().0));
    let act = AuditEntry { practice, actor, act: "took names off", kind: "brainstorm", subject: board.id.0 };
    audit::record(&mut access.tx, act, chrome.now).await?;
    if ideas > 0 {
        audit_added(access, session, IdeaAuthor::Nameless, IDEA, board.id.0, chrome.now).await?;
    }
    Ok(())
}

async fn unname(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByBrainstorm>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (session, id) = (session_access.session(), BrainstormId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let board = lock_board(access, session, id).await?;
    if board.named {
        let refused = if board.phase == BoardStep::Done { Err(brainstorm::BrainstormRefusal::Over) } else { board.unname() };
        if let Err(refusal) = refused {
            let words = chrome.locale().message(refusal.key());
            return Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, IdeaForm::default()));
        }
        let by = access.actor();
        let held = store::unname(&mut access.tx, &app.vault, by, &board).await?;
        audit_names_removed(access, session, &board, held, &chrome).await?;
        publish(access, session, events::BOARD, session.0).await?;
        session_access.group_access.tx.commit().await?;
        app.events.wake(session.0);
    }
    Ok(kept(&chrome, session, &board.id.to_string(), String::new()))
}
