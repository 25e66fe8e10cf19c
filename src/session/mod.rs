//! A session of the group: planned in the wall-clock time of its zone, started, ended.

pub mod arc;
pub mod arranged;
pub mod attendance;
pub mod backstage;
pub(in crate::session) mod clash;
pub mod clash_store;
pub mod ending;
pub mod feed;
pub mod freeze;
pub mod in_session;
pub mod nameless_store;
pub mod regrets;
pub mod reminders;
pub mod reply;
pub mod routes;
pub mod series;
pub mod shown;
pub mod store;
pub mod substitution;
pub mod tag;
pub mod times;
pub mod timing;
mod views;
pub mod whereabouts;

use std::borrow::Borrow;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::group::{FEWEST_MEMBERS, GroupId};
use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

pub use in_session::{BySession, SessionAccess, SessionAnchor};
pub use shown::ShownCharter;
pub use store::{Live, LockedSession};

crate::ids! {
    /// A session.
    SessionId,
}

/// A sign-in that entered does not idle out before this long after the session's row says ended.
pub const HELD_AFTER_END: TimeDelta = TimeDelta::minutes(15);
/// Open pages are told of changes until this long after the end.
const STREAMED_AFTER_END: TimeDelta = TimeDelta::hours(1);
/// How long a session may be, in minutes.
pub const MINUTES: std::ops::RangeInclusive<i32> = 15..=480;

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum SessionState {
    /// It will be.
    Planned,
    /// It is.
    Live,
    /// It was.
    Ended,
    /// It will not be.
    Cancelled,
}

/// Why a session cannot change so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionRefusal {
    /// It was started, ended or cancelled meanwhile.
    NotNow,
    /// Fewer than three active members: the therapist confirms in so many words.
    Few,
    /// Another session of the group is live.
    AnotherIsLive,
    /// It was moved after the page was read.
    Changed,
    /// The group has another session at that time.
    Taken,
    /// A colleague was named to stand in, and whoever leaves the day out has not been told.
    Named,
}

impl SessionRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotNow => key!("session-not-now"),
            Self::Few => key!("session-few"),
            Self::AnotherIsLive => key!("session-another-is-live"),
            Self::Changed => key!("session-changed-meanwhile"),
            Self::Taken => key!("session-taken"),
            Self::Named => key!("session-substitute-named"),
        }
    }
}

impl SessionState {
    /// Starting: of a planned one; with fewer than three active members only when that was confirmed.
    ///
    /// # Errors
    /// [`SessionRefusal::NotNow`] or [`SessionRefusal::Few`].
    pub fn start(self, active_members: usize, confirmed: bool) -> Result<Self, SessionRefusal> {
        match self {
            Self::Planned if active_members < FEWEST_MEMBERS && !confirmed => Err(SessionRefusal::Few),
            Self::Planned => Ok(Self::Live),
            _ => Err(SessionRefusal::NotNow),
        }
    }

    /// Ending: of a live one.
    ///
    /// # Errors
    /// [`SessionRefusal::NotNow`].
    pub fn end(self) -> Result<Self, SessionRefusal> {
        if self == Self::Live { Ok(Self::Ended) } else { Err(SessionRefusal::NotNow) }
    }

    /// Cancelling: of a planned one.
    ///
    /// # Errors
    /// [`SessionRefusal::NotNow`].
    pub fn cancel(self) -> Result<Self, SessionRefusal> {
        if self == Self::Planned { Ok(Self::Cancelled) } else { Err(SessionRefusal::NotNow) }
    }

    /// The word for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Planned => key!("session-planned"),
            Self::Live => key!("session-live"),
            Self::Ended => key!("session-ended"),
            Self::Cancelled => key!("session-cancelled"),
        }
    }
}

/// A session with its place opened.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: SessionId,
    pub practice: PracticeId,
    pub group: GroupId,
    /// The how-manieth meeting of the group it is; below zero when it was cancelled and is none.
    pub number: i32,
    /// The wall-clock time it is planned for.
    pub local_start: NaiveDateTime,
    /// The zone of that wall clock.
    pub time_zone: Tz,
    /// When that is: told everywhere by the clocks of its zone.
    pub starts_at: DateTime<Tz>,
    /// Its planned length, in minutes.
    pub minutes: i32,
    /// Where, if not at the group's usual place.
    pub place: Option<String>,
    pub state: SessionState,
    /// When it was started.
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    /// When its figures were frozen.
    pub frozen_at: Option<DateTime<Utc>>,
    /// Raised by each change of plan.
    pub version: i32,
}

impl Session {
    /// When it is planned to end; counted from its real start once it has one.
    pub fn planned_end(&self) -> DateTime<Utc> {
        self.started_at.unwrap_or(self.starts_at.to_utc()) + TimeDelta::minutes(self.minutes.into())
    }
}

/// Whether changes of a session are streamed to open pages: while it is live, and for an hour after its end.
pub fn is_streamed(state: SessionState, ended_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    match state {
        SessionState::Live => true,
        SessionState::Ended => ended_at.is_some_and(|at| now - at < STREAMED_AFTER_END),
        SessionState::Planned | SessionState::Cancelled => false,
    }
}

impl Session {
    /// When it ended, by the clocks of its zone.
    pub fn ended(&self) -> Option<DateTime<Tz>> {
        self.ended_at.map(|at| at.with_timezone(&self.time_zone))
    }

    /// Whether it is planned for today, by the clocks of its zone.
    pub fn is_today(&self, now: impl Borrow<DateTime<Utc>>) -> bool {
        self.starts_at.date_naive() == now.borrow().with_timezone(&self.time_zone).date_naive()
    }

    /// Until when what goes into its figures may change after its end; none before the end, and once they are frozen.
    pub fn open_until(&self) -> Option<DateTime<Utc>> {
        self.ended_at.filter(|_| self.frozen_at.is_none()).map(|at| freeze::freezes_at(at, self.time_zone))
    }

    /// Whether its figures are closed: from noon of the day after, even when the job that freezes them is late.
    pub fn is_frozen(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_some() && self.open_until().is_none_or(|until| until <= now)
    }

    /// Its number, unless it was cancelled.
    pub fn counted(&self) -> Option<i32> {
        (self.number > 0).then_some(self.number)
    }

    /// When and where it is planned for.
    pub fn timing(&self) -> timing::Timing {
        timing::Timing { local_start: self.local_start, minutes: self.minutes, place: self.place.clone() }
    }
}

/// Where a session's place is sealed (under the group's key).
fn place(practice: PracticeId, id: SessionId) -> SealContext {
    SealContext { table: "session", column: "place", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_members_start_only_when_confirmed() {
        use SessionState::*;
        assert_eq!(Planned.start(3, false), Ok(Live));
        assert_eq!(Planned.start(2, false), Err(SessionRefusal::Few));
        assert_eq!(Planned.start(2, true), Ok(Live));
        for state in [Live, Ended, Cancelled] {
            assert_eq!(state.start(8, true), Err(SessionRefusal::NotNow), "{state:?}");
        }
    }

    #[test]
    fn changes_are_streamed_while_live_and_for_an_hour_after() {
        use SessionState::*;
        let at = |minutes| DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
        assert!(is_streamed(Live, None, at(9999)));
        assert!(is_streamed(Ended, Some(at(0)), at(59)) && !is_streamed(Ended, Some(at(0)), at(60)));
        assert!(!is_streamed(Planned, None, at(0)) && !is_streamed(Cancelled, None, at(0)));
    }

    #[test]
    fn only_a_live_session_ends_and_only_a_planned_one_is_cancelled() {
        use SessionState::*;
        assert_eq!(Live.end(), Ok(Ended));
        assert_eq!(Planned.cancel(), Ok(Cancelled));
        for state in [Planned, Ended, Cancelled] {
            assert_eq!(state.end(), Err(SessionRefusal::NotNow));
        }
        for state in [Live, Ended, Cancelled] {
            assert_eq!(state.cancel(), Err(SessionRefusal::NotNow));
        }
    }
}
