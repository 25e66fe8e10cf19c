//! Sessions of a group: planned in the wall-clock time of their zone, started, ended.

pub mod access;
pub mod anonymity_store;
pub mod arc;
pub mod arranged;
pub mod attendance;
pub mod backstage;
pub mod calendar;
pub(in crate::session) mod clash;
pub mod clash_store;
pub mod ending;
pub mod freeze;
pub mod live_act;
pub mod page;
pub mod place_store;
pub mod reader_store;
pub mod readers;
pub mod regrets;
pub mod routes;
pub mod series;
pub mod shown;
pub mod store;
pub mod substitution;
pub mod tag;
pub mod times;
pub mod timing;
mod views;
pub(in crate::session) mod way_out;
pub mod whereabouts;

use std::borrow::Borrow;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::group::{FEWEST_MEMBERS, GroupId};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::Refusal;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

pub use access::{BySession, SessionAccess, SessionAnchor};
pub use live_act::LiveAct;
pub use shown::ShownCharter;
pub use store::{Live, LockedSession};

crate::ids! {
    /// A session.
    SessionId,
}

/// A sign-in that entered a session does not idle out before this long after the session's row is marked ended.
pub const HELD_AFTER_END: TimeDelta = TimeDelta::minutes(15);
/// Changes are streamed to open pages until this long after the end.
const STREAMED_AFTER_END: TimeDelta = TimeDelta::hours(1);
/// How long a move, or the end of a session, can be taken back.
pub const UNDO: TimeDelta = TimeDelta::minutes(2);
/// The allowed length of a session, in minutes.
pub const MINUTES: std::ops::RangeInclusive<i32> = 15..=480;

crate::coded! {
    pub enum SessionState {
        Planned = "planned" => key!("session-planned"),
        Live = "live" => key!("session-live"),
        Ended = "ended" => key!("session-ended"),
        Cancelled = "cancelled" => key!("session-cancelled"),
    }
}

/// Why a change of a session is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionRefusal {
    /// The session was started, ended or cancelled meanwhile.
    NotNow,
    /// Fewer than three active members: the therapist must confirm the start explicitly.
    Few,
    /// Another session of the group is live.
    AnotherIsLive,
    /// The session was moved after the page was loaded.
    Changed,
    /// The group has another session at that time.
    Taken,
    /// The time for taking the end back is over.
    TooLate,
    /// A substitute is named, and the person who cancels the day has not been shown this.
    Named,
}

impl Refusal for SessionRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NotNow => key!("session-not-now"),
            Self::Few => key!("session-few"),
            Self::AnotherIsLive => key!("session-another-is-live"),
            Self::Changed => key!("session-changed-meanwhile"),
            Self::Taken => key!("session-taken"),
            Self::TooLate => key!("undo-too-late"),
            Self::Named => key!("session-substitute-named"),
        }
    }
}

impl SessionState {
    /// Starts a planned session; with fewer than three active members only when `confirmed`.
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

    /// Ends a live session.
    ///
    /// # Errors
    /// [`SessionRefusal::NotNow`].
    pub fn end(self) -> Result<Self, SessionRefusal> {
        if self == Self::Live { Ok(Self::Ended) } else { Err(SessionRefusal::NotNow) }
    }

    /// Takes the end of a session back that ended at `at`.
    ///
    /// # Errors
    /// [`SessionRefusal::NotNow`] in another state, [`SessionRefusal::TooLate`] after two minutes.
    pub fn undo_end(self, at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<Self, SessionRefusal> {
        match at.filter(|_| self == Self::Ended) {
            Some(at) if now - at < UNDO => Ok(Self::Live),
            Some(_) => Err(SessionRefusal::TooLate),
            None => Err(SessionRefusal::NotNow),
        }
    }

    /// Cancels a planned session.
    ///
    /// # Errors
    /// [`SessionRefusal::NotNow`].
    pub fn cancel(self) -> Result<Self, SessionRefusal> {
        if self == Self::Planned { Ok(Self::Cancelled) } else { Err(SessionRefusal::NotNow) }
    }
}

/// A session with its place decrypted.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: SessionId,
    pub practice: PracticeId,
    pub group: GroupId,
    /// The ordinal of the session within its group; below zero when it was cancelled and does not count.
    pub number: i32,
    /// The planned start, as wall-clock time in `time_zone`.
    pub local_start: NaiveDateTime,
    pub time_zone: Tz,
    /// The instant of `local_start`; shown everywhere in the session's zone.
    pub starts_at: DateTime<Tz>,
    /// Its planned length, in minutes.
    pub minutes: i32,
    /// None for the group's usual place.
    pub place: Option<String>,
    /// The question of its round.
    pub question: Option<String>,
    pub state: SessionState,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub frozen_at: Option<DateTime<Utc>>,
    /// When the held closing goes out, if one is held.
    pub closing_due_at: Option<DateTime<Utc>>,
    /// Incremented by each change of plan.
    pub version: i32,
}

impl Session {
    /// The planned end; counted from the real start once there is one.
    pub fn planned_end(&self) -> DateTime<Utc> {
        self.started_at.unwrap_or(self.starts_at.to_utc()) + TimeDelta::minutes(self.minutes.into())
    }
}

/// Whether changes of a session are streamed to open pages: while it is live and for an hour after its end.
pub fn is_streamed(state: SessionState, ended_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    match state {
        SessionState::Live => true,
        SessionState::Ended => ended_at.is_some_and(|at| now - at < STREAMED_AFTER_END),
        SessionState::Planned | SessionState::Cancelled => false,
    }
}

impl Session {
    /// The end, in the session's zone.
    pub fn ended(&self) -> Option<DateTime<Tz>> {
        self.ended_at.map(|at| at.with_timezone(&self.time_zone))
    }

    /// Whether the session is planned for today, in its zone.
    pub fn is_today(&self, now: impl Borrow<DateTime<Utc>>) -> bool {
        self.starts_at.date_naive() == now.borrow().with_timezone(&self.time_zone).date_naive()
    }

    /// Until when the content of the figures may change after the end; none before the end and once the figures are frozen.
    pub fn open_until(&self) -> Option<DateTime<Utc>> {
        self.ended_at.filter(|_| self.frozen_at.is_none()).map(|at| freeze::freezes_at(at, self.time_zone))
    }

    /// Whether the figures are closed: from noon of the day after the end, even when the job that freezes them is late.
    pub fn is_frozen(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_some() && self.open_until().is_none_or(|until| until <= now)
    }

    /// The number, unless the session was cancelled.
    pub fn counted(&self) -> Option<i32> {
        (self.number > 0).then_some(self.number)
    }

    /// Until when staff may take the end back; none when it is too late.
    pub fn end_undone_until(&self, now: impl Borrow<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        self.state.undo_end(self.ended_at, *now.borrow()).ok().and(self.ended_at).map(|at| at + UNDO)
    }

    pub fn timing(&self) -> timing::Timing {
        timing::Timing { local_start: self.local_start, minutes: self.minutes, place: self.place.clone() }
    }
}

/// The seal context of a session's place, which is sealed under the group's key.
fn place_context(practice: PracticeId, id: SessionId) -> SealContext {
    SealContext { table: "session", column: "place", row: id.0, practice: practice.0 }
}

/// The seal context of the question of a session's round, which is sealed under the group's key.
fn question_context(practice: PracticeId, id: SessionId) -> SealContext {
    SealContext { table: "session", column: "round_question", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_with_few_members_starts_only_when_confirmed() {
        use SessionState::*;
        assert_eq!(Planned.start(3, false), Ok(Live));
        assert_eq!(Planned.start(2, false), Err(SessionRefusal::Few));
        assert_eq!(Planned.start(2, true), Ok(Live));
        for state in [Live, Ended, Cancelled] {
            assert_eq!(state.start(8, true), Err(SessionRefusal::NotNow), "{state:?}");
        }
    }

    #[test]
    fn an_end_is_taken_back_for_two_minutes() {
        use SessionState::*;
        let at = |seconds| DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
        assert_eq!(Ended.undo_end(Some(at(0)), at(119)), Ok(Live));
        assert_eq!(Ended.undo_end(Some(at(0)), at(120)), Err(SessionRefusal::TooLate));
        for state in [Planned, Live, Cancelled] {
            assert_eq!(state.undo_end(None, at(0)), Err(SessionRefusal::NotNow), "{state:?}");
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
