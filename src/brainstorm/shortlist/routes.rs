//! The route of the shortlist: keep an idea, or remove it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::{ShortlistRefusal, keep, store};
use crate::brainstorm::anchors::ByIdea;
use crate::brainstorm::routes::IDEA;
use crate::brainstorm::routes::reply::{IdeaForm, publish, refuse, reply};
use crate::brainstorm::{IdeaId, store as boards};
use crate::group::Staff;
use crate::kit::app_state::AppState;
use crate::kit::web::{Access, AppRoutes, Chrome, FormBody, Problem};
use crate::session::SessionAccess;

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new().post(Access::GroupStaff, "/ideas/{idea}/solution", set)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortlistForm {
    kept: bool,
}

async fn set(
    State(app): State<AppState>,
    chrome: Chrome,
    mut session_access: SessionAccess<Staff, ByIdea>,
    FormBody(typed): FormBody<ShortlistForm>,
) -> Result<Response, Problem> {
    let (session, id) = (session_access.session(), IdeaId(session_access.found_by()));
    let access = &mut session_access.group_access;
    let board = boards::board_of(&mut access.tx, id).await?.ok_or(Problem::NotFound)?;
    let (_, board) = boards::lock_board(&mut access.tx, session, board).await?.ok_or(Problem::NotFound)?;
    // An idea that is not shown does not exist for staff.
    boards::idea(&mut access.tx, &app.vault, id).await?.filter(|idea| idea.number.is_some()).ok_or(Problem::NotFound)?;
    let merge_tree = boards::merge_tree(&mut access.tx, board.id).await?;
    let (ids, count) = (store::ids(&mut access.tx, board.id).await?, store::count(&mut access.tx, board.id, &merge_tree).await?);
    let family = merge_tree.family(merge_tree.root(id));
    let is_kept = family.iter().any(|one| ids.contains(one));
    let change = if merge_tree.is_active(id) { keep(board.phase, count, is_kept, typed.kept) } else { Err(ShortlistRefusal::NoSuchIdea) };
    match change {
        Ok(true) => {}
        Ok(false) => return reply(&app, &chrome, access, session, &board, id).await,
        Err(refusal) => {
            let words = chrome.locale().message(refusal.key());
            return Ok(refuse(&chrome, session, StatusCode::UNPROCESSABLE_ENTITY, words, None, IdeaForm::default()));
        }
    }
    if typed.kept {
        let by = access.actor();
        store::keep(&mut access.tx, by, board.id, id, chrome.now).await?;
    } else {
        let family: Vec<_> = family.into_iter().map(|one| one.0).collect();
        store::remove(&mut access.tx, &family).await?;
    }
    publish(access, session, IDEA, id.0).await?;
    let response = reply(&app, &chrome, access, session, &board, id).await?;
    session_access.group_access.tx.commit().await?;
    app.events.wake(session.0);
    Ok(response)
}
