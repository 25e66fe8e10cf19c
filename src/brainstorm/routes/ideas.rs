//! Adding an idea, for oneself or for somebody.

use super::IDEA;
use super::reply::{IdeaForm, behalf, note, refuse, reply, step, tell, tell_author};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::brainstorm::in_board::ByBrainstorm;
use crate::brainstorm::{BoardState, BrainstormId, BrainstormRefusal, IDEA_LIMIT, IdeaAuthor, IdeaId, Visibility, store};
use crate::group::{AnySeat, GroupAccess};
use crate::kit::fingerprint::{self, FormContent};
use crate::kit::house::AppState;
use crate::kit::relay::{self};
use crate::kit::text::clean_paragraphs;
use crate::kit::web::{Chrome, FormBody, Problem, SENT_BEFORE};
use crate::session::SessionAccess;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewIdea {
    id: IdeaId,
    text: String,
    #[serde(default)]
    whose: String,
}

pub(super) async fn add(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<AnySeat, ByBrainstorm>,
    content: FormContent,
    FormBody(typed): FormBody<NewIdea>,
) -> Result<Response, Problem> {
    let session = here.session();
    let id = BrainstormId(here.found_by());
    let seat = &mut here.seat;
    let back = |idea: IdeaId| IdeaForm {
        action: format!("/brainstorms/{id}/ideas"),
        fields: vec![("id", idea.to_string()), ("whose", typed.whose.clone()), ("text", typed.text.clone())],
    };
    let refused = |words| Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, back(typed.id)));
    let sent_before = || refuse(&chrome, session, StatusCode::CONFLICT, chrome.locale().message(SENT_BEFORE), None, back(IdeaId::random()));
    let (_, board) = store::hold_board(&mut seat.tx, session, id).await?.ok_or(Problem::NotFound)?;
    let text = match clean_paragraphs(&typed.text, IDEA_LIMIT) {
        Ok(text) => text,
        Err(refusal) => return refused(refusal.message(chrome.locale())),
    };
    let sitting = seat.sitting();
    let tag = if board.named { None } else { store::tag(&mut seat.tx, &house.vault, session, sitting.membership).await? };
    if let Some(earlier) = store::idea(&mut seat.tx, &house.vault, typed.id).await? {
        // The same form again: an answer was lost, or a button pressed twice. Anything else under this id is not ours to change.
        let print = store::fingerprint_of(&mut seat.tx, &house.vault, sitting, session, earlier.whose(), &content).await?;
        if fingerprint::is_resend(&mut seat.tx, typed.id, print.as_ref()).await? {
            return reply(&house, &chrome, seat, session, &board, typed.id).await;
        }
        return Ok(sent_before());
    }
    let whose = match behalf(seat, session, &typed.whose).await? {
        Ok(whose) => whose,
        Err(key) => return refused(chrome.locale().message(key)),
    };
    let logged = match board.log(sitting.membership, sitting.role, whose) {
        Ok(logged) => logged,
        Err(_) => return refused(chrome.locale().message(BrainstormRefusal::Over.key())),
    };
    match store::add(&mut seat.tx, &house.vault, sitting, &board, typed.id, &text, logged, tag, chrome.now).await {
        // An id that exists where this person cannot see it.
        Err(failure) if failure.constraint() == Some("idea_pkey") => return Ok(sent_before()),
        other => other?,
    }
    let print = store::fingerprint_of(&mut seat.tx, &house.vault, sitting, session, logged.whose, &content).await?;
    fingerprint::keep(&mut seat.tx, typed.id, print).await?;
    tell_added(seat, &board, typed.id, logged.seen).await?;
    // Until it is opened, a quiet board may still let go of its names: nothing but the idea's own row says whose it is.
    if !(board.named && board.is_closed()) {
        if let IdeaAuthor::Named { author, logged_by: Some(_) } = logged.whose {
            tell_author(seat, session, IDEA, typed.id.0, author).await?;
        }
        note(seat, session, logged.whose, IDEA, typed.id.0, chrome.now).await?;
    }
    let response = reply(&house, &chrome, seat, session, &board, typed.id).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(response)
}

/// Tells the live screens of a new idea, as far as the board's manner lets it be told.
pub(super) async fn tell_added(seat: &mut GroupAccess<AnySeat>, board: &BoardState, id: IdeaId, seen: Visibility) -> Result<(), Problem> {
    match seen {
        Visibility::Now(_) => tell(seat, board.session, IDEA, id.0).await,
        Visibility::Later if board.named => tell(seat, board.session, relay::BOARD, board.session.0).await,
        // No single idea coincides with a change on the screens.
        Visibility::Later => step(seat, board).await,
    }
}
