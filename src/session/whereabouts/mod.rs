//! Where somebody online is while a session runs: for the therapist alone, if they like, and forgotten with the session's end.

mod on_behalf;
pub mod routes;
pub mod store;
mod views;

use crate::group::Meets;
use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::{SessionId, SessionState};

crate::ids! {
    /// What somebody said of where they are.
    WhereaboutsId,
}

/// The kind of change of it: told to its owner and to the therapist, as "mine", and to nobody else.
pub const WHEREABOUTS: &str = "whereabouts";
/// Characters of it.
pub const LIMIT: usize = 160;

/// Where one is, on one's own phone: the field, and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWhereabouts {
    pub session: SessionId,
    pub text: Option<String>,
    /// Whether the stage is the one in which everyone is asked.
    pub arriving: bool,
}

/// Where somebody is, to the therapist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownWhereabouts {
    pub name: String,
    pub text: String,
    /// Whether staff wrote it down for them.
    pub by_staff: bool,
}

/// Why it is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhereaboutsRefusal {
    /// The session is not live, or they have not entered it.
    NotHere,
    /// The group sits in one room: everybody knows where they are.
    InOneRoom,
    /// They have said it themselves; it is not for others to change.
    TheirOwn,
    /// They came in with their own phone, and say it there.
    OwnPhone,
}

impl WhereaboutsRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotHere => key!("where-not-here"),
            Self::InOneRoom => key!("where-in-one-room"),
            Self::TheirOwn => key!("where-their-own"),
            Self::OwnPhone => key!("attendance-own-phone"),
        }
    }
}

/// Whether it is asked: of who is in a live session of a group that meets online.
pub fn asked(meets: Meets, state: SessionState, entered: bool) -> Result<(), WhereaboutsRefusal> {
    match (meets, state, entered) {
        (Meets::InPerson, ..) => Err(WhereaboutsRefusal::InOneRoom),
        (Meets::Online, SessionState::Live, true) => Ok(()),
        (Meets::Online, ..) => Err(WhereaboutsRefusal::NotHere),
    }
}

/// Whether staff may write it down for somebody: for who came without a phone, and has not said it themselves. `by_staff` is who wrote
/// what is kept.
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

fn place(practice: PracticeId, id: WhereaboutsId) -> SealContext {
    SealContext { table: "whereabouts", column: "text", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_is_in_a_live_session_online_is_asked() {
        use SessionState::*;
        assert_eq!(asked(Meets::Online, Live, true), Ok(()));
        assert_eq!(asked(Meets::Online, Live, false), Err(WhereaboutsRefusal::NotHere));
        for state in [Planned, Ended, Cancelled] {
            assert_eq!(asked(Meets::Online, state, true), Err(WhereaboutsRefusal::NotHere), "{state:?}");
        }
        assert_eq!(asked(Meets::InPerson, Live, true), Err(WhereaboutsRefusal::InOneRoom));
    }

    #[test]
    fn staff_leave_what_somebody_said_themselves() {
        assert_eq!((may_note(None, false), may_note(Some(true), false)), (Ok(()), Ok(())));
        assert_eq!(may_note(Some(false), false), Err(WhereaboutsRefusal::TheirOwn));
        assert_eq!(
            (may_note(None, true), may_note(Some(true), true)),
            (Err(WhereaboutsRefusal::OwnPhone), Err(WhereaboutsRefusal::OwnPhone))
        );
    }
}
