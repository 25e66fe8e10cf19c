//! The route that moves a board to another step, forward or back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::routes::reply::{IdeaForm, kept, publish, refuse};
use crate::brainstorm::{BoardState, BoardStep, BrainstormId, BrainstormRefusal, dots, pending, shortlist, store};
use crate::group::{GroupAccess, Staff};
use crate::kit::app_state::AppState;
use crate::kit::events;
use crate::kit::i18n::MessageKey;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem};
use crate::session::SessionAccess;

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::GroupStaff, "/brainstorms/{brainstorm}/phase", change_step)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepForm {
    /// The step that the page showed.
    seen: BoardStep,
    phase: BoardStep,
    /// The number of dots for each member, when narrowing begins.
    dots: Option<i32>,
}

async fn change_step(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByBrainstorm>,
    FormBody(typed): FormBody<StepForm>,
) -> Result<Response, Problem> {
    let session = session_access.session();
    let id = BrainstormId(session_access.found_by());
    let access = &mut session_access.group_access;
    let (live, board) = store::lock_board(&mut access.tx, session, id).await?.ok_or(Problem::NotFound)?;
    let refused = |key: MessageKey| {
        let status = if key == BrainstormRefusal::Moved.key() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok(refuse(&chrome, session, status, chrome.locale().message(key), None, IdeaForm::default()))
    };
    let is_current = store::current(&mut access.tx, &app.vault, session).await?.is_some_and(|(current, _)| current.id == id);
    if live.is_none() || !is_current {
        return refused(BrainstormRefusal::Over.key());
    }
    let merge_tree = store::merge_tree(&mut access.tx, id).await?;
    let solutions = shortlist::store::count(&mut access.tx, id, &merge_tree).await?;
    match board.move_to(typed.seen, typed.phase, merge_tree.active_count(), solutions) {
        Ok(true) => {}
        Ok(false) => return Ok(kept(&chrome, session, &id.to_string(), String::new())),
        Err(refusal) => return refused(refusal.key()),
    }
    if typed.phase == BoardStep::Narrow {
        match dots::how_many(typed.dots) {
            Ok(dots) => begin_narrowing(access, &board, dots, &chrome).await?,
            Err(refusal) => return refused(refusal.key()),
        }
    }
    if board.opened_at.is_some() && !board.named {
        pending::store::release(&mut access.tx, &board).await?;
    }
    store::set_phase(&mut access.tx, id, typed.phase).await?;
    publish(access, session, events::BOARD, session.0).await?;
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(kept(&chrome, session, &id.to_string(), String::new()))
}

/// Begins the first round of dots. A board that returns to narrowing keeps its rounds.
async fn begin_narrowing(access: &mut GroupAccess<Staff>, board: &BoardState, dots: i32, chrome: &Chrome) -> Result<(), Problem> {
    if dots::store::round(&mut access.tx, board.id).await?.is_none() {
        let by = access.actor();
        dots::store::ask(&mut access.tx, by, board.id, 1, dots, chrome.now).await?;
    }
    Ok(())
}
