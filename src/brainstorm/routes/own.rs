//! Changing one's own idea, taking it back, bringing it back.

use super::IDEA;
use super::ideas::tell_added;
use super::reply::{IdeaForm, note, refuse, reply, step, tell, tell_author};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgConnection;

use crate::brainstorm::in_board::ByIdea;
use crate::brainstorm::store::StoredIdea;
use crate::brainstorm::views::ChangedIdea;
use crate::brainstorm::{BoardState, BrainstormRefusal, IDEA_LIMIT, IdeaAuthor, IdeaId, IdeaState, Visibility, board, pending, store};
use crate::group::{AnySeat, GroupAccess};
use crate::kit::house::AppState;
use crate::kit::relay::{self};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, EmptyBody, FormBody, Problem};
use crate::session::{SessionAccess, SessionAnchor};

/// An idea held for a change, with what its rules ask.
pub(super) struct LockedIdea {
    board: BoardState,
    idea: StoredIdea,
    state: IdeaState,
}

async fn hold(house: &AppState, here: &mut SessionAccess<AnySeat, ByIdea>) -> Result<LockedIdea, Problem> {
    let (session, id) = (here.session(), IdeaId(here.found_by()));
    let seat = &mut here.seat;
    let board = store::board_of(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let (_, board) = store::hold_board(&mut seat.tx, session, board).await?.ok_or(Problem::NotFound)?;
    let idea = store::idea(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let me = seat.membership();
    let tag = if board.named { None } else { store::tag(&mut seat.tx, &house.vault, session, me).await? };
    let logged_by_me = idea.logged_by == Some(me);
    let state = IdeaState {
        mine: board::is_of(&idea, me, tag.as_ref()) && !logged_by_me,
        logged_by_me,
        withdrawn: idea.own_withdrawn(),
        version: idea.version,
    };
    // Nobody learns that an idea exists which has not been shown to them.
    if idea.number.is_none() && !state.mine && !state.logged_by_me { Err(Problem::NotFound) } else { Ok(LockedIdea { board, idea, state }) }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditIdeaForm {
    text: String,
    /// The version that was read; after a conflict a later one follows it, for having seen both.
    version: Vec<i32>,
}

pub(super) async fn edit(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByIdea>,
    FormBody(typed): FormBody<EditIdeaForm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let read = typed.version.iter().copied().max().ok_or(Problem::BadForm)?;
    let LockedIdea { board, idea, state } = hold(&house, &mut here).await?;
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
        // The same change again: its answer was lost.
        return reply(&house, &chrome, &mut here.seat, session, &board, idea.id).await;
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
    let seat = &mut here.seat;
    let sitting = seat.sitting();
    let waits = board.defers(&idea);
    store::set_text(&mut seat.tx, &house.vault, sitting, &idea, &text, waits).await?;
    if idea.held && !waits {
        comes_anew(seat, &board, &idea, chrome.now).await?;
    }
    changed(&house, &chrome, here, &board, &idea).await
}

/// What was not there when the board was opened, held back or taken back, comes like a new idea.
async fn comes_anew(seat: &mut GroupAccess<AnySeat>, board: &BoardState, idea: &StoredIdea, now: DateTime<Utc>) -> Result<(), Problem> {
    let mut seen = Visibility::Later;
    if board.named && board.opened_at.is_some() {
        store::show(&mut seat.tx, board, &[idea.id]).await?;
        seen = Visibility::Now(board.shown + 1);
        let whose = IdeaAuthor::Named { author: idea.author, logged_by: idea.logged_by };
        note(seat, board.session, whose, IDEA, idea.id.0, now).await?;
    }
    tell_added(seat, board, idea.id, seen).await
}

async fn changed<A: SessionAnchor>(
    house: &AppState,
    chrome: &Chrome,
    mut here: SessionAccess<AnySeat, A>,
    board: &BoardState,
    idea: &StoredIdea,
) -> Result<Response, Problem> {
    let session = here.session();
    let seat = &mut here.seat;
    if board.defers(idea) {
        step(seat, board).await?;
    } else if idea.number.is_some() {
        tell(seat, session, IDEA, idea.id.0).await?;
    } else if board.named {
        tell(seat, session, relay::BOARD, session.0).await?;
    }
    // On a closed board the change of the board itself makes every phone ask for what is its own.
    if board.named && !board.is_closed() {
        tell_author(seat, session, IDEA, idea.id.0, idea.author).await?;
    }
    let response = reply(house, chrome, seat, session, board, idea.id).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(response)
}

pub(super) async fn take_back(
    State(house): State<AppState>,
    chrome: Chrome,
    here: SessionAccess<AnySeat, ByIdea>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    set_withdrawn(&house, &chrome, here, true).await
}

pub(super) async fn restore(
    State(house): State<AppState>,
    chrome: Chrome,
    here: SessionAccess<AnySeat, ByIdea>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    set_withdrawn(&house, &chrome, here, false).await
}

/// Takes an idea off its board. Where others have seen it without a name they see that with the next step, and what follows from it too.
pub(super) async fn withdraw(conn: &mut PgConnection, board: &BoardState, idea: &StoredIdea) -> Result<(), Problem> {
    let waits = board.defers(idea);
    store::set_withdrawn(conn, idea.id, true, waits).await?;
    if !waits {
        pending::store::let_go_of_dead(conn, board.id).await?;
    }
    Ok(())
}

async fn set_withdrawn(
    house: &AppState,
    chrome: &Chrome,
    mut here: SessionAccess<AnySeat, ByIdea>,
    withdrawn: bool,
) -> Result<Response, Problem> {
    let session = here.session();
    let LockedIdea { board, idea, state } = hold(house, &mut here).await?;
    match if withdrawn { state.take_back(board.phase) } else { state.touch(board.phase) } {
        Ok(()) => {}
        Err(BrainstormRefusal::NotYours) => return Err(Problem::Forbidden),
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            return Ok(refuse(chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, IdeaForm::default()));
        }
    }
    if state.withdrawn == withdrawn {
        return reply(house, chrome, &mut here.seat, session, &board, idea.id).await;
    }
    if withdrawn {
        withdraw(&mut here.seat.tx, &board, &idea).await?;
        return changed(house, chrome, here, &board, &idea).await;
    }
    let waits = board.defers(&idea);
    store::set_withdrawn(&mut here.seat.tx, idea.id, false, waits).await?;
    if !waits && idea.number.is_none() && !idea.held && board.opened_at.is_some() {
        comes_anew(&mut here.seat, &board, &idea, chrome.now).await?;
    }
    changed(house, chrome, here, &board, &idea).await
}
