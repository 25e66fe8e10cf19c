//! The doors of tidying: merging twins, and taking them apart.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::{MergeRefusal, merge, part, store};
use crate::brainstorm::in_board::{ByBrainstorm, ByIdea};
use crate::brainstorm::routes::IDEA;
use crate::brainstorm::routes::reply::{IdeaForm, kept, refuse, reply, tell};
use crate::brainstorm::{BoardState, BrainstormId, IdeaId, board, gone, store as boards, told};
use crate::group::{GroupAccess, Staff};
use crate::kit::failure::Error;
use crate::kit::house::AppState;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, Problem};
use crate::session::{SessionAccess, SessionId};

/// The doors of tidying.
pub(in crate::brainstorm) fn doors() -> AppRoutes {
    AppRoutes::new().post(Access::SeatOfStaff, "/brainstorms/{brainstorm}/twins", pair).post(
        Access::SeatOfStaff,
        "/ideas/{idea}/parting",
        apart,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MergeForm {
    idea: IdeaId,
    into: IdeaId,
}

async fn hold(seat: &mut GroupAccess<Staff>, session: SessionId, id: BrainstormId) -> Result<BoardState, Problem> {
    Ok(boards::hold_board(&mut seat.tx, session, id).await?.ok_or(Problem::NotFound)?.1)
}

fn refused(chrome: &Chrome, session: SessionId, refusal: MergeRefusal) -> Response {
    let status = if refusal == MergeRefusal::Merged { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    refuse(chrome, session, status, chrome.locale().message(refusal.key()), None, IdeaForm::default())
}

async fn pair(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByBrainstorm>,
    FormBody(typed): FormBody<MergeForm>,
) -> Result<Response, Problem> {
    let (session, id) = (here.session(), BrainstormId(here.found_by()));
    let seat = &mut here.seat;
    let board = hold(seat, session, id).await?;
    // What is on no board, or not shown, is not there.
    let idea = store::candidate(&mut seat.tx, board.id, typed.idea).await?.ok_or(Problem::NotFound)?;
    let into = store::candidate(&mut seat.tx, board.id, typed.into).await?.ok_or(Problem::NotFound)?;
    match merge(board.phase, idea, into) {
        Ok(true) => {}
        Ok(false) => return reply(&house, &chrome, seat, session, &board, into.id).await,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    }
    store::set_above(&mut seat.tx, idea.id, Some(into.id)).await?;
    // Told of the one that goes: its place is taken out, and what it stands under now is shown with it.
    tell(seat, session, IDEA, idea.id.0).await?;
    let (item, face, count) = board::seen_alone(&mut seat.tx, &house.vault, into.id, &board).await?.ok_or(Problem::NotFound)?;
    let partials = gone(idea.id) + &told(&chrome, face, true, &item, count).map_err(Error::Page)?;
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(kept(&chrome, session, &board.id.to_string(), partials))
}

async fn apart(
    State(house): State<AppState>,
    chrome: Chrome,
    mut here: SessionAccess<Staff, ByIdea>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (session, id) = (here.session(), IdeaId(here.found_by()));
    let seat = &mut here.seat;
    let board = boards::board_of(&mut seat.tx, id).await?.ok_or(Problem::NotFound)?;
    let board = hold(seat, session, board).await?;
    let idea = store::candidate(&mut seat.tx, board.id, id).await?.ok_or(Problem::NotFound)?;
    match part(board.phase, idea) {
        Ok(true) => {}
        Ok(false) => return reply(&house, &chrome, seat, session, &board, id).await,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    }
    let head = boards::kin(&mut seat.tx, board.id).await?.head(id);
    store::set_above(&mut seat.tx, id, None).await?;
    tell(seat, session, IDEA, head.0).await?;
    tell(seat, session, IDEA, id.0).await?;
    let mut partials = String::new();
    for id in [head, id] {
        if let Some((item, face, count)) = board::seen_alone(&mut seat.tx, &house.vault, id, &board).await? {
            partials += &told(&chrome, face, true, &item, count).map_err(Error::Page)?;
        }
    }
    here.seat.tx.commit().await?;
    house.relay.nudge(session.0);
    Ok(kept(&chrome, session, &id.to_string(), partials))
}
