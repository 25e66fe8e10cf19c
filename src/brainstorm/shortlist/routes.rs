//! The door of the shortlist: keeping an idea, and letting it go.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::{ShortlistRefusal, keep, store};
use crate::brainstorm::in_board::ByIdea;
use crate::brainstorm::routes::IDEA;
use crate::brainstorm::routes::reply::{IdeaForm, refuse, reply, tell};
use crate::brainstorm::{IdeaId, store as boards};
use crate::group::Staff;
use crate::kit::house::AppState;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem};
use crate::session::SessionAccess;

/// The doors of the shortlist.
pub(in crate::brainstorm) fn doors() -> AppRoutes {
    AppRoutes::new().post(Access::SeatOfStaff, "/ideas/{idea}/solution", set)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortlistForm {
    kept: bool,
}

async fn set(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByIdea>,
    FormBody(typed): FormBody<ShortlistForm>,
) -> Result<Response, Problem> {
    let (session, id) = (here.session(), IdeaId(here.found_by()));
    let seat = &mut here.seat;
    let board = boards::board_of(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let (_, board) = boards::hold_board(&mut seat.tx, session, board).await?.ok_or(Problem::NotFound)?;
    // What nobody has been shown is not there.
    boards::idea(&mut seat.tx, &house.vault, id).await?.filter(|idea| idea.number.is_some()).ok_or(Problem::NotFound)?;
    let kin = boards::kin(&mut seat.tx, board.id).await?;
    let (ids, count) = (store::ids(&mut seat.tx, board.id).await?, store::count(&mut seat.tx, board.id, &kin).await?);
    let family = kin.family(kin.head(id));
    let is_kept = family.iter().any(|one| ids.contains(one));
    let asked = if kin.lives(id) { keep(board.phase, count, is_kept, typed.kept) } else { Err(ShortlistRefusal::NoSuchIdea) };
    match asked {
        Ok(true) => {}
        Ok(false) => return reply(&house, &chrome, seat, session, &board, id).await,
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            return Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, IdeaForm::default()));
        }
    }
    if typed.kept {
        let by = seat.sitting();
        store::keep(&mut seat.tx, by, board.id, id, chrome.now).await?;
    } else {
        let family: Vec<_> = family.into_iter().map(|one| one.0).collect();
        store::let_go(&mut seat.tx, &family).await?;
    }
    tell(seat, session, IDEA, id.0).await?;
    let response = reply(&house, &chrome, seat, session, &board, id).await?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(response)
}
