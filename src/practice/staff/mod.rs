//! The staff of a practice: invited by a link, in a role that can change, until they leave. Their roles in groups are separate.

pub mod routes;
pub mod store;
mod take;
mod views;

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::key;
use crate::kit::error::Error;
use crate::kit::i18n::MessageKey;
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::{PracticeId, StaffRole};

crate::ids! {
    /// An invitation to work in a practice.
    StaffInvitationId,
}

pub(crate) const PURPOSE: &str = "staff";
/// How long an invitation's link is valid.
pub const GOOD_FOR: TimeDelta = TimeDelta::days(7);

/// An open invitation; its link was shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffInvitation {
    pub id: StaffInvitationId,
    pub role: StaffRole,
    pub expires_at: DateTime<Utc>,
}

/// What a hook returns.
pub type Later<'a, T> = BoxFuture<'a, Result<T, Error>>;

pub type OnStaffEnded = for<'a> fn(&'a mut PgConnection, &'a Vault, PracticeId, PersonId, DateTime<Utc>) -> Later<'a, Vec<Uuid>>;

/// What later modules know and do about a position.
#[derive(Clone, Copy)]
pub struct StaffHooks {
    /// How many groups each person leads now; a person who leads none is left out.
    pub leads: for<'a> fn(&'a mut PgConnection, PracticeId) -> Later<'a, HashMap<PersonId, usize>>,
    /// Whether a person is also a member of a group of the practice.
    pub is_member: for<'a> fn(&'a mut PgConnection, PracticeId, PersonId) -> Later<'a, bool>,
    /// The work when a person may no longer stand in: they left the practice, or became a secretary. Returns the live sessions that it
    /// changed.
    pub ended: OnStaffEnded,
}

/// Why a staff position cannot change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffRefusal {
    /// The practice would have no administrator.
    LastAdministrator,
    /// They lead groups, which another person has to take over first.
    StillLeads,
}

impl StaffRefusal {
    pub fn key(self) -> MessageKey {
        match self {
            Self::LastAdministrator => key!("staff-last-administrator"),
            Self::StillLeads => key!("staff-still-leads"),
        }
    }
}

/// Whether a person may change to another role (`None`: leave the practice). `administrators` counts all of the practice, including this
/// person if they are one; `leads` counts the groups that they lead now, as therapist or facilitator.
pub fn may_become(current: StaffRole, becomes: Option<StaffRole>, administrators: usize, leads: usize) -> Result<(), StaffRefusal> {
    if current == StaffRole::Administrator && becomes != Some(StaffRole::Administrator) && administrators <= 1 {
        return Err(StaffRefusal::LastAdministrator);
    }
    // A secretary reads no clinical word, so they cannot lead a group either.
    if leads > 0 && matches!(becomes, None | Some(StaffRole::Secretary)) {
        return Err(StaffRefusal::StillLeads);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_practice_always_has_an_administrator() {
        use StaffRole::*;
        for becomes in [None, Some(Therapist), Some(Facilitator), Some(Secretary)] {
            assert_eq!(may_become(Administrator, becomes, 1, 0), Err(StaffRefusal::LastAdministrator), "{becomes:?}");
            assert_eq!(may_become(Administrator, becomes, 2, 0), Ok(()), "{becomes:?}");
        }
        assert_eq!(may_become(Administrator, Some(Administrator), 1, 3), Ok(()));
    }

    #[test]
    fn a_group_leader_hands_the_group_over_first() {
        use StaffRole::*;
        for is in [Therapist, Facilitator] {
            assert_eq!(may_become(is, None, 1, 1), Err(StaffRefusal::StillLeads));
            assert_eq!(may_become(is, Some(Secretary), 1, 1), Err(StaffRefusal::StillLeads));
            assert_eq!(may_become(is, Some(Administrator), 1, 1), Ok(()));
            assert_eq!((may_become(is, None, 1, 0), may_become(is, Some(Secretary), 1, 0)), (Ok(()), Ok(())));
        }
    }
}
