//! Who works in a practice: invited by a link, in a role that can be changed, until they leave. What they are in a group is another matter.

pub mod routes;
pub mod store;
mod take;
mod views;

use chrono::{DateTime, TimeDelta, Utc};

use crate::key;
use crate::kit::locale::MessageKey;
use crate::practice::StaffRole;

crate::ids! {
    /// An invitation to work in a practice.
    StaffInvitationId,
}

pub(crate) const PURPOSE: &str = "staff";
/// How long such a link is good for.
pub const GOOD_FOR: TimeDelta = TimeDelta::days(7);

/// An invitation that still leads in; its link was shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffInvitation {
    pub id: StaffInvitationId,
    pub role: StaffRole,
    pub expires_at: DateTime<Utc>,
}

/// Why a post stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffRefusal {
    /// Nobody else administers the practice.
    LastAdministrator,
    /// They lead groups, which somebody else has to take over first.
    StillLeads,
}

impl StaffRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::LastAdministrator => key!("staff-last-administrator"),
            Self::StillLeads => key!("staff-still-leads"),
        }
    }
}

/// Whether somebody may have another role (none: leave). `administrators` are those of the practice, they among them if they are one;
/// `leads` is in how many groups they sit as therapist or facilitator now.
pub fn may_become(is: StaffRole, becomes: Option<StaffRole>, administrators: usize, leads: usize) -> Result<(), StaffRefusal> {
    if is == StaffRole::Administrator && becomes != Some(StaffRole::Administrator) && administrators <= 1 {
        return Err(StaffRefusal::LastAdministrator);
    }
    // A secretary reads no clinical word, so they lead no group either.
    if leads > 0 && matches!(becomes, None | Some(StaffRole::Secretary)) {
        return Err(StaffRefusal::StillLeads);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_always_administers_the_practice() {
        use StaffRole::*;
        for becomes in [None, Some(Therapist), Some(Facilitator), Some(Secretary)] {
            assert_eq!(may_become(Administrator, becomes, 1, 0), Err(StaffRefusal::LastAdministrator), "{becomes:?}");
            assert_eq!(may_become(Administrator, becomes, 2, 0), Ok(()), "{becomes:?}");
        }
        assert_eq!(may_become(Administrator, Some(Administrator), 1, 3), Ok(()));
    }

    #[test]
    fn whoever_leads_a_group_hands_it_over_first() {
        use StaffRole::*;
        for is in [Therapist, Facilitator] {
            assert_eq!(may_become(is, None, 1, 1), Err(StaffRefusal::StillLeads));
            assert_eq!(may_become(is, Some(Secretary), 1, 1), Err(StaffRefusal::StillLeads));
            assert_eq!(may_become(is, Some(Administrator), 1, 1), Ok(()));
            assert_eq!((may_become(is, None, 1, 0), may_become(is, Some(Secretary), 1, 0)), (Ok(()), Ok(())));
        }
    }
}
