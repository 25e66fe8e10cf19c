//! Routes by which an author changes, withdraws and restores an idea.

use super::IDEA;
use super::ideas::publish_added;
use super::reply::{IdeaForm, audit_added, publish, publish_step, publish_to_author, refuse, reply};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgConnection;

use crate::brainstorm::anchors::ByIdea;
use crate::brainstorm::store::StoredIdea;
use crate::brainstorm::views::ChangedIdea;
use crate::brainstorm::{BoardState, BrainstormRefusal, IDEA_LIMIT, IdeaAuthor, IdeaId, IdeaState, Visibility, board, pending, store};
use crate::group::{AnyRole, GroupAccess};
use crate::kit::app_state::AppState;
use crate::kit::events::{self};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, EmptyBody, FormBody, Problem};
use crate::session::{SessionAccess, SessionAnchor};

/// An idea with its board, locked for a change.
pub(super) struct LockedIdea {
    board: BoardState,
    idea: StoredIdea,
    state: IdeaState,
}

async fn lock_idea(app: &AppState, session_access: &mut SessionAccess<AnyRole, ByIdea>) -> Result<LockedIdea, Problem> {
    let (session, id) = (session_access.session(), IdeaId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let board = store::board_of(&mut access.tx, id).await?.ok_or(Problem::NotFound)?;
    let (_, board) = store::lock_board(&mut access.tx, session, board).await?.ok_or(Problem::NotFound)?;
    let idea = store::idea(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let me = access.membership();
    let tag = if board.named { None } else { store::tag(&mut access.tx, &app.vault, session, me).await? };
    let logged_by_me = idea.logged_by == Some(me);
    let state = IdeaState {
        mine: board::is_of(&idea, me, tag.as_ref()) && !logged_by_me,
        logged_by_me,
        withdrawn: idea.own_withdrawn(),
        version: idea.version,
    };
    // Others must not learn that an unseen idea exists.
    if idea.number.is_none() && !state.mine && !state.logged_by_me { Err(Problem::NotFound) } else { Ok(LockedIdea { board, idea, state }) }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditIdeaForm {
    text: String,
    /// The version that was read. After a conflict the form also carries the later version, because its author has seen both.
    version: Vec<i32>,
}

pub(super) async fn edit(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<AnyRole, ByIdea>,
    FormBody(typed): FormBody<EditIdeaForm>,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let read = typed.version.iter().copied().max().ok_or(Problem::BadForm)?;
    let LockedIdea { board, idea, state } = lock_idea(&app, &mut session_access).await?;
    let back = |version: i32| IdeaForm {
        action: format!("/ideas/{}", idea.id),
        fields: vec![("version", version.to_string()), ("text", typed.text.clone())],
    };
    let text = match clean_paragraphs(&typed.text, IDEA_LIMIT) {
        Ok(text) => text,
        Err(refusal) => {
            let words = refusal.message(chrome.locale());
            return Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, back(read)));
        }
    };
    if state.version == read + 1 && idea.own_text() == Some(text.as_str()) {
        // The same change again: the response was lost.
        return reply(&app, &chrome, &mut session_access.group_access, session, &board, idea.id).await;
    }
    match state.edit(board.phase, read) {
        Ok(()) => {}
        Err(BrainstormRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(BrainstormRefusal::Changed) => {
            let words = chrome.locale().message(BrainstormRefusal::Changed.key());
            return Ok(refuse(
                &chrome,
                session,
                StatusCode::CONFLICT,
                words,
                Some(ChangedIdea { text: idea.own_text().unwrap_or_default().to_owned(), version: state.version }),
                back(state.version),
            ));
        }
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            return Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, back(read)));
        }
    }
    let access = &mut session_access.group_access;
    let actor = access.actor();
    let waits = board.defers(&idea);
    store::set_text(&mut access.tx, &app.vault, actor, &idea, &text, waits).await?;
    if idea.held && !waits {
        publish_as_new(access, &board, &idea, chrome.now).await?;
    }
    finish_change(&app, &chrome, session_access, &board, &idea).await
}

/// An idea that was held back or withdrawn when the board opened appears like a new one.
async fn publish_as_new(
    access: &mut GroupAccess<AnyRole>,
    board: &BoardState,
    idea: &StoredIdea,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let mut visibility = Visibility::Later;
    if board.named && board.opened_at.is_some() {
        store::show(&mut access.tx, board, &[idea.id]).await?;
        visibility = Visibility::Now(board.shown + 1);
        let author = IdeaAuthor::Named { author: idea.author, logged_by: idea.logged_by };
        audit_added(access, board.session, author, IDEA, idea.id.0, now).await?;
    }
    publish_added(access, board, idea.id, visibility).await
}

async fn finish_change<A: SessionAnchor>(
    app: &AppState,
    chrome: &Chrome,
    mut session_access: SessionAccess<AnyRole, A>,
    board: &BoardState,
    idea: &StoredIdea,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let access = &mut session_access.group_access;
    if board.defers(idea) {
        publish_step(access, board).await?;
    } else if idea.number.is_some() {
        publish(access, session, IDEA, idea.id.0).await?;
    } else if board.named {
        publish(access, session, events::BOARD, session.0).await?;
    }
    // On a closed board the change of the board makes every phone reload what belongs to its reader.
    if board.named && !board.is_closed() {
        publish_to_author(access, session, IDEA, idea.id.0, idea.author).await?;
    }
    let response = reply(app, chrome, access, session, board, idea.id).await?;
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(response)
}

pub(super) async fn take_back(
    State(app): State<AppState>,
    chrome: Chrome,
    session_access: SessionAccess<AnyRole, ByIdea>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    set_withdrawn(&app, &chrome, session_access, true).await
}

pub(super) async fn restore(
    State(app): State<AppState>,
    chrome: Chrome,
    session_access: SessionAccess<AnyRole, ByIdea>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    set_withdrawn(&app, &chrome, session_access, false).await
}

/// Withdraws an idea. When others have seen it without a name, they see the withdrawal and its effects only with the next release.
pub(super) async fn withdraw(conn: &mut PgConnection, board: &BoardState, idea: &StoredIdea) -> Result<(), Problem> {
    let waits = board.defers(idea);
    store::set_withdrawn(conn, idea.id, true, waits).await?;
    if !waits {
        pending::store::detach_withdrawn(conn, board.id).await?;
    }
    Ok(())
}

async fn set_withdrawn(
    app: &AppState,
    chrome: &Chrome,
    mut session_access: SessionAccess<AnyRole, ByIdea>,
    withdrawn: bool,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let LockedIdea { board, idea, state } = lock_idea(app, &mut session_access).await?;
    match if withdrawn { state.take_back(board.phase) } else { state.touch(board.phase) } {
        Ok(()) => {}
        Err(BrainstormRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            return Ok(refuse(chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, IdeaForm::default()));
        }
    }
    if state.withdrawn == withdrawn {
        return reply(app, chrome, &mut session_access.group_access, session, &board, idea.id).await;
    }
    if withdrawn {
        withdraw(&mut session_access.group_access.tx, &board, &idea).await?;
        return finish_change(app, chrome, session_access, &board, &idea).await;
    }
    let waits = board.defers(&idea);
    store::set_withdrawn(&mut session_access.group_access.tx, idea.id, false, waits).await?;
    if !waits && idea.number.is_none() && !idea.held && board.opened_at.is_some() {
        publish_as_new(&mut session_access.group_access, &board, &idea, chrome.now).await?;
    }
    finish_change(app, chrome, session_access, &board, &idea).await
}
