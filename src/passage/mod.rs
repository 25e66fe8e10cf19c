//! Arrivals and farewells: told to the group ahead, tied to a session, and gentle to whoever comes or goes.

pub mod routes;
pub mod store;
pub mod views;
pub mod word_store;

use std::borrow::Borrow;

use chrono::DateTime;
use chrono_tz::Tz;

use crate::group::{MembershipId, MembershipState, MembershipStep, Role};
use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::arc::Stage;
use crate::session::{SessionId, SessionState};

crate::ids! {
    /// An arrival or a farewell.
    PassageId,
    /// A word to the group at a farewell.
    WordId,
}

/// Characters of a word to the group.
pub const WORD_LIMIT: usize = 800;
/// Characters of a reason.
pub const REASON_LIMIT: usize = 400;

/// What comes to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum TransitionKind {
    /// Somebody comes for the first time.
    Arrival,
    /// Somebody has finished, and says goodbye.
    Graduation,
    /// Somebody goes, and says goodbye.
    Leaving,
    /// The group meets for the last time.
    Ending,
}

impl TransitionKind {
    /// The step in somebody's life that follows when it has come to pass.
    pub fn leads_to(self) -> Option<MembershipStep> {
        match self {
            Self::Graduation => Some(MembershipStep::Graduate),
            Self::Leaving => Some(MembershipStep::Leave),
            Self::Arrival | Self::Ending => None,
        }
    }

    /// Whether somebody, or everybody, says goodbye.
    pub fn is_farewell(self) -> bool {
        self != Self::Arrival
    }
}

/// One that is planned.
#[derive(Clone, Debug)]
pub struct Transition {
    pub id: PassageId,
    /// Whose; nobody's alone when the group ends.
    pub member: Option<MembershipId>,
    pub kind: TransitionKind,
    /// Their name, where the group may know it: who waits to be admitted is announced without one.
    pub name: Option<String>,
    pub session: SessionId,
    pub number: i32,
    pub starts_at: DateTime<Tz>,
    /// How that session stands.
    pub state: SessionState,
    /// Why, to the therapist and to whoever wrote it; read apart.
    pub reason: Option<String>,
    pub made_by: MembershipId,
}

impl Transition {
    /// Whether it is about this seat.
    pub fn is_of(&self, seat: impl Borrow<MembershipId>) -> bool {
        self.member.as_ref() == Some(seat.borrow())
    }

    /// Whether its session is still to be or is under way.
    pub fn is_ahead(&self) -> bool {
        matches!(self.state, SessionState::Planned | SessionState::Live)
    }
}

/// Why something cannot be planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransitionRefusal {
    /// The session is over, or was cancelled.
    NotAhead,
    /// It does not follow from how they stand in the group.
    NotNow,
    /// A session is live: the group does not end under it.
    Live,
}

impl TransitionRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotAhead => key!("passage-not-ahead"),
            Self::NotNow => key!("membership-not-now"),
            Self::Live => key!("ending-live"),
        }
    }
}

/// Whether it may be planned for a session, for a member in this state.
pub fn may_plan(kind: TransitionKind, role: Role, of: MembershipState, session: SessionState) -> Result<(), TransitionRefusal> {
    use MembershipState::{Active, Paused, Waiting};
    let stands = match kind {
        TransitionKind::Arrival => matches!(of, Waiting | Active),
        TransitionKind::Graduation | TransitionKind::Leaving => matches!(of, Active | Paused),
        TransitionKind::Ending => true,
    };
    if !stands || (kind != TransitionKind::Ending && role != Role::Member) {
        return Err(TransitionRefusal::NotNow);
    }
    match session {
        SessionState::Planned => Ok(()),
        SessionState::Live if kind != TransitionKind::Arrival => Ok(()),
        _ => Err(TransitionRefusal::NotAhead),
    }
}

/// Whether somebody may leave a word, or change it.
pub fn may_leave_a_word(role: Role, of: MembershipState) -> bool {
    role == Role::Member && matches!(of, MembershipState::Active | MembershipState::Paused)
}

/// What somebody leaves with the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FarewellMessage {
    pub member: MembershipId,
    /// Their name; none when they took their words back.
    pub name: Option<String>,
    pub text: String,
    /// Whether the group sees it while the farewell's session closes; else the therapist may read it out.
    pub shown: bool,
}

/// What a session's screens say: who comes or goes in it, and while it closes, what they leave with the group.
#[derive(Clone, Debug, Default)]
pub struct SessionTransitions {
    /// Who comes or goes today.
    pub today: Vec<Transition>,
    /// The next of the others.
    pub later: Vec<Transition>,
    /// Words to the group.
    pub words: Vec<FarewellMessage>,
}

impl SessionTransitions {
    /// What is said in a stage: while it opens, who is new and whose last time it is; while it closes, that and what lies ahead.
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

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.today.is_empty() && self.later.is_empty() && self.words.is_empty()
    }
}

/// Where a reason is sealed (under its author's key, or the group's).
fn reason_place(practice: PracticeId, id: PassageId) -> SealContext {
    SealContext { table: "passage", column: "reason", row: id.0, practice: practice.0 }
}

/// Where a word is sealed (under its author's key).
fn word_place(practice: PracticeId, id: WordId) -> SealContext {
    SealContext { table: "farewell_word", column: "text", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use MembershipState::{Active, Graduated, Invited, Left, Paused, Removed, Waiting};

    #[test]
    fn who_is_there_says_goodbye_and_who_waits_is_announced() {
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
    fn only_in_a_session_that_is_not_over() {
        use SessionState::{Cancelled, Ended, Live, Planned};
        for kind in [TransitionKind::Arrival, TransitionKind::Graduation, TransitionKind::Leaving, TransitionKind::Ending] {
            assert_eq!(may_plan(kind, Role::Member, Active, Planned), Ok(()));
            for over in [Ended, Cancelled] {
                assert_eq!(may_plan(kind, Role::Member, Active, over), Err(TransitionRefusal::NotAhead), "{kind:?}");
            }
        }
        assert_eq!(may_plan(TransitionKind::Leaving, Role::Member, Active, Live), Ok(()), "somebody says it while everybody is there");
        assert_eq!(
            may_plan(TransitionKind::Arrival, Role::Member, Waiting, Live),
            Err(TransitionRefusal::NotAhead),
            "nobody is announced into a room that sits"
        );
    }
}
