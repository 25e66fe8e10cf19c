//! How people come: mood, from 0 to 10 and perhaps a word. It is its owner's; the therapist sees what was shared with them.

pub mod routes;
pub mod store;
mod views;

use crate::key;
use crate::kit::locale::Key;
use crate::kit::vault::Place;
use crate::practice::PracticeId;

pub use views::{CheckIn, CheckInPlace};

crate::ids! {
    /// What somebody said of their mood.
    MoodId,
}

/// The kind of change of one's own mood: it is told to nobody else.
pub const MOOD: &str = "mood";
/// The lowest and the highest mood.
pub const VALUES: std::ops::RangeInclusive<u8> = 0..=10;
/// Characters of the word beside it.
pub const WORD_LIMIT: usize = 60;

/// What somebody says of how they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mood {
    /// They pass: of equal weight.
    Passed,
    /// A value and perhaps a word.
    Given {
        /// From 0, very hard, to 10, very good.
        value: u8,
        /// A word of their own.
        word: Option<String>,
        /// Whether the therapist may see both.
        shared: bool,
    },
}

/// Why a mood is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was chosen: passing has its own button.
    Nothing,
    /// The session is not live.
    NotLive,
    /// They have said it themselves; it is not for others to change.
    TheirOwn,
}

impl Refusal {
    /// The words for it.
    #[must_use]
    pub fn key(self) -> Key {
        match self {
            Self::Nothing => key!("mood-nothing"),
            Self::NotLive => key!("mood-not-live"),
            Self::TheirOwn => key!("mood-their-own"),
        }
    }
}

/// What a form says: whoever passes says nothing else, whatever was chosen before.
///
/// # Errors
/// [`Refusal::Nothing`] when neither was chosen.
pub fn said(pass: bool, value: Option<u8>, word: Option<String>, shared: bool) -> Result<Mood, Refusal> {
    if pass {
        return Ok(Mood::Passed);
    }
    let value = value.filter(|value| VALUES.contains(value)).ok_or(Refusal::Nothing)?;
    Ok(Mood::Given { value, word, shared })
}

/// Whether staff may write it down for somebody: as long as they have not said it themselves.
///
/// # Errors
/// [`Refusal::TheirOwn`].
pub fn on_behalf(own: Option<bool>) -> Result<(), Refusal> {
    if own == Some(true) { Err(Refusal::TheirOwn) } else { Ok(()) }
}

fn mood_place(column: &'static str, practice: PracticeId, id: MoodId) -> Place {
    Place { table: "mood", column, row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passing_says_nothing_else() {
        assert_eq!(said(true, Some(3), Some("tired".to_owned()), true), Ok(Mood::Passed));
        assert_eq!(said(false, Some(0), None, false), Ok(Mood::Given { value: 0, word: None, shared: false }));
        assert_eq!(said(false, Some(10), None, true), Ok(Mood::Given { value: 10, word: None, shared: true }));
        for nothing in [None, Some(11)] {
            assert_eq!(said(false, nothing, Some("tired".to_owned()), false), Err(Refusal::Nothing));
        }
    }

    #[test]
    fn what_somebody_said_themselves_is_not_for_others_to_change() {
        assert_eq!(on_behalf(None), Ok(()));
        assert_eq!(on_behalf(Some(false)), Ok(()));
        assert_eq!(on_behalf(Some(true)), Err(Refusal::TheirOwn));
    }
}
