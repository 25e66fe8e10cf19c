//! Without a name nothing on a board moves alone. What the author of a shown idea or point changes is theirs at once; others see it when
//! three such things wait, or with the board's next step, all together. Until then pages read what the screens show.

pub mod store;

use super::BoardState;
use super::idea_store::StoredIdea;
use super::points;

pub use super::STEP;

/// What its author has changed of something that others have seen, and they do not see yet.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    pub text: Option<String>,
    /// That it was taken back, or brought back.
    pub withdrawn: Option<bool>,
}

impl Pending {
    /// Whether there is anything that others do not see.
    pub fn is_some(&self) -> bool {
        self.text.is_some() || self.withdrawn.is_some()
    }
}

/// What waits on a board without names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PendingContributions {
    /// Ideas and points that nobody but their authors has seen.
    pub fresh: usize,
    /// Changes of what others have seen.
    pub changed: usize,
}

impl BoardState {
    /// Whether a change of an idea waits: of one that others have seen. Before a quiet board is opened that is one that staff looked at,
    /// since they look without names whether the board has them or not.
    pub fn defers(&self, idea: &StoredIdea) -> bool {
        if self.is_closed() { idea.looked } else { !self.named && idea.number.is_some() }
    }

    /// Whether a change of a point waits: of one without a name that others have seen.
    pub fn defers_point(&self, point: &points::store::StoredPoint) -> bool {
        !self.named && point.number.is_some()
    }

    /// Whether so much waits that all of it is shown now: on an opened board without names, three at a time.
    pub fn releases(&self, waiting: PendingContributions) -> bool {
        self.opened_at.is_some() && !self.named && waiting.fresh + waiting.changed >= STEP
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::brainstorm::{BoardStep, BrainstormId, Manner};
    use crate::session::SessionId;

    #[test]
    fn three_that_wait_are_shown_together_on_an_opened_board_without_names() {
        let board = BoardState {
            id: BrainstormId::random(),
            session: SessionId::random(),
            phase: BoardStep::Gather,
            manner: Manner::Quiet,
            named: false,
            opened_at: Some(DateTime::UNIX_EPOCH),
            shown: 3,
            points_shown: 0,
            waiting_told: 0,
        };
        for (fresh, changed, released) in
            [(0, 0, false), (2, 0, false), (0, 2, false), (1, 1, false), (1, 2, true), (3, 0, true), (0, 3, true)]
        {
            let waiting = PendingContributions { fresh, changed };
            assert_eq!(board.releases(waiting), released, "{waiting:?}");
            assert!(!BoardState { opened_at: None, ..board }.releases(waiting), "closed: {waiting:?}");
            assert!(!BoardState { named: true, ..board }.releases(waiting), "with names: {waiting:?}");
        }
    }
}
