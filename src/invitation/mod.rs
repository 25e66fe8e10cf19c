//! An invitation is a link to a seat: 256 random bits, kept only as a hash. Opening it changes nothing; only the person's own *Join* does.

mod join;
pub mod mailed;
mod qr;
pub mod routes;
pub mod store;
mod views;

use chrono::{DateTime, TimeDelta, Utc};

use crate::group::Role;
use crate::key;
use crate::kit::locale::Key;

crate::ids! {
    /// An invitation.
    InvitationId,
}

pub(crate) const PURPOSE: &str = "invitation";

/// How long a link may be good for, in days; the first is offered.
pub const DAYS: [i64; 4] = [7, 1, 14, 30];

/// An invitation, without its link: that was shown once.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The role it invites to.
    pub role: Role,
    /// For how many people.
    pub seats: i32,
    /// How many have joined by it.
    pub taken: i32,
    /// Whether whoever joins is admitted at once.
    pub admits: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Whether an invitation still leads anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has a seat.
    Open,
    /// All its seats are taken.
    Used,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Revoked,
}

impl Standing {
    /// Whether it still leads in.
    #[must_use]
    pub fn is_open(self) -> bool {
        self == Self::Open
    }

    /// The word for it.
    #[must_use]
    pub fn key(self) -> Key {
        match self {
            Self::Open => key!("invitation-open"),
            Self::Used => key!("invitation-used"),
            Self::Expired => key!("invitation-expired"),
            Self::Revoked => key!("invitation-revoked"),
        }
    }
}

impl Invitation {
    /// How it stands at `now`.
    #[must_use]
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        if self.revoked_at.is_some() {
            Standing::Revoked
        } else if now >= self.expires_at {
            Standing::Expired
        } else if self.taken >= self.seats {
            Standing::Used
        } else {
            Standing::Open
        }
    }
}

/// When a link made at `now` ends.
#[must_use]
pub fn expiry(now: DateTime<Utc>, days: i64) -> DateTime<Utc> {
    now + TimeDelta::days(days.clamp(1, 30))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_stands_until_used_ended_or_taken_back() {
        let now = DateTime::UNIX_EPOCH;
        let open = Invitation {
            id: InvitationId::random(),
            role: Role::Member,
            seats: 2,
            taken: 1,
            admits: false,
            created_at: now,
            expires_at: expiry(now, 7),
            revoked_at: None,
        };
        assert_eq!(open.standing(now), Standing::Open);
        assert_eq!(open.standing(now + TimeDelta::days(7)), Standing::Expired);
        assert_eq!(Invitation { taken: 2, ..open.clone() }.standing(now), Standing::Used);
        assert_eq!(Invitation { revoked_at: Some(now), taken: 2, ..open }.standing(now), Standing::Revoked);
        assert_eq!(expiry(now, 400), now + TimeDelta::days(30));
    }
}
