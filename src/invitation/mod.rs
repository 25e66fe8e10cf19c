//! An invitation is a link to a seat: 256 random bits, stored only as a hash. Opening it changes nothing; only pressing *Join* does.

mod join;
pub mod mailed;
pub mod qr;
pub mod routes;
pub mod store;
mod views;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::group::Role;
use crate::key;
use crate::kit::i18n::{MessageKey, entry};

crate::ids! {
    /// Identifies an invitation.
    InvitationId,
}

pub(crate) const PURPOSE: &str = "invitation";

/// The lifetimes on offer for a link, in days.
pub const DAYS: [i64; 4] = [1, 7, 14, 30];
/// The preselected lifetime, and the longest for a facilitator's link, in days.
pub const USUAL: i64 = 7;

/// An invitation, without its link, which is shown only once.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub id: InvitationId,
    pub role: Role,
    /// How many people may join.
    pub seats: i32,
    /// How many people have joined.
    pub taken: i32,
    /// Whether a person who joins is admitted at once.
    pub admits: bool,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Whether a person can still join by an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationStatus {
    /// It has a free seat.
    Open,
    /// All its seats are taken.
    Used,
    Expired,
    Revoked,
}

impl InvitationStatus {
    pub fn is_open(self) -> bool {
        self == Self::Open
    }

    pub fn key(self) -> MessageKey {
        match self {
            Self::Open => key!("invitation-open"),
            Self::Used => key!("invitation-used"),
            Self::Expired => key!("invitation-expired"),
            Self::Revoked => key!("invitation-revoked"),
        }
    }
}

impl Invitation {
    pub fn status(&self, now: DateTime<Utc>) -> InvitationStatus {
        if self.revoked_at.is_some() {
            InvitationStatus::Revoked
        } else if now >= self.expires_at {
            InvitationStatus::Expired
        } else if self.taken >= self.seats {
            InvitationStatus::Used
        } else {
            InvitationStatus::Open
        }
    }
}

/// The longest lifetime of a link, in days.
pub const REACH: i64 = 92;

/// A facilitator's link must be for one person.
pub fn is_seat_count_allowed(role: Role, seats: i32) -> bool {
    role != Role::Facilitator || seats == 1
}

/// A facilitator's link must expire within a week.
pub fn is_expiry_allowed(role: Role, now: DateTime<Utc>, ends: DateTime<Utc>) -> bool {
    role != Role::Facilitator || ends <= now + TimeDelta::days(USUAL)
}

/// How long a link is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkLifetime {
    /// For this number of days.
    Days(i64),
    /// Until the end of this day.
    Day(NaiveDate),
}

/// Why a link's lifetime is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationRefusal {
    /// The day has passed.
    Past,
    /// The day is more than [`REACH`] days ahead.
    TooFar,
    /// Not one of [`DAYS`].
    NotAChoice,
}

impl InvitationRefusal {
    pub fn key(self) -> MessageKey {
        match self {
            Self::Past => key!("invitation-day-past"),
            Self::TooFar => key!("invitation-day-too-far"),
            Self::NotAChoice => key!("invitation-day-choose"),
        }
    }
}

impl LinkLifetime {
    /// Reads the form's choice: one of [`DAYS`].
    ///
    /// # Errors
    /// [`InvitationRefusal::NotAChoice`].
    pub fn chosen(days: &str) -> Result<Self, InvitationRefusal> {
        let days = days.parse().ok().filter(|days| DAYS.contains(days));
        days.map(Self::Days).ok_or(InvitationRefusal::NotAChoice)
    }

    /// When a link made at `now` expires. A day ends with its last minute in `zone`.
    ///
    /// # Errors
    /// [`InvitationRefusal::Past`], [`InvitationRefusal::TooFar`].
    pub fn ends(self, now: DateTime<Utc>, zone: Tz) -> Result<DateTime<Utc>, InvitationRefusal> {
        let ends = match self {
            Self::Days(days) => now + TimeDelta::days(days),
            Self::Day(day) => entry::instant(day, NaiveTime::MIN + TimeDelta::minutes(24 * 60 - 1), zone),
        };
        if ends <= now {
            Err(InvitationRefusal::Past)
        } else if ends > now + TimeDelta::days(REACH) {
            Err(InvitationRefusal::TooFar)
        } else {
            Ok(ends)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_open_until_used_expired_or_revoked() {
        let now = DateTime::UNIX_EPOCH;
        let open = Invitation {
            id: InvitationId::random(),
            role: Role::Member,
            seats: 2,
            taken: 1,
            admits: false,
            created_at: now,
            expires_at: now + TimeDelta::days(7),
            revoked_at: None,
        };
        assert_eq!(open.status(now), InvitationStatus::Open);
        assert_eq!(open.status(now + TimeDelta::days(7)), InvitationStatus::Expired);
        assert_eq!(Invitation { taken: 2, ..open.clone() }.status(now), InvitationStatus::Used);
        assert_eq!(Invitation { revoked_at: Some(now), taken: 2, ..open }.status(now), InvitationStatus::Revoked);
    }

    #[test]
    fn a_facilitators_link_is_for_one_person_and_a_week() {
        let (now, day) = (DateTime::UNIX_EPOCH, TimeDelta::days(1));
        assert!(
            is_seat_count_allowed(Role::Facilitator, 1)
                && !is_seat_count_allowed(Role::Facilitator, 2)
                && is_seat_count_allowed(Role::Member, 15)
        );
        assert!(is_expiry_allowed(Role::Facilitator, now, now + day * 7) && !is_expiry_allowed(Role::Facilitator, now, now + day * 8));
        assert!(is_expiry_allowed(Role::Member, now, now + day * 30));
    }

    #[test]
    fn a_link_is_valid_for_an_offered_number_of_days_or_until_the_end_of_a_day() {
        let now = "2026-11-24T11:30:00Z".parse::<DateTime<Utc>>().unwrap();
        let (zone, day) = (Tz::Asia__Tehran, |text: &str| LinkLifetime::Day(text.parse().unwrap()));
        assert_eq!(LinkLifetime::chosen("14").unwrap().ends(now, zone), Ok(now + TimeDelta::days(14)));
        for other in ["", "0", "-7", "8", "400", "x"] {
            assert_eq!(LinkLifetime::chosen(other), Err(InvitationRefusal::NotAChoice), "{other:?}");
        }
        // Tehran is three and a half hours ahead.
        assert_eq!(day("2026-12-05").ends(now, zone), Ok("2026-12-05T20:29:00Z".parse().unwrap()));
        assert_eq!(day("2026-11-24").ends(now, zone), Ok("2026-11-24T20:29:00Z".parse().unwrap()), "until the end of today");
        assert_eq!(day("2026-11-23").ends(now, zone), Err(InvitationRefusal::Past));
        assert!(day("2027-02-23").ends(now, zone).is_ok());
        assert_eq!(day("2027-02-24").ends(now, zone), Err(InvitationRefusal::TooFar));
    }
}
