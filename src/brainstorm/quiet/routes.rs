//! The doors before a quiet board is opened: looking through it, holding an idea back, letting go of the names.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use rand::seq::SliceRandom;
use serde::Deserialize;

use super::views::{HeldIdea, LookPage};
use super::{QuietRefusal, may_be_looked_at, store};
use crate::brainstorm::in_board::{ByBrainstorm, ByIdea};
use crate::brainstorm::routes::IDEA;
use crate::brainstorm::routes::reply::{IdeaForm, kept, note, refuse, tell};
use crate::brainstorm::{self, BoardState, BoardStep, BrainstormId, IdeaAuthor, IdeaId, store as boards};
use crate::group::{GroupAccess, Staff};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::relay;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, Problem};
use crate::session::{SessionAccess, SessionId};

/// The doors of a quiet board.
pub(in crate::brainstorm) fn doors() -> AppRoutes {
    AppRoutes::new()
        .get(Access::SeatOfStaff, "/brainstorms/{brainstorm}/look", page)
        .post(Access::SeatOfStaff, "/brainstorms/{brainstorm}/look", look)
        .post(Access::SeatOfStaff, "/brainstorms/{brainstorm}/namelessness", unname)
        .post(Access::SeatOfStaff, "/ideas/{idea}/holding", set_held)
}

async fn hold(seat: &mut GroupAccess<Staff>, session: SessionId, id: BrainstormId) -> Result<BoardState, Problem> {
    Ok(boards::hold_board(&mut seat.tx, session, id).await?.ok_or(Problem::NotFound)?.1)
}

/// Whether staff may look through what came since they did. Once that was offered it stays so: an offer that went with the third idea would
/// tell at that moment that somebody took theirs back.
async fn is_offered(seat: &mut GroupAccess<Staff>, board: BrainstormId) -> Result<bool, Problem> {
    let enough = may_be_looked_at(store::unlooked(&mut seat.tx, board).await?);
    Ok(store::offer(&mut seat.tx, board, enough).await?)
}

async fn page(State(house): State<AppState>, chrome: Chrome, mut here: SessionAccess<Staff, ByBrainstorm>) -> Result<Response, Problem> {
    let (session, id) = (here.session(), BrainstormId(here.found_by()));
    let seat = &mut here.seat;
    let board = hold(seat, session, id).await?;
    let current = boards::current(&mut seat.tx, &house.vault, session).await?.filter(|(current, _)| current.id == board.id);
    let Some((_, question)) = current.filter(|_| board.look().is_ok()) else {
        return Ok(Redirect::to(&format!("/sessions/{session}/live")).into_response());
    };
    let all = boards::ideas(&mut seat.tx, &house.vault, board.id).await?;
    let more = is_offered(seat, board.id).await?;
    let mut ideas: Vec<HeldIdea> = all
        .into_iter()
        .filter(|idea| idea.looked && !idea.withdrawn)
        .map(|idea| HeldIdea { id: idea.id, text: idea.text.unwrap_or_default(), held: idea.held })
        .collect();
    ideas.shuffle(&mut rand::rng());
    here.seat.tx.commit().await?;
    Ok(chrome.page(&LookPage { session, board: board.id, question, ideas, more }))
}

async fn look(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByBrainstorm>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (session, id) = (here.session(), BrainstormId(here.found_by()));
    let seat = &mut here.seat;
    let board = hold(seat, session, id).await?;
    if board.look().is_ok() && is_offered(seat, board.id).await? {
        store::look(&mut seat.tx, board.id).await?;
        let act = AuditEntry {
            practice: seat.practice().0,
            actor: Some(seat.person().0),
            act: "looked through",
            kind: "brainstorm",
            subject: board.id.0,
        };
        audit::record(&mut seat.tx, act, chrome.now).await?;
        here.seat.tx.commit().await?;
        house.relay.nudge(session.0);
    }
    Ok(Redirect::to(&format!("/brainstorms/{}/look", board.id)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoldIdeaForm {
    held: bool,
}

async fn set_held(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByIdea>,
    FormBody(typed): FormBody<HoldIdeaForm>,
) -> Result<Response, Problem> {
    let (session, id) = (here.session(), IdeaId(here.found_by()));
    let seat = &mut here.seat;
    let board = boards::board_of(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let board = hold(seat, session, board).await?;
    let idea = boards::idea(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    if board.look().is_err() {
        let words = chrome.locale().message(QuietRefusal::NotNow.key());
        return Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, IdeaForm::default()));
    }
    // What staff have not looked at is not there for them.
    if !idea.looked || idea.withdrawn {
        return Err(Problem::NotFound);
    }
    if idea.held != typed.held {
        store::set_held(&mut seat.tx, id, typed.held).await?;
        // The whole board, so that every phone asks for what is its own: nobody is told that it is theirs by a change of their own.
        tell(seat, session, relay::BOARD, session.0).await?;
        here.seat.tx.commit().await?;
        house.relay.nudge(session.0);
    }
    Ok(Redirect::to(&format!("/brainstorms/{}/look", board.id)).into_response())
}

/// That the names were taken off, and by whom; and of what was written before, no more than of what is written without names at once.
async fn note_unnamed(
    seat: &mut GroupAccess<Staff>,
    session: SessionId,
    board: &BoardState,
    ideas: usize,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let (practice, actor) = (seat.practice().0, Some(seat.person().0));
    let act = AuditEntry { practice, actor, act: "took names off", kind: "brainstorm", subject: board.id.0 };
    audit::record(&mut seat.tx, act, chrome.now).await?;
    if ideas > 0 {
        note(seat, session, IdeaAuthor::Nameless, IDEA, board.id.0, chrome.now).await?;
    }
    Ok(())
}

async fn unname(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByBrainstorm>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (session, id) = (here.session(), BrainstormId(here.found_by()));
    let seat = &mut here.seat;
    let board = hold(seat, session, id).await?;
    if board.named {
        let refused = if board.phase == BoardStep::Done { Err(brainstorm::BrainstormRefusal::Over) } else { board.unname() };
        if let Err(refusal) = refused {
            let words = chrome.locale().message(refusal.key());
            return Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, IdeaForm::default()));
        }
        let by = seat.sitting();
        let held = store::unname(&mut seat.tx, &house.vault, by, &board).await?;
        note_unnamed(seat, session, &board, held, &chrome).await?;
        tell(seat, session, relay::BOARD, session.0).await?;
        here.seat.tx.commit().await?;
        house.relay.nudge(session.0);
    }
    Ok(kept(&chrome, session, &board.id.to_string(), String::new()))
}
