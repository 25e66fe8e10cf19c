//! A quiet board before its opening: staff look through what was written, without names and three at a time, so that a wounding idea can
//! be held back; and the board can let go of its names.

pub mod routes;
pub mod store;
pub mod views;

use super::BoardState;
use crate::key;
use crate::kit::locale::MessageKey;

pub use super::STEP;

/// Why an idea is not held back, or not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuietRefusal {
    /// Only before a quiet board is opened.
    NotNow,
}

impl QuietRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotNow => key!("quiet-refused-not-now"),
        }
    }
}

impl BoardState {
    /// Whether staff may look through what was written in quiet, and hold something back.
    ///
    /// # Errors
    /// [`QuietRefusal::NotNow`].
    pub fn look(&self) -> Result<(), QuietRefusal> {
        if self.open().is_ok() { Ok(()) } else { Err(QuietRefusal::NotNow) }
    }
}

/// Whether so many ideas that staff have not looked at yet may be looked at: fewer than three would tell by their coming who just wrote.
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
    fn staff_look_before_the_opening_and_three_at_a_time() {
        let board = BoardState {
            id: BrainstormId::random(),
            session: SessionId::random(),
            phase: BoardStep::Gather,
            manner: Manner::Quiet,
            named: false,
            opened_at: None,
            shown: 0,
            points_shown: 0,
            waiting_told: 0,
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
