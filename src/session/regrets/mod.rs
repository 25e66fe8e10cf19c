//! Regrets: a member says beforehand that they will not come, perhaps with a word to those who lead.

pub mod routes;
pub mod store;

use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::SessionState;

crate::ids! {
    /// What somebody said of not coming.
    RegretsId,
}

/// Characters of the word with it.
pub const WORD_LIMIT: usize = 160;

/// Somebody will not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regrets {
    /// Their word, where it was read: only they and those who lead read it.
    pub word: Option<String>,
    /// Whether staff noted it for them.
    pub by_staff: bool,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegretBy {
    /// The member.
    Themselves,
    /// Therapist or facilitator, for them.
    Staff,
}

/// Why regrets are not taken, or not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegretRefusal {
    /// The session is over or was cancelled.
    NotNow,
    /// They have come.
    Here,
    /// They have said it themselves; it is not for others to change.
    TheirOwn,
    /// The session's figures are closed.
    Frozen,
}

impl RegretRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotNow => key!("regrets-not-now"),
            Self::Here => key!("regrets-here"),
            Self::TheirOwn => key!("regrets-their-own"),
            Self::Frozen => key!("session-figures-closed"),
        }
    }
}

/// Whether regrets may be sent or taken back. Members do so until they enter; what staff heard later they may note until the session's
/// figures are frozen. `known` are the regrets so far.
pub fn may(by: RegretBy, (state, frozen): (SessionState, bool), entered: bool, known: Option<&Regrets>) -> Result<(), RegretRefusal> {
    let open = match (state, by) {
        (SessionState::Planned | SessionState::Live, _) | (SessionState::Ended, RegretBy::Staff) => true,
        (SessionState::Ended, RegretBy::Themselves) | (SessionState::Cancelled, _) => false,
    };
    if !open {
        Err(RegretRefusal::NotNow)
    } else if frozen {
        Err(RegretRefusal::Frozen)
    } else if entered {
        Err(RegretRefusal::Here)
    } else if by == RegretBy::Staff && known.is_some_and(|known| !known.by_staff) {
        Err(RegretRefusal::TheirOwn)
    } else {
        Ok(())
    }
}

fn word_place(practice: PracticeId, id: RegretsId) -> SealContext {
    SealContext { table: "regrets", column: "word", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_says_it_until_they_enter() {
        use SessionState::*;
        let own = Regrets { word: None, by_staff: false };
        for known in [None, Some(&own)] {
            assert_eq!(may(RegretBy::Themselves, (Planned, false), false, known), Ok(()));
            assert_eq!(may(RegretBy::Themselves, (Live, false), false, known), Ok(()));
            assert_eq!(may(RegretBy::Themselves, (Live, false), true, known), Err(RegretRefusal::Here));
            for over in [Ended, Cancelled] {
                assert_eq!(may(RegretBy::Themselves, (over, false), false, known), Err(RegretRefusal::NotNow));
            }
        }
    }

    #[test]
    fn staff_note_it_for_somebody_and_leave_what_they_said_themselves() {
        use SessionState::*;
        let (own, noted) = (Regrets { word: None, by_staff: false }, Regrets { word: None, by_staff: true });
        for state in [Planned, Live, Ended] {
            assert_eq!(may(RegretBy::Staff, (state, false), false, None), Ok(()), "{state:?}");
            assert_eq!(may(RegretBy::Staff, (state, false), false, Some(&noted)), Ok(()), "{state:?}");
            assert_eq!(may(RegretBy::Staff, (state, false), false, Some(&own)), Err(RegretRefusal::TheirOwn), "{state:?}");
            assert_eq!(may(RegretBy::Staff, (state, false), true, None), Err(RegretRefusal::Here), "{state:?}");
        }
        assert_eq!(may(RegretBy::Staff, (Cancelled, false), false, None), Err(RegretRefusal::NotNow));
        assert_eq!(may(RegretBy::Staff, (Ended, true), false, None), Err(RegretRefusal::Frozen));
        assert_eq!(may(RegretBy::Themselves, (Planned, false), false, Some(&noted)), Ok(()), "what was noted for them is theirs");
    }
}
