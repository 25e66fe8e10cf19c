//! The therapist's decision about a candidate, and the waiting list.

use crate::group::{MembershipState, Role};
use crate::key;

crate::coded! {
    pub enum Decision {
        /// They join the group.
        Admit = "admit" => key!("decision-admitted"),
        /// They get a place on the waiting list.
        KeepWaiting = "keep_waiting" => key!("decision-kept"),
        /// They are not admitted to this group.
        NotThisGroup = "not_this_group" => key!("decision-not"),
    }
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

crate::coded! {
    /// The direction of a move on the waiting list.
    pub enum ListDirection {
        /// Towards its beginning.
        Earlier = "earlier",
        /// Towards its end.
        Later = "later",
    }
}

/// The indexes of two neighbours that change places; `None` without a neighbour in that direction.
pub fn swap(at: usize, way: ListDirection, len: usize) -> Option<(usize, usize)> {
    match way {
        ListDirection::Earlier => at.checked_sub(1).map(|other| (at, other)),
        ListDirection::Later => (at + 1 < len).then_some((at, at + 1)),
    }
}
