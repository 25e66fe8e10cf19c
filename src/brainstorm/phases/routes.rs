//! The routes that lead on: *Next*, and the one that moves a board to any step, forward or back.

use super::next::{Next, TakeBack, next, take_back};
use super::views::next_fragment;
use crate::brainstorm::anchors::ByBrainstorm;
use crate::brainstorm::board_act::BoardAct;
use crate::brainstorm::{BoardState, BoardStep, BrainstormRefusal, dots, pending, shortlist, store};
use crate::group::Staff;
use crate::kit::events::{self, Recipients};
use crate::kit::web::prelude::*;
use crate::session::arc::act::Way;
use crate::session::arc::{self, OnStage, StageMove, StageRefusal, Target};
use crate::session::{LiveAct, Session, SessionAnchor};

pub(in crate::brainstorm) fn routes(on_stage: &'static [OnStage]) -> AppRoutes {
    let lead_on = move |act: LiveAct<Staff>, form: FormBody<NextForm>| lead_on(on_stage, act, form);
    let undo = move |act: LiveAct<Staff>, form: FormBody<UndoMoveForm>| undo(on_stage, act, form);
    AppRoutes::new()
        .post(Access::GroupStaff, "/sessions/{session}/next", lead_on)
        .post(Access::GroupStaff, "/sessions/{session}/next/undoing", undo)
        .post(Access::GroupStaff, "/brainstorms/{brainstorm}/phase", change_step)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NextForm {
    /// The number of the visit that was on the screen.
    seen: i32,
    /// The act that the button named.
    does: String,
    /// The number of dots for each member, when narrowing begins.
    dots: Option<i32>,
}

/// Does what the button named, once: a second press of the same button changes nothing, and a button that no longer holds is refused.
async fn lead_on(on_stage: &'static [OnStage], mut act: LiveAct<Staff>, FormBody(form): FormBody<NextForm>) -> Result<Response, Problem> {
    act.locked.live().ok_or(StageRefusal::NotLive)?;
    let (session, course) = arc::act::load(&mut act).await?;
    let progress = store::progress(act.tx(), session.id).await?;
    let does = next(&course, progress.as_ref().map(|(_, now)| now)).ok_or(StageRefusal::NothingThere)?;
    let holds = form.does == does.code();
    match (does, progress) {
        _ if form.does == "stage" => {
            if let Way::To(place) = arc::act::check(&mut act, &course, form.seen, Target::By(StageMove::Next)).await? {
                if !holds {
                    return Err(BrainstormRefusal::Moved.into());
                }
                arc::act::enter(&mut act, on_stage, &session, &course, place, false).await?;
            }
        }
        _ if form.seen != course.number() => return Err(arc::act::late_move(&mut act, &course).await?),
        (_, Some((board, now))) if !holds => {
            let done = match form.does.as_str() {
                "open-ideas" => !now.closed,
                "open-dots" => now.round.is_some_and(|round| round.opened),
                step => step == board.phase.code(),
            };
            if !done {
                return Err(BrainstormRefusal::Moved.into());
            }
        }
        (does, Some((board, now))) => {
            let mut on = BoardAct::lock(act, board.id).await?;
            match does {
                Next::Step(step) => drop(on.go(board.phase, step, form.dots).await?),
                Next::OpenIdeas => drop(on.open().await?),
                Next::OpenDots => on.open_dots(now.round.map_or(0, |round| round.number)).await?,
                Next::Keep => return Err(BrainstormRefusal::KeepFirst.into()),
                Next::Stage(_) | Next::End => {}
            }
            act = on.act;
        }
        (_, None) if !holds => return Err(BrainstormRefusal::Moved.into()),
        (_, None) => {}
    }
    done(act, &session).await
}

/// Commits, and answers with the arc and the button as they are now.
async fn done(mut act: LiveAct<Staff>, session: &Session) -> Result<Response, Problem> {
    let course = arc::store::course(act.tx(), session).await?;
    let arc = arc::act::fragment(&mut act, session).await?;
    let LiveAct { access, chrome, .. } = &mut act;
    let next = next_fragment(&mut access.tx, chrome, session, &course).await?;
    act.done(session.id, arc + &next).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UndoMoveForm {
    /// The number of the visit that was on the screen.
    seen: i32,
    /// Where the button led back to.
    back: String,
}

/// Takes the last move of the stages or of the board back.
async fn undo(on_stage: &'static [OnStage], mut act: LiveAct<Staff>, FormBody(form): FormBody<UndoMoveForm>) -> Result<Response, Problem> {
    act.locked.live().ok_or(StageRefusal::NotLive)?;
    let (session, course) = arc::act::load(&mut act).await?;
    let progress = store::progress(act.tx(), session.id).await?;
    let board = progress.as_ref().map(|(_, now)| now);
    let offered = take_back(&course, board, act.chrome.now).map(|(back, _)| back);
    match offered.filter(|back| form.seen == course.number() && form.back == back.code()) {
        Some(TakeBack::Stage(_)) => arc::act::undo(&mut act, on_stage, &session, &course).await?,
        Some(TakeBack::Step(_)) => {
            if let Some((board, _)) = progress {
                store::undo_move(act.tx(), board.id).await?;
                act.publish(events::BOARD, session.id.0, Recipients::Everyone);
            }
        }
        // A second press of the same button: the first one succeeded.
        None if course.visits.iter().any(|visit| visit.number == form.seen && visit.taken_back) => {}
        None if board.is_some_and(|board| board.step.code() == form.back) => {}
        None if form.seen == course.number() => return Err(StageRefusal::TooLate.into()),
        None => return Err(arc::act::late_move(&mut act, &course).await?),
    }
    done(act, &session).await
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
    let is_current = store::progress(act.tx(), session).await?.is_some_and(|(current, _)| current.id == board.id);
    if act.locked.live().is_none() || !is_current {
        return Err(BrainstormRefusal::Over.into());
    }
    if !act.go(form.seen, form.phase, form.dots).await? {
        return Ok(act.unchanged(board.id, String::new()));
    }
    act.act.done(board.id, String::new()).await
}

impl<On: SessionAnchor> BoardAct<Staff, On> {
    /// Moves the board from a page that showed the step `seen`. Returns whether it moved.
    async fn go(&mut self, seen: BoardStep, to: BoardStep, dots: Option<i32>) -> Result<bool, Problem> {
        let board: BoardState = self.board;
        let merge_tree = store::merge_tree(self.tx(), board.id).await?;
        let solutions = shortlist::store::count(self.tx(), board.id, &merge_tree).await?;
        if !board.move_to(seen, to, merge_tree.active_count(), solutions)? {
            return Ok(false);
        }
        if to == BoardStep::Narrow {
            self.begin_narrowing(dots::how_many(dots)?).await?;
        }
        if board.opened_at.is_some() && !board.named {
            pending::store::release(self.tx(), &board).await?;
        }
        let now = self.chrome.now;
        store::move_to(self.tx(), board.id, to, now).await?;
        self.publish_board();
        Ok(true)
    }

    /// Begins the first round of dots. A board that returns to narrowing keeps its rounds.
    async fn begin_narrowing(&mut self, dots: i32) -> Result<(), Problem> {
        let (board, by, now) = (self.board.id, self.access.actor(), self.chrome.now);
        if dots::store::round(self.tx(), board).await?.is_none() {
            dots::store::ask(self.tx(), by, board, 1, dots, now).await?;
        }
        Ok(())
    }
}
