//! *Next*: one act that leads a session on, through its stages and through the steps of its board.

use chrono::{DateTime, Utc};

use super::KEPT_AT_LEAST;
use crate::brainstorm::dots::DotVote;
use crate::brainstorm::store::BoardMove;
use crate::brainstorm::{BoardState, BoardStep};
use crate::session::UNDO;
use crate::session::arc::{Course, Stage};

/// What *Next* does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Enters the next stage of the plan.
    Stage(Stage),
    /// Moves the board to this step.
    Step(BoardStep),
    /// Opens what was written in quiet.
    OpenIdeas,
    OpenDots,
    /// Names the gate before commitments: the group has not kept enough solutions.
    Keep,
    /// Leads to the end of the session, which has a form of its own.
    End,
}

impl Next {
    /// What a page sends: the act that its button named.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stage(_) => "stage",
            Self::Step(step) => step.code(),
            Self::OpenIdeas => "open-ideas",
            Self::OpenDots => "open-dots",
            Self::Keep => "keep",
            Self::End => "end",
        }
    }
}

/// What *Next* needs to know of the board.
#[derive(Clone, Copy, Debug)]
pub struct BoardNow {
    pub step: BoardStep,
    /// Whether it is quiet and not opened.
    pub closed: bool,
    /// The last round of dots.
    pub round: Option<DotVote>,
    /// Whether enough solutions are kept for commitments.
    pub kept: bool,
    /// Its last move that can still be taken back.
    pub moved: Option<BoardMove>,
}

impl BoardNow {
    /// `ideas` is the number of shown ideas, `kept` of which are on the shortlist.
    pub fn new(step: BoardStep, closed: bool, round: Option<DotVote>, ideas: usize, kept: usize, moved: Option<BoardMove>) -> Self {
        Self { step, closed, round, kept: kept >= KEPT_AT_LEAST.min(ideas), moved }
    }
}

/// The steps of a board that belong to a stage, in order.
pub fn steps_of(stage: Stage) -> &'static [BoardStep] {
    match stage {
        Stage::Brainstorm => &[BoardStep::Gather, BoardStep::Tidy],
        Stage::Weigh => &[BoardStep::Weigh, BoardStep::Narrow, BoardStep::Commit],
        Stage::Close => &[BoardStep::Done],
        Stage::Arrive | Stage::Open | Stage::Round | Stage::Explore => &[],
    }
}

/// What *Next* does now; none when the session has no stage.
pub fn next(course: &Course, board: Option<&BoardNow>) -> Option<Next> {
    let stage = course.now()?.stage;
    if stage == Stage::Close {
        return Some(Next::End);
    }
    let at_board = board.and_then(|board| at_board(stage, board));
    Some(at_board.or_else(|| course.next().map(|step| Next::Stage(step.stage))).unwrap_or(Next::End))
}

/// The next act at the board, as long as its step belongs to the stage or to one before.
fn at_board(stage: Stage, board: &BoardNow) -> Option<Next> {
    let last = steps_of(stage).last()?;
    if board.step.index() >= last.index() {
        return None;
    }
    if board.closed {
        return Some(Next::OpenIdeas);
    }
    match board.step.next()? {
        BoardStep::Commit if board.kept => Some(Next::Step(BoardStep::Commit)),
        // A group too small for dots keeps its solutions without opening any.
        BoardStep::Commit if board.round.is_some_and(|round| !round.opened) => Some(Next::OpenDots),
        BoardStep::Commit => Some(Next::Keep),
        step => Some(Next::Step(step)),
    }
}

/// What *Undo* takes back: the last move of the stages or of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeBack {
    /// Back to this stage.
    Stage(Stage),
    /// The board back to this step.
    Step(BoardStep),
}

impl TakeBack {
    /// What a page sends: where its button leads back to.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stage(_) => "stage",
            Self::Step(step) => step.code(),
        }
    }
}

/// What can be taken back now, and until when.
pub fn take_back(course: &Course, board: Option<&BoardNow>, now: DateTime<Utc>) -> Option<(TakeBack, DateTime<Utc>)> {
    let began = course.now()?.started_at;
    let moved = board.and_then(|board| board.moved).filter(|moved| moved.at > began && now - moved.at < UNDO);
    match moved {
        Some(moved) => Some((TakeBack::Step(moved.from), moved.at + UNDO)),
        None => course.undo(now).map(|visit| (TakeBack::Stage(visit.stage), began + UNDO)),
    }
}

impl BoardState {
    /// The step to which the board follows when the session enters `stage`: the stage's first one, forward only, and not past a gate.
    pub fn follows(&self, stage: Stage, ideas: usize, kept: usize) -> Option<BoardStep> {
        let first = *steps_of(stage).first()?;
        let forward = self.phase.index() < first.index();
        (forward && self.move_to(self.phase, first, ideas, kept) == Ok(true)).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::session::arc::{Visit, plan};

    fn course(stage: Stage) -> Course {
        let plan = plan::usual(90);
        let place = plan.iter().position(|step| step.stage == stage).expect("a stage of the plan") + 1;
        let now = Visit {
            number: 1,
            place,
            stage,
            again: false,
            tender: false,
            taken_back: false,
            started_at: DateTime::UNIX_EPOCH,
            ended_at: None,
            by: None,
        };
        Course { plan, visits: vec![now] }
    }

    fn dots(opened: bool) -> Option<DotVote> {
        Some(DotVote { number: 1, dots: 3, opened, entered: 0 })
    }

    /// An opened board with five ideas.
    fn board(step: BoardStep) -> BoardNow {
        BoardNow::new(step, false, dots(true), 5, 0, None)
    }

    #[test]
    fn the_stages_without_a_board_lead_to_the_next_stage() {
        let at = |stage| next(&course(stage), None);
        assert_eq!(
            [Stage::Arrive, Stage::Open, Stage::Round, Stage::Explore, Stage::Brainstorm, Stage::Weigh].map(at),
            [Stage::Open, Stage::Round, Stage::Explore, Stage::Brainstorm, Stage::Weigh, Stage::Close].map(|to| Some(Next::Stage(to)))
        );
        assert_eq!(next(&Course::default(), Some(&board(BoardStep::Gather))), None, "no stage");
        // A board that was left open does not hold the stages that have none.
        assert_eq!(next(&course(Stage::Round), Some(&board(BoardStep::Gather))), Some(Next::Stage(Stage::Explore)));
    }

    #[test]
    fn the_board_goes_first_as_far_as_its_stage() {
        let at = |stage, step| next(&course(stage), Some(&board(step))).expect("a next act");
        use BoardStep::{Commit, Done, Gather, Narrow, Tidy, Weigh};
        assert_eq!(at(Stage::Brainstorm, Gather), Next::Step(Tidy));
        for step in [Tidy, Weigh, Narrow, Commit, Done] {
            assert_eq!(at(Stage::Brainstorm, step), Next::Stage(Stage::Weigh), "{step:?}");
        }
        assert_eq!([Gather, Tidy, Weigh].map(|step| at(Stage::Weigh, step)), [Tidy, Weigh, Narrow].map(Next::Step));
        assert_eq!([Commit, Done].map(|step| at(Stage::Weigh, step)), [Next::Stage(Stage::Close); 2]);
        for step in [Gather, Tidy, Weigh, Narrow, Commit, Done] {
            assert_eq!(at(Stage::Close, step), Next::End, "{step:?}");
        }
    }

    #[test]
    fn next_names_the_gate_that_holds_it() {
        let at = |stage, board: BoardNow| next(&course(stage), Some(&board)).expect("a next act");
        let closed = BoardNow { closed: true, ..board(BoardStep::Gather) };
        assert_eq!(at(Stage::Brainstorm, closed), Next::OpenIdeas);
        assert_eq!(at(Stage::Weigh, closed), Next::OpenIdeas);
        let finished = BoardNow { closed: true, ..board(BoardStep::Done) };
        assert_eq!(at(Stage::Brainstorm, finished), Next::Stage(Stage::Weigh), "a finished board holds nothing");
        let narrow = |round, ideas, kept| at(Stage::Weigh, BoardNow::new(BoardStep::Narrow, false, round, ideas, kept, None));
        assert_eq!(narrow(dots(false), 5, 0), Next::OpenDots);
        assert_eq!(narrow(dots(true), 5, 1), Next::Keep);
        assert_eq!(narrow(dots(true), 5, 2), Next::Step(BoardStep::Commit));
        assert_eq!(narrow(dots(false), 5, 2), Next::Step(BoardStep::Commit), "two members cannot open dots, but they can keep two");
        assert_eq!(narrow(dots(true), 1, 1), Next::Step(BoardStep::Commit));
    }

    #[test]
    fn a_plan_that_ends_elsewhere_ends_the_session_there() {
        let mut course = course(Stage::Weigh);
        course.plan.pop();
        assert_eq!(next(&course, None), Some(Next::End));
        assert_eq!(next(&course, Some(&board(BoardStep::Tidy))), Some(Next::Step(BoardStep::Weigh)));
    }

    #[test]
    fn the_last_move_is_taken_back_for_two_minutes_and_once() {
        let at = |seconds| DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
        let mut course = course(Stage::Brainstorm);
        assert_eq!(take_back(&course, None, at(1)), None, "the first stage begins with the session");
        let first = course.visits[0].clone();
        let by = Some(crate::group::MembershipId::random());
        let weigh = Visit { number: 2, place: first.place + 1, stage: Stage::Weigh, started_at: at(100), by, ..first };
        course.visits[0].ended_at = Some(at(100));
        course.visits.push(weigh);
        let back = Some((TakeBack::Stage(Stage::Brainstorm), at(220)));
        assert_eq!((take_back(&course, None, at(219)), take_back(&course, None, at(220))), (back, None));
        // The board has moved later, or with the stage.
        let moved = |at| BoardNow { moved: Some(BoardMove { from: BoardStep::Tidy, at }), ..board(BoardStep::Weigh) };
        assert_eq!(take_back(&course, Some(&moved(at(130))), at(140)), Some((TakeBack::Step(BoardStep::Tidy), at(250))));
        assert_eq!(take_back(&course, Some(&moved(at(100))), at(140)), back);
        course.visits[1].taken_back = true;
        course.visits[1].ended_at = Some(at(150));
        course.visits.push(Visit { number: 3, started_at: at(150), ended_at: None, by, ..course.visits[0].clone() });
        assert_eq!(take_back(&course, None, at(151)), None, "what took a move back is not taken back");
        assert_eq!(course.shown(at(151))[first_after(&course)].progress, crate::session::arc::StageProgress::Ahead);
    }

    /// The index of the step after the first visit's.
    fn first_after(course: &Course) -> usize {
        course.visits[0].place
    }
}
