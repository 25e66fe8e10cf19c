//! Where a member is during an online session: optional, visible only to the therapist, and deleted when the session ends.

mod on_behalf;
pub mod routes;
pub mod store;
mod views;

use crate::group::Meets;
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::Refusal;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::{SessionId, SessionState};

crate::ids! {
    /// A member's whereabouts in a session.
    WhereaboutsId,
}

/// The event kind of changes of whereabouts: published as "mine" only to the member and the therapist.
pub const WHEREABOUTS: &str = "whereabouts";
/// The maximum length of the text, in characters.
pub const LIMIT: usize = 160;

/// The field on the member's own phone and its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWhereabouts {
    pub session: SessionId,
    pub text: Option<String>,
    /// Whether the current stage asks everyone for their whereabouts.
    pub arriving: bool,
}

/// A member's whereabouts, as shown to the therapist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownWhereabouts {
    pub name: String,
    pub text: String,
    /// Whether staff recorded the text for the member.
    pub by_staff: bool,
}

/// Why whereabouts are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhereaboutsRefusal {
    /// The session is not live, or the member has not entered it.
    NotHere,
    /// The group meets in one room, so everyone knows where the members are.
    InOneRoom,
    /// The member gave them: staff may not change them.
    TheirOwn,
    /// The member entered by their own phone, and gives them there.
    OwnPhone,
}

impl Refusal for WhereaboutsRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NotHere => key!("where-not-here"),
            Self::InOneRoom => key!("where-in-one-room"),
            Self::TheirOwn => key!("where-their-own"),
            Self::OwnPhone => key!("attendance-own-phone"),
        }
    }
}

/// Whether a member is asked: they have entered a live session of a group that meets online.
pub fn check_may_give(meets: Meets, state: SessionState, entered: bool) -> Result<(), WhereaboutsRefusal> {
    match (meets, state, entered) {
        (Meets::InPerson, ..) => Err(WhereaboutsRefusal::InOneRoom),
        (Meets::Online, SessionState::Live, true) => Ok(()),
        (Meets::Online, ..) => Err(WhereaboutsRefusal::NotHere),
    }
}

/// Whether staff may record whereabouts for a member: the member entered without a phone and has not given them. `by_staff` says whether
/// staff recorded the existing text; none when there is no text.
///
/// # Errors
/// [`WhereaboutsRefusal::TheirOwn`] or [`WhereaboutsRefusal::OwnPhone`].
pub fn may_note(by_staff: Option<bool>, by_phone: bool) -> Result<(), WhereaboutsRefusal> {
    match by_staff {
        Some(false) => Err(WhereaboutsRefusal::TheirOwn),
        _ if by_phone => Err(WhereaboutsRefusal::OwnPhone),
        _ => Ok(()),
    }
}

fn whereabouts_context(practice: PracticeId, id: WhereaboutsId) -> SealContext {
    SealContext { table: "whereabouts", column: "text", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_member_in_a_live_online_session_is_asked() {
        use SessionState::*;
        assert_eq!(check_may_give(Meets::Online, Live, true), Ok(()));
        assert_eq!(check_may_give(Meets::Online, Live, false), Err(WhereaboutsRefusal::NotHere));
        for state in [Planned, Ended, Cancelled] {
            assert_eq!(check_may_give(Meets::Online, state, true), Err(WhereaboutsRefusal::NotHere), "{state:?}");
        }
        assert_eq!(check_may_give(Meets::InPerson, Live, true), Err(WhereaboutsRefusal::InOneRoom));
    }

    #[test]
    fn staff_cannot_change_whereabouts_that_the_member_gave() {
        assert_eq!((may_note(None, false), may_note(Some(true), false)), (Ok(()), Ok(())));
        assert_eq!(may_note(Some(false), false), Err(WhereaboutsRefusal::TheirOwn));
        assert_eq!(
            (may_note(None, true), may_note(Some(true), true)),
            (Err(WhereaboutsRefusal::OwnPhone), Err(WhereaboutsRefusal::OwnPhone))
        );
    }
}
