//! A quiet board before it opens. Staff look through the ideas, without names and three at a time, so that they can hold back a wounding
//! one. Staff may also remove the board's names.

pub mod routes;
pub mod store;
pub mod views;

use super::BoardState;
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::Refusal;

pub use super::STEP;

/// Why staff may not look through ideas or hold one back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuietRefusal {
    /// Allowed only before a quiet board opens.
    NotNow,
}

impl Refusal for QuietRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NotNow => key!("quiet-refused-not-now"),
        }
    }
}

impl BoardState {
    /// Whether staff may look through the ideas and hold one back.
    ///
    /// # Errors
    /// [`QuietRefusal::NotNow`].
    pub fn look(&self) -> Result<(), QuietRefusal> {
        if self.open().is_ok() { Ok(()) } else { Err(QuietRefusal::NotNow) }
    }
}

/// Whether staff may look at this many new ideas: the arrival of fewer than three would reveal who just wrote.
pub fn may_be_looked_at(unlooked: usize) -> bool {
    unlooked >= STEP
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::brainstorm::{BoardStep, BrainstormId, Manner};
    use crate::session::SessionId;

    #[test]
    fn staff_look_at_three_or_more_ideas_before_the_board_opens() {
        let board = BoardState {
            id: BrainstormId::random(),
            session: SessionId::random(),
            phase: BoardStep::Gather,
            manner: Manner::Quiet,
            named: false,
            opened_at: None,
            shown: 0,
            points_shown: 0,
            waiting_announced: 0,
        };
        assert_eq!(board.look(), Ok(()));
        for (manner, opened_at, phase) in [
            (Manner::Aloud, None, BoardStep::Gather),
            (Manner::Quiet, Some(DateTime::UNIX_EPOCH), BoardStep::Gather),
            (Manner::Quiet, None, BoardStep::Done),
        ] {
            assert_eq!(
                BoardState { manner, opened_at, phase, ..board }.look(),
                Err(QuietRefusal::NotNow),
                "{manner:?} {opened_at:?} {phase:?}"
            );
        }
        assert_eq!([0, 2, 3, 7].map(may_be_looked_at), [false, false, true, true]);
    }
}
