//! What the therapist decides about a candidate, and the list of those who are kept waiting.

use crate::group::{MembershipState, Role};
use crate::key;
use crate::kit::locale::MessageKey;

/// What the therapist decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// They come into the group.
    Admit,
    /// They keep a place on the waiting list.
    KeepWaiting,
    /// This group is not theirs.
    NotThisGroup,
}

impl Decision {
    /// What was decided about somebody in so changing their state, wherever it was done; none when they did not wait for a member's seat.
    pub fn of(was: MembershipState, role: Role, is: MembershipState) -> Option<Self> {
        match (was, role, is) {
            (MembershipState::Waiting, Role::Member, MembershipState::Active) => Some(Self::Admit),
            (MembershipState::Waiting, Role::Member, MembershipState::Removed) => Some(Self::NotThisGroup),
            _ => None,
        }
    }

    /// The word for it, as it was decided.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Admit => key!("decision-admitted"),
            Self::KeepWaiting => key!("decision-kept"),
            Self::NotThisGroup => key!("decision-not"),
        }
    }
}

/// Where somebody stands, as their own page says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApplicantStatus {
    /// They asked, and nothing is decided.
    Waiting,
    /// They have a place on the waiting list.
    Kept,
    /// They are in the group.
    Admitted,
    /// This group was not theirs.
    NotThisGroup,
}

impl ApplicantStatus {
    /// How somebody stands who is in this state; none when the page has nothing to say to them. Who was ever in the group was not turned
    /// away at its door.
    pub fn of(state: MembershipState, on_the_list: bool, was_in: bool) -> Option<Self> {
        match state {
            MembershipState::Waiting if on_the_list => Some(Self::Kept),
            MembershipState::Waiting => Some(Self::Waiting),
            MembershipState::Active | MembershipState::Paused => Some(Self::Admitted),
            MembershipState::Removed if !was_in => Some(Self::NotThisGroup),
            _ => None,
        }
    }

    /// Whether they may still write.
    pub fn may_write(self) -> bool {
        self != Self::NotThisGroup
    }
}

/// Which way somebody goes on the waiting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListDirection {
    /// Nearer to its beginning.
    Earlier,
    /// Nearer to its end.
    Later,
}

/// Two neighbours change places: the index of both, or nothing where there is no neighbour that way.
pub fn swap(at: usize, way: ListDirection, len: usize) -> Option<(usize, usize)> {
    match way {
        ListDirection::Earlier => at.checked_sub(1).map(|other| (at, other)),
        ListDirection::Later => (at + 1 < len).then_some((at, at + 1)),
    }
}
