//! The routes of a quiet board before it opens: look through it, hold an idea back, remove the names.

use rand::seq::SliceRandom;

use super::views::{HeldIdea, LookPage};
use super::{may_be_looked_at, store};
use crate::brainstorm::anchors::{ByBrainstorm, ByIdea};
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::entry::{self, EntryAuthor};
use crate::brainstorm::{BoardStep, BrainstormRefusal, store as boards};
use crate::group::Staff;
use crate::kit::web::prelude::*;
use crate::session::{LiveAct, SessionAnchor};

pub(in crate::brainstorm) fn routes() -> AppRoutes {
    AppRoutes::new()
        .get(Access::GroupStaff, "/brainstorms/{brainstorm}/look", page)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/look", look)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/namelessness", unname)
        .post(Access::GroupStaff, "/ideas/{idea}/holding", set_held)
}

impl<On: SessionAnchor> BoardAct<Staff, On> {
    /// Whether to offer staff the ideas added since they last looked. An offer stays until they look: if it disappeared with the third
    /// idea, staff would learn at that moment that its author withdrew it.
    async fn is_offered(&mut self) -> Result<bool, Problem> {
        let board = self.board.id;
        let enough = may_be_looked_at(store::unlooked(self.tx(), board).await?);
        Ok(store::offer(self.tx(), board, enough).await?)
    }
}

async fn page(act: LiveAct<Staff, ByBrainstorm>) -> Result<Response, Problem> {
    let mut act = BoardAct::of_board(act).await?;
    let (board, session) = (act.board, act.session);
    let LiveAct { access, app, .. } = &mut act.act;
    let current = boards::current(&mut access.tx, &app.vault, session).await?.filter(|(current, _)| current.id == board.id);
    let Some((_, question)) = current.filter(|_| board.look().is_ok()) else {
        return Ok(Redirect::to(&format!("/sessions/{session}/live")).into_response());
    };
    let all = entry::store::of_board(&mut access.tx, &app.vault, board.id, false).await?;
    let more = act.is_offered().await?;
    let mut ideas: Vec<HeldIdea> = all
        .into_iter()
        .filter(|idea| idea.looked && !idea.withdrawn)
        .map(|idea| HeldIdea { id: idea.id, text: idea.text.unwrap_or_default(), held: idea.held })
        .collect();
    ideas.shuffle(&mut rand::rng());
    let page = act.chrome.page(&LookPage { session, board: board.id, question, ideas, more });
    act.act.unseen().commit().await?;
    Ok(page)
}

async fn look(act: LiveAct<Staff, ByBrainstorm>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut act = BoardAct::of_board(act).await?;
    let board = act.board;
    if board.look().is_ok() && act.is_offered().await? {
        store::look(act.tx(), board.id).await?;
        act.audit(AuditAction::IdeasReviewed, board.id.0).await?;
        act.act.commit().await?;
    }
    Ok(Redirect::to(&format!("/brainstorms/{}/look", board.id)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoldIdeaForm {
    held: bool,
}

async fn set_held(act: LiveAct<Staff, ByIdea>, FormBody(form): FormBody<HoldIdeaForm>) -> Result<Response, Problem> {
    let (mut act, id) = BoardAct::of_entry(act).await?;
    let board = act.board;
    let LiveAct { access, app, .. } = &mut act.act;
    let idea = entry::store::idea(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    board.look()?;
    // For staff, an idea they have not looked at does not exist.
    if !idea.looked || idea.withdrawn {
        return Err(Problem::NotFound);
    }
    if idea.held != form.held {
        store::set_held(act.tx(), id, form.held).await?;
        // The change is the whole board's, so that every phone reloads what belongs to its reader: a change sent to the author alone would
        // reveal who that is.
        act.publish_board();
        act.act.commit().await?;
    }
    Ok(Redirect::to(&format!("/brainstorms/{}/look", board.id)).into_response())
}

async fn unname(act: LiveAct<Staff, ByBrainstorm>, FormBody(EmptyBody {}): FormBody<EmptyBody>) -> Result<Response, Problem> {
    let mut act = BoardAct::of_board(act).await?;
    let (board, by) = (act.board, act.access.actor());
    if !board.named {
        return Ok(act.unchanged(board.id, String::new()));
    }
    if board.phase == BoardStep::Done {
        return Err(BrainstormRefusal::Over.into());
    }
    board.unname()?;
    let LiveAct { access, app, .. } = &mut act.act;
    let ideas = store::unname(&mut access.tx, &app.vault, by, &board).await?;
    // Of the ideas written before, the log holds no more than of ideas written without names from the start.
    act.audit(AuditAction::BoardMadeNameless, board.id.0).await?;
    if ideas > 0 {
        act.audit_added(EntryAuthor::Nameless, AuditAction::IdeaAdded, board.id.0).await?;
    }
    act.publish_board();
    act.act.done(board.id, String::new()).await
}
