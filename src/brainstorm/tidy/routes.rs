//! The routes of tidying: merge similar ideas, and split them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::{MergeRefusal, merge, split, store};
use crate::brainstorm::anchors::{ByBrainstorm, ByIdea};
use crate::brainstorm::routes::IDEA;
use crate::brainstorm::routes::reply::{IdeaForm, kept, publish, refuse, reply};
use crate::brainstorm::{BoardState, BrainstormId, IdeaId, board, gone, store as boards, told};
use crate::group::{GroupAccess, Staff};
use crate::kit::app_state::AppState;
use crate::kit::error::Error;
use crate::kit::web::{Access, AppRoutes, Chrome, EmptyBody, FormBody, Problem};
use crate::session::{SessionAccess, SessionId};

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::GroupStaff, "/brainstorms/{brainstorm}/twins", merge_ideas).post(
        Access::GroupStaff,
        "/ideas/{idea}/parting",
        split_idea,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MergeForm {
    idea: IdeaId,
    into: IdeaId,
}

async fn lock_board(access: &mut GroupAccess<Staff>, session: SessionId, id: BrainstormId) -> Result<BoardState, Problem> {
    Ok(boards::lock_board(&mut access.tx, session, id).await?.ok_or(Problem::NotFound)?.1)
}

fn refused(chrome: &Chrome, session: SessionId, refusal: MergeRefusal) -> Response {
    let status = if refusal == MergeRefusal::Merged { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    refuse(chrome, session, status, chrome.locale().message(refusal.key()), None, IdeaForm::default())
}

async fn merge_ideas(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByBrainstorm>,
    FormBody(typed): FormBody<MergeForm>,
) -> Result<Response, Problem> {
    let (session, id) = (session_access.session(), BrainstormId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let board = lock_board(access, session, id).await?;
    // An idea that is not shown on this board does not exist for staff.
    let idea = store::candidate(&mut access.tx, board.id, typed.idea).await?.ok_or(Problem::NotFound)?;
    let into = store::candidate(&mut access.tx, board.id, typed.into).await?.ok_or(Problem::NotFound)?;
    match merge(board.phase, idea, into) {
        Ok(true) => {}
        Ok(false) => return reply(&app, &chrome, access, session, &board, into.id).await,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    }
    store::set_above(&mut access.tx, idea.id, Some(into.id)).await?;
    // Published for the merged idea: listeners remove its element and render the idea it was merged into.
    publish(access, session, IDEA, idea.id.0).await?;
    let (item, context, count) = board::seen_alone(&mut access.tx, &app.vault, into.id, &board).await?.ok_or(Problem::NotFound)?;
    let partials = gone(idea.id) + &told(&chrome, context, true, &item, count).map_err(Error::Page)?;
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(kept(&chrome, session, &board.id.to_string(), partials))
}

async fn split_idea(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByIdea>,
    FormBody(EmptyBody {}): FormBody<EmptyBody>,
) -> Result<Response, Problem> {
    let (session, id) = (session_access.session(), IdeaId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let board = boards::board_of(&mut access.tx, id).await?.ok_or(Problem::NotFound)?;
    let board = lock_board(access, session, board).await?;
    let idea = store::candidate(&mut access.tx, board.id, id).await?.ok_or(Problem::NotFound)?;
    match split(board.phase, idea) {
        Ok(true) => {}
        Ok(false) => return reply(&app, &chrome, access, session, &board, id).await,
        Err(refusal) => return Ok(refused(&chrome, session, refusal)),
    }
    let root = boards::merge_tree(&mut access.tx, board.id).await?.root(id);
    store::set_above(&mut access.tx, id, None).await?;
    publish(access, session, IDEA, root.0).await?;
    publish(access, session, IDEA, id.0).await?;
    let mut partials = String::new();
    for id in [root, id] {
        if let Some((item, context, count)) = board::seen_alone(&mut access.tx, &app.vault, id, &board).await? {
            partials += &told(&chrome, context, true, &item, count).map_err(Error::Page)?;
        }
    }
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(kept(&chrome, session, &id.to_string(), partials))
}
