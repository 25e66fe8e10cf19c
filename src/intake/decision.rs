//! The therapist's decision about a candidate, and the waiting list.

use crate::group::{MembershipState, Role};
use crate::key;
use crate::kit::i18n::MessageKey;

#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// They join the group.
    Admit,
    /// They get a place on the waiting list.
    KeepWaiting,
    /// They are not admitted to this group.
    NotThisGroup,
}

impl Decision {
    /// The decision in a change of state, wherever it was made; `None` when the person did not wait for a member's seat.
    pub fn of(was: MembershipState, role: Role, is: MembershipState) -> Option<Self> {
        match (was, role, is) {
            (MembershipState::Waiting, Role::Member, MembershipState::Active) => Some(Self::Admit),
            (MembershipState::Waiting, Role::Member, MembershipState::Removed) => Some(Self::NotThisGroup),
            _ => None,
        }
    }

    /// The word for it in the past tense.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Admit => key!("decision-admitted"),
            Self::KeepWaiting => key!("decision-kept"),
            Self::NotThisGroup => key!("decision-not"),
        }
    }
}

/// A candidate's status, as their own page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApplicantStatus {
    /// They asked to join, and nothing is decided.
    Waiting,
    /// They have a place on the waiting list.
    Kept,
    /// They are in the group.
    Admitted,
    /// They were not admitted to this group.
    NotThisGroup,
}

impl ApplicantStatus {
    /// The status of a person in this state; `None` when the page has nothing to show them. The removal of a person who was ever in the
    /// group is not a refused admission.
    pub fn of(state: MembershipState, on_the_list: bool, was_in: bool) -> Option<Self> {
        match state {
            MembershipState::Waiting if on_the_list => Some(Self::Kept),
            MembershipState::Waiting => Some(Self::Waiting),
            MembershipState::Active | MembershipState::Paused => Some(Self::Admitted),
            MembershipState::Removed if !was_in => Some(Self::NotThisGroup),
            _ => None,
        }
    }

    /// Whether they may still write answers.
    pub fn may_write(self) -> bool {
        self != Self::NotThisGroup
    }
}

/// The direction of a move on the waiting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListDirection {
    /// Towards its beginning.
    Earlier,
    /// Towards its end.
    Later,
}

/// The indexes of two neighbours that change places; `None` without a neighbour in that direction.
pub fn swap(at: usize, way: ListDirection, len: usize) -> Option<(usize, usize)> {
    match way {
        ListDirection::Earlier => at.checked_sub(1).map(|other| (at, other)),
        ListDirection::Later => (at + 1 < len).then_some((at, at + 1)),
    }
}
