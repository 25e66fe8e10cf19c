//! The shortlist: two to four solutions that the group keeps. Ties are broken by talk; the rest stays in the record.

pub mod routes;
pub mod store;

use chrono::{DateTime, Utc};

use super::{BoardStep, IdeaId};
use crate::group::MembershipId;
use crate::key;
use crate::kit::locale::MessageKey;

/// How many solutions are kept at most.
pub const KEPT_AT_MOST: usize = 4;

/// An idea that the group keeps.
#[derive(Clone, Debug)]
pub struct Solution {
    pub idea: IdeaId,
    /// Its number on the board.
    pub number: i32,
    /// Its words; none when the author's key was destroyed.
    pub text: Option<String>,
    /// Who of staff wrote down that it is kept.
    pub kept_by: MembershipId,
    pub kept_at: DateTime<Utc>,
}

/// Why an idea is not kept, or not let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortlistRefusal {
    /// Only while narrowing.
    NotNow,
    /// There are four already.
    Full,
    /// The idea stands there no more.
    NoSuchIdea,
}

impl ShortlistRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotNow => key!("shortlist-refused-not-now"),
            Self::Full => key!("shortlist-refused-full"),
            Self::NoSuchIdea => key!("point-refused-no-such-idea"),
        }
    }
}

/// Whether anything changes when an idea is kept (or let go), of which it is said whether it is among the `kept` ones already.
///
/// # Errors
/// [`ShortlistRefusal::NotNow`] or [`ShortlistRefusal::Full`].
pub fn keep(phase: BoardStep, kept: usize, is_kept: bool, wanted: bool) -> Result<bool, ShortlistRefusal> {
    if phase != BoardStep::Narrow {
        Err(ShortlistRefusal::NotNow)
    } else if wanted && !is_kept && kept >= KEPT_AT_MOST {
        Err(ShortlistRefusal::Full)
    } else {
        Ok(is_kept != wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_four_are_kept_and_only_while_narrowing() {
        assert_eq!(keep(BoardStep::Narrow, 3, false, true), Ok(true));
        assert_eq!(keep(BoardStep::Narrow, 4, false, true), Err(ShortlistRefusal::Full));
        assert_eq!(keep(BoardStep::Narrow, 4, true, true), Ok(false), "twice is once");
        assert_eq!(keep(BoardStep::Narrow, 4, true, false), Ok(true));
        assert_eq!(keep(BoardStep::Narrow, 0, false, false), Ok(false));
        for phase in [BoardStep::Gather, BoardStep::Tidy, BoardStep::Weigh, BoardStep::Commit, BoardStep::Done] {
            assert_eq!(keep(phase, 0, false, true), Err(ShortlistRefusal::NotNow), "{phase:?}");
            assert_eq!(keep(phase, 2, true, false), Err(ShortlistRefusal::NotNow), "{phase:?}");
        }
    }
}
