//! The steps of a board: their order, what each allows, and moving between them. Moving back loses nothing.

pub mod next;
pub mod routes;
pub mod views;

use std::borrow::Borrow;

use super::{BoardState, BoardStep, BrainstormRefusal, Manner};

/// The board moves to [`BoardStep::Commit`] once this many solutions are kept, or all ideas when there are fewer.
pub const KEPT_AT_LEAST: usize = 2;

/// The state of one step in the line of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardStepProgress {
    Done,
    Now,
    Ahead,
}

impl BoardStep {
    /// The steps that the line shows; after the last one the board is over.
    pub const STEPS: [Self; 5] = [Self::Gather, Self::Tidy, Self::Weigh, Self::Narrow, Self::Commit];

    fn index(self) -> usize {
        Self::STEPS.iter().position(|step| *step == self).unwrap_or(Self::STEPS.len())
    }

    pub fn next(self) -> Option<Self> {
        (self != Self::Done).then(|| Self::STEPS.get(self.index() + 1).copied().unwrap_or(Self::Done))
    }

    /// The state of `step` while the board is at this one.
    pub fn progress(self, step: impl Borrow<Self>) -> BoardStepProgress {
        match step.borrow().index().cmp(&self.index()) {
            std::cmp::Ordering::Less => BoardStepProgress::Done,
            std::cmp::Ordering::Equal => BoardStepProgress::Now,
            std::cmp::Ordering::Greater => BoardStepProgress::Ahead,
        }
    }

    /// Whether screens show benefits, costs and questions.
    pub fn shows_points(self) -> bool {
        self.index() >= Self::Weigh.index()
    }
}

impl BoardState {
    /// Whether the board is quiet and not yet opened.
    pub fn is_closed(&self) -> bool {
        self.manner == Manner::Quiet && self.opened_at.is_none()
    }

    /// Whether the board moves to `to`, as requested from a page that showed `seen`; false when it is there already. `ideas` is the number
    /// of shown ideas, `kept` of which are on the shortlist.
    ///
    /// # Errors
    /// [`BrainstormRefusal::Moved`] when another request moved it first, [`BrainstormRefusal::OpenFirst`],
    /// [`BrainstormRefusal::KeepFirst`].
    pub fn move_to(&self, seen: BoardStep, to: BoardStep, ideas: usize, kept: usize) -> Result<bool, BrainstormRefusal> {
        if self.phase == to {
            Ok(false)
        } else if self.phase != seen {
            Err(BrainstormRefusal::Moved)
        } else if self.is_closed() && !matches!(to, BoardStep::Gather | BoardStep::Done) {
            Err(BrainstormRefusal::OpenFirst)
        } else if to == BoardStep::Commit && kept < KEPT_AT_LEAST.min(ideas) {
            Err(BrainstormRefusal::KeepFirst)
        } else {
            Ok(true)
        }
    }

    /// Whether staff may remove the names: only before others have seen anything on the board.
    ///
    /// # Errors
    /// [`BrainstormRefusal::OpenedAlready`].
    pub fn unname(&self) -> Result<(), BrainstormRefusal> {
        if self.phase == BoardStep::Gather && self.opened_at.is_none() && self.shown == 0 {
            Ok(())
        } else {
            Err(BrainstormRefusal::OpenedAlready)
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::brainstorm::BrainstormId;
    use crate::session::SessionId;
    use crate::session::arc::Stage;

    fn board(phase: BoardStep, manner: Manner, open: bool) -> BoardState {
        BoardState {
            id: BrainstormId::random(),
            session: SessionId::random(),
            phase,
            manner,
            named: true,
            opened_at: open.then_some(DateTime::UNIX_EPOCH),
            shown: 5,
            points_shown: 0,
            waiting_announced: 0,
        }
    }

    const ALL: [BoardStep; 6] =
        [BoardStep::Gather, BoardStep::Tidy, BoardStep::Weigh, BoardStep::Narrow, BoardStep::Commit, BoardStep::Done];

    #[test]
    fn a_board_moves_forward_and_back_from_a_page_that_shows_its_step() {
        for (from, to) in ALL.iter().flat_map(|from| ALL.iter().map(move |to| (*from, *to))) {
            let aloud = board(from, Manner::Aloud, false);
            assert_eq!(aloud.move_to(from, to, 5, 2), Ok(from != to), "{from:?} → {to:?}");
            for seen in ALL.into_iter().filter(|seen| *seen != from) {
                let expected = if from == to { Ok(false) } else { Err(BrainstormRefusal::Moved) };
                assert_eq!(aloud.move_to(seen, to, 5, 2), expected, "{from:?} → {to:?}, seen {seen:?}");
            }
        }
    }

    #[test]
    fn a_quiet_board_is_opened_before_it_is_tidied() {
        for to in ALL {
            let closed = board(BoardStep::Gather, Manner::Quiet, false).move_to(BoardStep::Gather, to, 0, 0);
            let expected = match to {
                BoardStep::Gather => Ok(false),
                BoardStep::Done => Ok(true),
                _ => Err(BrainstormRefusal::OpenFirst),
            };
            assert_eq!(closed, expected, "{to:?}");
        }
        assert_eq!(board(BoardStep::Gather, Manner::Quiet, true).move_to(BoardStep::Gather, BoardStep::Tidy, 3, 0), Ok(true));
        assert_eq!(
            board(BoardStep::Done, Manner::Quiet, false).move_to(BoardStep::Done, BoardStep::Gather, 0, 0),
            Ok(true),
            "finished and resumed"
        );
    }

    #[test]
    fn a_board_with_two_ideas_needs_two_solutions_before_commitments() {
        let narrow = board(BoardStep::Narrow, Manner::Aloud, false);
        for (ideas, kept, expected) in [
            (5, 0, Err(BrainstormRefusal::KeepFirst)),
            (5, 1, Err(BrainstormRefusal::KeepFirst)),
            (5, 2, Ok(true)),
            (1, 1, Ok(true)),
            (1, 0, Err(BrainstormRefusal::KeepFirst)),
            (0, 0, Ok(true)),
        ] {
            assert_eq!(narrow.move_to(BoardStep::Narrow, BoardStep::Commit, ideas, kept), expected, "{kept} of {ideas}");
        }
        assert_eq!(narrow.move_to(BoardStep::Narrow, BoardStep::Done, 5, 0), Ok(true), "a board may finish at any step");
    }

    #[test]
    fn a_board_follows_the_stages_forward_and_past_no_gate() {
        use BoardStep::{Commit, Done, Gather, Narrow, Tidy, Weigh};
        let to = |stage: Stage| ALL.map(|step| board(step, Manner::Aloud, false).follows(stage, 5, 0));
        assert_eq!(to(Stage::Weigh), [Some(Weigh), Some(Weigh), None, None, None, None]);
        assert_eq!(
            to(Stage::Close),
            [Gather, Tidy, Weigh, Narrow, Commit].map(|_| Some(Done)).into_iter().chain([None]).collect::<Vec<_>>()[..]
        );
        for stage in [Stage::Arrive, Stage::Open, Stage::Round, Stage::Explore, Stage::Brainstorm] {
            assert_eq!(to(stage), [None; 6], "{stage:?}");
        }
        let closed = board(Gather, Manner::Quiet, false);
        assert_eq!((closed.follows(Stage::Weigh, 5, 0), closed.follows(Stage::Close, 5, 0)), (None, Some(Done)), "it opens first");
    }

    #[test]
    fn names_are_removed_only_before_anything_was_shown() {
        let fresh = BoardState { shown: 0, ..board(BoardStep::Gather, Manner::Quiet, false) };
        assert_eq!(fresh.unname(), Ok(()));
        assert_eq!(BoardState { manner: Manner::Aloud, ..fresh }.unname(), Ok(()), "aloud, with no idea yet");
        assert_eq!(BoardState { shown: 1, ..fresh }.unname(), Err(BrainstormRefusal::OpenedAlready));
        assert_eq!(BoardState { opened_at: Some(DateTime::UNIX_EPOCH), ..fresh }.unname(), Err(BrainstormRefusal::OpenedAlready));
        assert_eq!(BoardState { phase: BoardStep::Tidy, ..fresh }.unname(), Err(BrainstormRefusal::OpenedAlready));
    }

    #[test]
    fn the_line_shows_past_present_and_future_steps() {
        let line = |phase: BoardStep| BoardStep::STEPS.map(|step| phase.progress(step));
        assert_eq!(
            line(BoardStep::Weigh),
            [BoardStepProgress::Done, BoardStepProgress::Done, BoardStepProgress::Now, BoardStepProgress::Ahead, BoardStepProgress::Ahead]
        );
        assert_eq!(line(BoardStep::Done), [BoardStepProgress::Done; 5]);
        assert_eq!(
            (BoardStep::Gather.next(), BoardStep::Commit.next(), BoardStep::Done.next()),
            (Some(BoardStep::Tidy), Some(BoardStep::Done), None)
        );
    }
}
