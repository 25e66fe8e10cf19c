//! The shortlist: two to four solutions that the group keeps. The group breaks ties by talking; the other ideas stay in the record.

pub mod routes;
pub mod store;

use chrono::{DateTime, Utc};

use super::{BoardStep, IdeaId};
use crate::group::MembershipId;
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::Refusal;

pub const KEPT_AT_MOST: usize = 4;

#[derive(Clone, Debug)]
pub struct Solution {
    pub idea: IdeaId,
    pub number: i32,
    /// Its words; none when the author's key was destroyed.
    pub text: Option<String>,
    /// The staff member who put it on the shortlist.
    pub kept_by: MembershipId,
    pub kept_at: DateTime<Utc>,
}

/// Why the shortlist refuses a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortlistRefusal {
    /// Allowed only in [`BoardStep::Narrow`].
    NotNow,
    /// [`KEPT_AT_MOST`] are kept already.
    Full,
    /// The idea is withdrawn or merged into another.
    NoSuchIdea,
}

impl Refusal for ShortlistRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NotNow => key!("shortlist-refused-not-now"),
            Self::Full => key!("shortlist-refused-full"),
            Self::NoSuchIdea => key!("point-refused-no-such-idea"),
        }
    }
}

/// Whether keeping an idea, or removing it when not `wanted`, changes the shortlist of `kept` ideas.
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
        assert_eq!(keep(BoardStep::Narrow, 4, true, true), Ok(false), "keeping it again changes nothing");
        assert_eq!(keep(BoardStep::Narrow, 4, true, false), Ok(true));
        assert_eq!(keep(BoardStep::Narrow, 0, false, false), Ok(false));
        for phase in [BoardStep::Gather, BoardStep::Tidy, BoardStep::Weigh, BoardStep::Commit, BoardStep::Done] {
            assert_eq!(keep(phase, 0, false, true), Err(ShortlistRefusal::NotNow), "{phase:?}");
            assert_eq!(keep(phase, 2, true, false), Err(ShortlistRefusal::NotNow), "{phase:?}");
        }
    }
}
