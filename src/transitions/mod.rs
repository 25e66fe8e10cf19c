//! Arrivals and farewells: announced to the group ahead, tied to a session, and gentle to those who arrive or leave.

pub mod farewell_message_store;
pub mod routes;
pub mod store;
pub mod views;

use std::borrow::Borrow;

use chrono::DateTime;
use chrono_tz::Tz;

use crate::group::{MembershipId, MembershipState, MembershipStep, Role};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::arc::Stage;
use crate::session::{SessionId, SessionState};

crate::ids! {
    /// An arrival or a farewell.
    TransitionId,
    /// A message to the group at a farewell.
    FarewellMessageId,
}

/// Characters at most in a message to the group.
pub const FAREWELL_MESSAGE_LIMIT: usize = 800;
/// Characters at most in a reason.
pub const REASON_LIMIT: usize = 400;

crate::coded! {
    /// The kind of an arrival or a farewell.
    pub enum TransitionKind {
        /// A member attends for the first time.
        Arrival = "arrival",
        /// A member has finished, and says goodbye.
        Graduation = "graduation",
        /// A member leaves, and says goodbye.
        Leaving = "leaving",
        /// The group meets for the last time.
        Ending = "ending",
    }
}

impl TransitionKind {
    /// The membership step that follows once the transition is complete.
    pub fn leads_to(self) -> Option<MembershipStep> {
        match self {
            Self::Graduation => Some(MembershipStep::Graduate),
            Self::Leaving => Some(MembershipStep::Leave),
            Self::Arrival | Self::Ending => None,
        }
    }

    /// Whether a member, or everyone, says goodbye.
    pub fn is_farewell(self) -> bool {
        self != Self::Arrival
    }
}

/// A planned arrival or farewell.
#[derive(Clone, Debug)]
pub struct Transition {
    pub id: TransitionId,
    /// The member concerned; none when the group ends.
    pub member: Option<MembershipId>,
    pub kind: TransitionKind,
    /// The member's name, where the group may know it: a person who waits to be admitted is announced without one.
    pub name: Option<String>,
    pub session: SessionId,
    pub number: i32,
    pub starts_at: DateTime<Tz>,
    /// The state of that session.
    pub state: SessionState,
    /// The reason, shown to the therapist and to its author; it is read separately.
    pub reason: Option<String>,
    pub made_by: MembershipId,
}

impl Transition {
    /// Whether it concerns this membership.
    pub fn is_of(&self, membership: impl Borrow<MembershipId>) -> bool {
        self.member.as_ref() == Some(membership.borrow())
    }

    /// Whether its session is planned or live.
    pub fn is_ahead(&self) -> bool {
        matches!(self.state, SessionState::Planned | SessionState::Live)
    }
}

/// Why a transition cannot be planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransitionRefusal {
    /// The session is over, or was cancelled.
    NotAhead,
    /// The member's state does not allow it.
    NotNow,
    /// A session is live: the group cannot end meanwhile.
    Live,
}

impl TransitionRefusal {
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotAhead => key!("transition-not-ahead"),
            Self::NotNow => key!("membership-not-now"),
            Self::Live => key!("ending-live"),
        }
    }
}

/// Whether a transition may be planned for a session, for a member in this state.
pub fn may_plan(kind: TransitionKind, role: Role, of: MembershipState, session: SessionState) -> Result<(), TransitionRefusal> {
    use MembershipState::{Active, Paused, Waiting};
    let state_fits = match kind {
        TransitionKind::Arrival => matches!(of, Waiting | Active),
        TransitionKind::Graduation | TransitionKind::Leaving => matches!(of, Active | Paused),
        TransitionKind::Ending => true,
    };
    if !state_fits || (kind != TransitionKind::Ending && role != Role::Member) {
        return Err(TransitionRefusal::NotNow);
    }
    match session {
        SessionState::Planned => Ok(()),
        SessionState::Live if kind != TransitionKind::Arrival => Ok(()),
        _ => Err(TransitionRefusal::NotAhead),
    }
}

/// Whether a member may leave a message, or change it.
pub fn may_leave_message(role: Role, of: MembershipState) -> bool {
    role == Role::Member && matches!(of, MembershipState::Active | MembershipState::Paused)
}

/// A message that a member leaves with the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FarewellMessage {
    pub member: MembershipId,
    /// None when the member took their words back.
    pub name: Option<String>,
    pub text: String,
    /// Whether the group sees it while the farewell's session closes; otherwise the therapist may read it out.
    pub shown: bool,
}

/// What a session's screens show: who arrives or leaves in it, and while it closes, the messages they leave with the group.
#[derive(Clone, Debug, Default)]
pub struct SessionTransitions {
    /// Today's arrivals and farewells.
    pub today: Vec<Transition>,
    /// The next of the others.
    pub later: Vec<Transition>,
    /// Messages to the group.
    pub words: Vec<FarewellMessage>,
}

impl SessionTransitions {
    /// What a stage shows: while the session opens, who is new and who is there for the last time; while it closes, that and what lies
    /// ahead.
    pub fn at(mut self, stage: Option<Stage>) -> Self {
        match stage {
            Some(Stage::Close) => self,
            None | Some(Stage::Arrive | Stage::Open) => {
                self.words.clear();
                self.later.clear();
                self
            }
            _ => Self::default(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.today.is_empty() && self.later.is_empty() && self.words.is_empty()
    }
}

/// The seal context of a reason (under its author's key, or the group's).
fn reason_context(practice: PracticeId, id: TransitionId) -> SealContext {
    SealContext { table: "passage", column: "reason", row: id.0, practice: practice.0 }
}

/// The seal context of a message (under its author's key).
fn farewell_message_context(practice: PracticeId, id: FarewellMessageId) -> SealContext {
    SealContext { table: "farewell_word", column: "text", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use MembershipState::{Active, Graduated, Invited, Left, Paused, Removed, Waiting};

    #[test]
    fn participants_say_goodbye_and_applicants_are_announced() {
        use SessionState::Planned;
        for (state, arrives, goes) in [
            (Invited, false, false),
            (Waiting, true, false),
            (Active, true, true),
            (Paused, false, true),
            (Graduated, false, false),
            (Left, false, false),
            (Removed, false, false),
        ] {
            assert_eq!(may_plan(TransitionKind::Arrival, Role::Member, state, Planned).is_ok(), arrives, "{state:?}");
            for kind in [TransitionKind::Graduation, TransitionKind::Leaving] {
                assert_eq!(may_plan(kind, Role::Member, state, Planned).is_ok(), goes, "{kind:?} {state:?}");
                assert_eq!(may_plan(kind, Role::Facilitator, state, Planned), Err(TransitionRefusal::NotNow), "{kind:?} {state:?}");
            }
        }
    }

    #[test]
    fn a_transition_needs_a_session_that_is_not_over() {
        use SessionState::{Cancelled, Ended, Live, Planned};
        for kind in [TransitionKind::Arrival, TransitionKind::Graduation, TransitionKind::Leaving, TransitionKind::Ending] {
            assert_eq!(may_plan(kind, Role::Member, Active, Planned), Ok(()));
            for over in [Ended, Cancelled] {
                assert_eq!(may_plan(kind, Role::Member, Active, over), Err(TransitionRefusal::NotAhead), "{kind:?}");
            }
        }
        assert_eq!(may_plan(TransitionKind::Leaving, Role::Member, Active, Live), Ok(()), "a member may say it while everyone is present");
        assert_eq!(
            may_plan(TransitionKind::Arrival, Role::Member, Waiting, Live),
            Err(TransitionRefusal::NotAhead),
            "no one is announced into a live session"
        );
    }
}
