//! The phases of a board: in which order they come, what each lets happen, and moving between them. Going back loses nothing.

pub mod routes;

use std::borrow::Borrow;

use super::{BoardState, BoardStep, BrainstormRefusal, Manner};
use crate::key;
use crate::kit::locale::MessageKey;

/// So many solutions at least are kept before anybody commits to one, where there are as many.
pub const KEPT_AT_LEAST: usize = 2;

/// How a step of the line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardStepProgress {
    /// Before the present one.
    Done,
    /// The present one.
    Now,
    /// Still to come.
    Ahead,
}

impl BoardStep {
    /// The phases that stand in the line; after the last one the board is over.
    pub const STEPS: [Self; 5] = [Self::Gather, Self::Tidy, Self::Weigh, Self::Narrow, Self::Commit];

    /// Its name.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Gather => key!("phase-gather"),
            Self::Tidy => key!("phase-tidy"),
            Self::Weigh => key!("phase-weigh"),
            Self::Narrow => key!("phase-narrow"),
            Self::Commit => key!("phase-commit"),
            Self::Done => key!("phase-done"),
        }
    }

    /// Its name in forms and pages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gather => "gather",
            Self::Tidy => "tidy",
            Self::Weigh => "weigh",
            Self::Narrow => "narrow",
            Self::Commit => "commit",
            Self::Done => "done",
        }
    }

    fn place(self) -> usize {
        Self::STEPS.iter().position(|step| *step == self).unwrap_or(Self::STEPS.len())
    }

    /// The phase after it.
    pub fn next(self) -> Option<Self> {
        (self != Self::Done).then(|| Self::STEPS.get(self.place() + 1).copied().unwrap_or(Self::Done))
    }

    /// How a step stands while this phase is on.
    pub fn progress(self, step: impl Borrow<Self>) -> BoardStepProgress {
        match step.borrow().place().cmp(&self.place()) {
            std::cmp::Ordering::Less => BoardStepProgress::Done,
            std::cmp::Ordering::Equal => BoardStepProgress::Now,
            std::cmp::Ordering::Greater => BoardStepProgress::Ahead,
        }
    }

    /// Whether people may change the words of their ideas and bring them back.
    pub fn takes_changes(self) -> bool {
        matches!(self, Self::Gather | Self::Tidy)
    }

    /// Whether benefits and costs are on the screens, or may be.
    pub fn shows_points(self) -> bool {
        self.place() >= Self::Weigh.place()
    }
}

impl BoardState {
    /// Whether what was written in quiet is still nobody's to see.
    pub fn is_closed(&self) -> bool {
        self.manner == Manner::Quiet && self.opened_at.is_none()
    }

    /// Whether the board moves to `to` for whoever saw `seen` on it; not when it is there already: what was wanted is so. `ideas` are
    /// shown and `kept` of them stand on the shortlist.
    ///
    /// # Errors
    /// [`BrainstormRefusal::Moved`] when another was faster, [`BrainstormRefusal::OpenFirst`], [`BrainstormRefusal::KeepFirst`].
    pub fn go(&self, seen: BoardStep, to: BoardStep, ideas: usize, kept: usize) -> Result<bool, BrainstormRefusal> {
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

    /// Whether the board lets go of its names now: only before anything on it was seen.
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
            waiting_told: 0,
        }
    }

    const ALL: [BoardStep; 6] =
        [BoardStep::Gather, BoardStep::Tidy, BoardStep::Weigh, BoardStep::Narrow, BoardStep::Commit, BoardStep::Done];

    #[test]
    fn a_board_moves_forward_and_back_for_whoever_saw_where_it_is() {
        for (from, to) in ALL.iter().flat_map(|from| ALL.iter().map(move |to| (*from, *to))) {
            let aloud = board(from, Manner::Aloud, false);
            assert_eq!(aloud.go(from, to, 5, 2), Ok(from != to), "{from:?} → {to:?}");
            for seen in ALL.into_iter().filter(|seen| *seen != from) {
                let expected = if from == to { Ok(false) } else { Err(BrainstormRefusal::Moved) };
                assert_eq!(aloud.go(seen, to, 5, 2), expected, "{from:?} → {to:?}, seen {seen:?}");
            }
        }
    }

    #[test]
    fn what_was_written_in_quiet_is_opened_before_it_is_tidied() {
        for to in ALL {
            let closed = board(BoardStep::Gather, Manner::Quiet, false).go(BoardStep::Gather, to, 0, 0);
            let expected = match to {
                BoardStep::Gather => Ok(false),
                BoardStep::Done => Ok(true),
                _ => Err(BrainstormRefusal::OpenFirst),
            };
            assert_eq!(closed, expected, "{to:?}");
        }
        assert_eq!(board(BoardStep::Gather, Manner::Quiet, true).go(BoardStep::Gather, BoardStep::Tidy, 3, 0), Ok(true));
        assert_eq!(
            board(BoardStep::Done, Manner::Quiet, false).go(BoardStep::Done, BoardStep::Gather, 0, 0),
            Ok(true),
            "put away, and taken up again"
        );
    }

    #[test]
    fn nobody_commits_before_two_are_kept_where_there_are_two() {
        let narrow = board(BoardStep::Narrow, Manner::Aloud, false);
        for (ideas, kept, expected) in [
            (5, 0, Err(BrainstormRefusal::KeepFirst)),
            (5, 1, Err(BrainstormRefusal::KeepFirst)),
            (5, 2, Ok(true)),
            (1, 1, Ok(true)),
            (1, 0, Err(BrainstormRefusal::KeepFirst)),
            (0, 0, Ok(true)),
        ] {
            assert_eq!(narrow.go(BoardStep::Narrow, BoardStep::Commit, ideas, kept), expected, "{kept} of {ideas}");
        }
        assert_eq!(narrow.go(BoardStep::Narrow, BoardStep::Done, 5, 0), Ok(true), "a board may be put away");
    }

    #[test]
    fn names_are_let_go_of_only_before_anything_was_seen() {
        let fresh = BoardState { shown: 0, ..board(BoardStep::Gather, Manner::Quiet, false) };
        assert_eq!(fresh.unname(), Ok(()));
        assert_eq!(BoardState { manner: Manner::Aloud, ..fresh }.unname(), Ok(()), "aloud, and nothing was said yet");
        assert_eq!(BoardState { shown: 1, ..fresh }.unname(), Err(BrainstormRefusal::OpenedAlready));
        assert_eq!(BoardState { opened_at: Some(DateTime::UNIX_EPOCH), ..fresh }.unname(), Err(BrainstormRefusal::OpenedAlready));
        assert_eq!(BoardState { phase: BoardStep::Tidy, ..fresh }.unname(), Err(BrainstormRefusal::OpenedAlready));
    }

    #[test]
    fn the_line_says_what_was_what_is_and_what_comes() {
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
