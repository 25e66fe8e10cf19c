//! The route that moves a board to another step, forward or back.

use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::{BoardStep, BrainstormRefusal, dots, pending, shortlist, store};
use crate::group::Staff;
use crate::kit::web::prelude::*;
use crate::session::LiveAct;

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

async fn change_step(act: LiveAct<Staff, ByBrainstorm>, FormBody(form): FormBody<StepForm>) -> Result<Response, Problem> {
    let mut act = BoardAct::of_board(act).await?;
    let (board, session) = (act.board, act.session);
    let LiveAct { access, app, .. } = &mut act.act;
    let is_current = store::current(&mut access.tx, &app.vault, session).await?.is_some_and(|(current, _)| current.id == board.id);
    if act.locked.live().is_none() || !is_current {
        return Err(BrainstormRefusal::Over.into());
    }
    let merge_tree = store::merge_tree(act.tx(), board.id).await?;
    let solutions = shortlist::store::count(act.tx(), board.id, &merge_tree).await?;
    if !board.move_to(form.seen, form.phase, merge_tree.active_count(), solutions)? {
        return Ok(act.unchanged(board.id, String::new()));
    }
    if form.phase == BoardStep::Narrow {
        act.begin_narrowing(dots::how_many(form.dots)?).await?;
    }
    if board.opened_at.is_some() && !board.named {
        pending::store::release(act.tx(), &board).await?;
    }
    store::set_phase(act.tx(), board.id, form.phase).await?;
    act.publish_board();
    act.act.done(board.id, String::new()).await
}

impl BoardAct<Staff, ByBrainstorm> {
    /// Begins the first round of dots. A board that returns to narrowing keeps its rounds.
    async fn begin_narrowing(&mut self, dots: i32) -> Result<(), Problem> {
        let (board, by, now) = (self.board.id, self.access.actor(), self.chrome.now);
        if dots::store::round(self.tx(), board).await?.is_none() {
            dots::store::ask(self.tx(), by, board, 1, dots, now).await?;
        }
        Ok(())
    }
}
