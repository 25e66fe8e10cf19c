//! Delays changes on a board without names, so that no single change can be traced to its author. The author of a shown idea or point sees
//! their change at once. Others see it together with other changes: when three wait, or at the board's next step. Until then a page that is
//! loaded shows them the same as the live screens.

pub mod store;

use super::BoardState;
use super::entry::StoredEntry;

pub use super::STEP;

/// An author's changes to an entry that others do not see yet.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    pub text: Option<String>,
    /// Some when withdrawn or restored.
    pub withdrawn: Option<bool>,
}

impl Pending {
    pub fn is_some(&self) -> bool {
        self.text.is_some() || self.withdrawn.is_some()
    }
}

/// The number of entries that wait on a board without names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PendingContributions {
    /// Ideas and points that only their authors have seen.
    pub fresh: usize,
    /// Changes to ideas and points that others have seen.
    pub changed: usize,
}

impl BoardState {
    /// Whether a change of an entry waits, because others have seen the entry without a name. Before a quiet board opens these are the ideas
    /// that staff looked at: staff look without names even on a board with names.
    pub fn defers(&self, entry: &StoredEntry) -> bool {
        if self.is_closed() { entry.looked } else { !self.named && entry.number.is_some() }
    }

    /// Whether enough waits to show all of it now: [`STEP`] entries, on an opened board without names.
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
    fn an_opened_board_without_names_shows_three_waiting_entries_together() {
        let board = BoardState {
            id: BrainstormId::random(),
            session: SessionId::random(),
            phase: BoardStep::Gather,
            manner: Manner::Quiet,
            named: false,
            opened_at: Some(DateTime::UNIX_EPOCH),
            shown: 3,
            points_shown: 0,
            waiting_announced: 0,
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
