//! An invitation is a link to a seat: 256 random bits, kept only as a hash. Opening it changes nothing; only the person's own *Join* does.

mod join;
pub mod mailed;
mod qr;
pub mod routes;
pub mod store;
mod views;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::group::Role;
use crate::key;
use crate::kit::locale::{MessageKey, entry};

crate::ids! {
    /// An invitation.
    InvitationId,
}

pub(crate) const PURPOSE: &str = "invitation";

/// How long a link may be good for, in days, as it is offered.
pub const DAYS: [i64; 4] = [1, 7, 14, 30];
/// The one that is chosen already.
pub const USUAL: i64 = 7;

/// An invitation, without its link: that was shown once.
#[derive(Clone, Debug)]
pub struct Invitation {
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
    pub expires_at: DateTime<Utc>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Whether an invitation still leads anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationStatus {
    /// It has a seat.
    Open,
    /// All its seats are taken.
    Used,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Revoked,
}

impl InvitationStatus {
    /// Whether it still leads in.
    pub fn is_open(self) -> bool {
        self == Self::Open
    }

    /// The word for it.
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
    /// How it stands at `now`.
    pub fn standing(&self, now: DateTime<Utc>) -> InvitationStatus {
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

/// How far ahead the day may lie until which a link is good, in days.
pub const REACH: i64 = 92;

/// Whether a link to the console is for one person.
pub fn seats_will_do(role: Role, seats: i32) -> bool {
    role != Role::Facilitator || seats == 1
}

/// Whether a link to the console ends within a week.
pub fn end_will_do(role: Role, now: DateTime<Utc>, ends: DateTime<Utc>) -> bool {
    role != Role::Facilitator || ends <= now + TimeDelta::days(USUAL)
}

/// Until when a link is to be good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkLifetime {
    /// For so many days.
    Days(i64),
    /// To the end of this day.
    Day(NaiveDate),
}

/// Why a link cannot be good until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationRefusal {
    /// That day has passed.
    Past,
    /// Too far ahead.
    TooFar,
    /// None of the choices.
    NotAChoice,
}

impl InvitationRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Past => key!("invitation-day-past"),
            Self::TooFar => key!("invitation-day-too-far"),
            Self::NotAChoice => key!("invitation-day-choose"),
        }
    }
}

impl LinkLifetime {
    /// The choice as a form gives it: one of the [`DAYS`].
    ///
    /// # Errors
    /// [`InvitationRefusal::NotAChoice`].
    pub fn chosen(days: &str) -> Result<Self, InvitationRefusal> {
        let days = days.parse().ok().filter(|days| DAYS.contains(days));
        days.map(Self::Days).ok_or(InvitationRefusal::NotAChoice)
    }

    /// When a link made at `now` ends; a day ends by the clocks of `zone`, with its last minute.
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
    fn an_invitation_stands_until_used_ended_or_taken_back() {
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
        assert_eq!(open.standing(now), InvitationStatus::Open);
        assert_eq!(open.standing(now + TimeDelta::days(7)), InvitationStatus::Expired);
        assert_eq!(Invitation { taken: 2, ..open.clone() }.standing(now), InvitationStatus::Used);
        assert_eq!(Invitation { revoked_at: Some(now), taken: 2, ..open }.standing(now), InvitationStatus::Revoked);
    }

    #[test]
    fn a_link_to_the_console_is_for_one_person_and_a_week() {
        let (now, day) = (DateTime::UNIX_EPOCH, TimeDelta::days(1));
        assert!(seats_will_do(Role::Facilitator, 1) && !seats_will_do(Role::Facilitator, 2) && seats_will_do(Role::Member, 15));
        assert!(end_will_do(Role::Facilitator, now, now + day * 7) && !end_will_do(Role::Facilitator, now, now + day * 8));
        assert!(end_will_do(Role::Member, now, now + day * 30));
    }

    #[test]
    fn a_link_is_good_for_days_that_are_offered_or_to_the_end_of_a_day() {
        let now = "2026-11-24T11:30:00Z".parse::<DateTime<Utc>>().unwrap();
        let (zone, day) = (Tz::Asia__Tehran, |text: &str| LinkLifetime::Day(text.parse().unwrap()));
        assert_eq!(LinkLifetime::chosen("14").unwrap().ends(now, zone), Ok(now + TimeDelta::days(14)));
        for other in ["", "0", "-7", "8", "400", "x"] {
            assert_eq!(LinkLifetime::chosen(other), Err(InvitationRefusal::NotAChoice), "{other:?}");
        }
        // Tehran is three and a half hours ahead.
        assert_eq!(day("2026-12-05").ends(now, zone), Ok("2026-12-05T20:29:00Z".parse().unwrap()));
        assert_eq!(day("2026-11-24").ends(now, zone), Ok("2026-11-24T20:29:00Z".parse().unwrap()), "to the end of today");
        assert_eq!(day("2026-11-23").ends(now, zone), Err(InvitationRefusal::Past));
        assert!(day("2027-02-23").ends(now, zone).is_ok());
        assert_eq!(day("2027-02-24").ends(now, zone), Err(InvitationRefusal::TooFar));
    }
}
