//! The door of the phases: moving on, and back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::brainstorm::in_board::ByBrainstorm;
use crate::brainstorm::routes::reply::{IdeaForm, kept, refuse, tell};
use crate::brainstorm::{BoardState, BoardStep, BrainstormId, BrainstormRefusal, dots, pending, shortlist, store};
use crate::group::{GroupAccess, Staff};
use crate::kit::house::AppState;
use crate::kit::locale::MessageKey;
use crate::kit::relay;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem};
use crate::session::SessionAccess;

/// The doors of the phases.
pub(in crate::brainstorm) fn doors() -> AppRoutes {
    AppRoutes::new().post(Access::SeatOfStaff, "/brainstorms/{brainstorm}/phase", go)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepForm {
    /// The phase that was on the screen.
    seen: BoardStep,
    phase: BoardStep,
    /// How many dots each is to have, when narrowing begins.
    dots: Option<i32>,
}

async fn go(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByBrainstorm>,
    FormBody(typed): FormBody<StepForm>,
) -> Result<Response, Problem> {
    let session = here.session();
    let id = BrainstormId(here.found_by());
    let seat = &mut here.seat;
    let (live, board) = store::hold_board(&mut seat.tx, session, id).await?.ok_or(Problem::NotFound)?;
    let refused = |key: MessageKey| {
        let status = if key == BrainstormRefusal::Moved.key() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok(refuse(&chrome, session, status, chrome.locale().message(key), None, IdeaForm::default()))
    };
    let is_at_hand = store::current(&mut seat.tx, &house.vault, session).await?.is_some_and(|(current, _)| current.id == id);
    if live.is_none() || !is_at_hand {
        return refused(BrainstormRefusal::Over.key());
    }
    let kin = store::kin(&mut seat.tx, id).await?;
    let solutions = shortlist::store::count(&mut seat.tx, id, &kin).await?;
    match board.go(typed.seen, typed.phase, kin.living(), solutions) {
        Ok(true) => {}
        Ok(false) => return Ok(kept(&chrome, session, &id.to_string(), String::new())),
        Err(refusal) => return refused(refusal.key()),
    }
    if typed.phase == BoardStep::Narrow {
        match dots::how_many(typed.dots) {
            Ok(dots) => begin_narrowing(seat, &board, dots, &chrome).await?,
            Err(refusal) => return refused(refusal.key()),
        }
    }
    if board.opened_at.is_some() && !board.named {
        pending::store::release(&mut seat.tx, &board).await?;
    }
    store::set_phase(&mut seat.tx, id, typed.phase).await?;
    tell(seat, session, relay::BOARD, session.0).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(kept(&chrome, session, &id.to_string(), String::new()))
}

/// Dots are asked for when narrowing begins; who comes back to it finds them as they were.
async fn begin_narrowing(seat: &mut GroupAccess<Staff>, board: &BoardState, dots: i32, chrome: &Chrome) -> Result<(), Problem> {
    if dots::store::round(&mut seat.tx, board.id).await?.is_none() {
        let by = seat.sitting();
        dots::store::ask(&mut seat.tx, by, board.id, 1, dots, chrome.now).await?;
    }
    Ok(())
}
