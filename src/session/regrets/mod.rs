//! Regrets: a member announces that they will not attend, optionally with a text for staff.

pub mod routes;
pub mod store;

use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::Refusal;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::SessionState;

crate::ids! {
    /// The regrets of a member for a session.
    RegretsId,
}

/// The maximum length of the text, in characters.
pub const WORD_LIMIT: usize = 160;

/// A member's announcement that they will not attend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regrets {
    /// The text, where it was loaded: only the member and staff may read it.
    pub word: Option<String>,
    /// Whether staff recorded the regrets for the member.
    pub by_staff: bool,
}

/// Who sends or withdraws regrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegretBy {
    Themselves,
    /// Therapist or facilitator, for the member.
    Staff,
}

/// Why sending or withdrawing regrets is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegretRefusal {
    /// The session is over or was cancelled.
    NotNow,
    /// The member has entered.
    Here,
    /// The member sent them: staff may not change them.
    TheirOwn,
    /// The session's figures are closed.
    Frozen,
}

impl Refusal for RegretRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NotNow => key!("regrets-not-now"),
            Self::Here => key!("regrets-here"),
            Self::TheirOwn => key!("regrets-their-own"),
            Self::Frozen => key!("session-figures-closed"),
        }
    }
}

/// Whether regrets may be sent or withdrawn. Members may do so until they enter and the session ends; staff may record regrets that reach
/// them later, until the session's figures freeze. `known` are the existing regrets.
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

fn word_context(practice: PracticeId, id: RegretsId) -> SealContext {
    SealContext { table: "regrets", column: "word", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_sends_regrets_until_they_enter() {
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
    fn staff_record_regrets_and_cannot_change_those_of_the_member() {
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
        assert_eq!(
            may(RegretBy::Themselves, (Planned, false), false, Some(&noted)),
            Ok(()),
            "a member may change regrets that staff recorded"
        );
    }
}
