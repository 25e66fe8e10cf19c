//! The roll of a session (who is expected, present or gone) and the state of members' open pages.

pub mod departure;
pub mod routes;
pub mod store;
#[cfg(test)]
mod tests;
mod views;

use chrono::{DateTime, TimeDelta, Utc};

use crate::group::MembershipId;
use crate::key;
use crate::kit::events::PagePresence;
use crate::kit::i18n::MessageKey;
use crate::kit::i18n::entry::DateRefusal;
use crate::kit::refusal::Refusal;
use crate::session::regrets::Regrets;
use crate::session::{Session, SessionId, SessionState};

pub use views::attendance_fragment;

/// The event kind of changes of the roll.
pub const ATTENDANCE: &str = "attendance";

/// A member who enters within this time after the start is on time.
pub const GRACE: TimeDelta = TimeDelta::minutes(5);
/// A page that closed less than this time ago may belong to a phone in a pocket.
pub const AWAY_BEFORE_GONE: TimeDelta = TimeDelta::minutes(5);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttendanceMode {
    /// Has not entered yet.
    Expected,
    Present,
    Left,
    Regrets,
    /// Marked as absent; or never entered, once the session is over.
    Absent,
}

impl AttendanceMode {
    pub fn key(self) -> MessageKey {
        match self {
            Self::Expected => key!("attends-expected"),
            Self::Present => key!("attends-present"),
            Self::Left => key!("attends-left"),
            Self::Regrets => key!("attends-regrets"),
            Self::Absent => key!("attends-absent"),
        }
    }
}

/// A member in the roll of a session.
#[derive(Clone, Debug)]
pub struct Attendee {
    pub member: MembershipId,
    /// None when the member took their name back.
    pub name: Option<String>,
    /// Whether the member has an account, and so may use a phone in the session.
    pub has_account: bool,
    /// Whether the member entered through their own sign-in, and so does everything themselves.
    pub by_phone: bool,
    pub entered_at: Option<DateTime<Utc>>,
    pub left_at: Option<DateTime<Utc>>,
    /// Whether staff recorded the attendance.
    pub by_staff: bool,
    /// Whether staff marked the member as absent.
    pub marked_absent: bool,
    /// With the text only on pages for staff.
    pub regrets: Option<Regrets>,
}

impl Attendee {
    pub fn attends(&self, over: bool) -> AttendanceMode {
        match (self.entered_at, self.left_at) {
            (Some(_), None) => AttendanceMode::Present,
            (Some(_), Some(_)) => AttendanceMode::Left,
            // Regrets take precedence over a later mark of absence.
            (None, _) if self.regrets.is_some() => AttendanceMode::Regrets,
            (None, _) if self.marked_absent || over => AttendanceMode::Absent,
            (None, _) => AttendanceMode::Expected,
        }
    }

    /// Whether the member entered at any time, by phone or as recorded by staff, however long they stayed.
    pub fn has_attended(&self) -> bool {
        self.entered_at.is_some()
    }

    pub fn came_without_phone(&self) -> bool {
        self.has_attended() && !self.by_phone
    }

    pub fn sent_regrets_themselves(&self) -> bool {
        self.regrets.as_ref().is_some_and(|regrets| !regrets.by_staff)
    }

    pub fn attends_in(&self, session: &Session) -> AttendanceMode {
        self.attends(session.state == SessionState::Ended)
    }

    /// Whole minutes from the start to the entry, when that exceeds [`GRACE`].
    pub fn late_by(&self, started_at: DateTime<Utc>) -> Option<i64> {
        self.entered_at.map(|at| at - started_at).filter(|late| *late > GRACE).map(|late| late.num_minutes())
    }

    /// As [`late_by`](Self::late_by); none before the session starts.
    pub fn late_in(&self, session: &Session) -> Option<i64> {
        session.started_at.and_then(|at| self.late_by(at))
    }
}

/// A period in which a member was present; without an end, they still are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PresenceInterval {
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
}

/// The record of one member in a session's roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollEntry {
    pub who: MembershipId,
    /// In order; empty when the member is absent or sent regrets.
    pub stays: Vec<PresenceInterval>,
}

impl RollEntry {
    /// Whether they entered and have not left since.
    pub fn is_present(&self) -> bool {
        self.stays.iter().any(|stay| stay.until.is_none())
    }
}

/// The stays between entering and leaving (or still present), without the `away` periods (left, back).
pub fn stays(entered_at: DateTime<Utc>, left_at: Option<DateTime<Utc>>, away: &[(DateTime<Utc>, DateTime<Utc>)]) -> Vec<PresenceInterval> {
    let mut away = away.to_vec();
    away.sort_unstable();
    let (mut found, mut from) = (Vec::new(), entered_at);
    let ends = |at: DateTime<Utc>| left_at.map_or(at, |left| left.min(at));
    for (left, back) in away {
        let until = ends(left);
        if until > from {
            found.push(PresenceInterval { from, until: Some(until) });
        }
        from = from.max(back);
    }
    if left_at.is_none_or(|left| left > from) {
        found.push(PresenceInterval { from, until: left_at });
    }
    found
}

/// Whether a member is recorded as not present: they left, are absent, or sent regrets. A member without a record may be present without
/// having entered.
pub fn is_gone(entries: &[RollEntry], who: MembershipId) -> bool {
    entries.iter().find(|one| one.who == who).is_some_and(|one| !one.is_present())
}

/// The reason for refusing an action on a member who is not present.
pub fn not_here() -> MessageKey {
    key!("attendance-not-here")
}

/// The number of members who sent regrets and did not attend.
pub fn regrets(roll: &[Attendee]) -> usize {
    roll.iter().filter(|one| one.attends(false) == AttendanceMode::Regrets).count()
}

/// A held session to which a member belonged, and whether they came.
#[derive(Clone, Copy, Debug)]
pub struct MemberAttendance {
    pub session: SessionId,
    pub number: i32,
    pub at: DateTime<Utc>,
    pub mode: AttendanceMode,
    /// As [`Attendee::late_by`].
    pub late_by: Option<i64>,
}

impl MemberAttendance {
    pub fn has_attended(&self) -> bool {
        matches!(self.mode, AttendanceMode::Present | AttendanceMode::Left)
    }
}

/// The number of members who attended.
pub fn came(roll: &[Attendee]) -> usize {
    roll.iter().filter(|one| one.has_attended()).count()
}

/// The number of members who are present in a live session now.
pub fn here(roll: &[Attendee]) -> usize {
    roll.iter().filter(|one| one.attends(false) == AttendanceMode::Present).count()
}

/// What staff record about a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Present since then; discards a recorded departure.
    Here(DateTime<Utc>),
    Left(DateTime<Utc>),
    Absent,
    /// Discards the record.
    Expected,
}

/// Why a correction is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttendanceRefusal {
    /// What was typed is no time of day.
    NotATime,
    /// The time is before the session or in the future.
    Outside,
    /// The departure would precede the entry.
    LeftFirst,
    /// The member never entered, so they cannot have left.
    NeverHere,
    /// The session's figures are closed.
    Frozen,
    /// A recorded turn shows that the member was present.
    HasSpoken,
}

impl Refusal for AttendanceRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::NotATime => DateRefusal::NotATime.key(),
            Self::Outside => key!("attendance-outside"),
            Self::LeftFirst => key!("attendance-left-first"),
            Self::NeverHere => key!("attendance-never-here"),
            Self::Frozen => key!("session-figures-closed"),
            Self::HasSpoken => key!("attendance-has-spoken"),
        }
    }
}

impl Correction {
    /// Checks the correction for a member who entered at `entered_at`, in a session from `started_at` to `until` (its end, or now).
    /// Submitted times have minute precision, so an entry in the minute of the start counts from the start.
    pub fn of(self, entered_at: Option<DateTime<Utc>>, started_at: DateTime<Utc>, until: DateTime<Utc>) -> Result<Self, AttendanceRefusal> {
        match self {
            Self::Here(at) if at > until || at + TimeDelta::minutes(1) <= started_at => Err(AttendanceRefusal::Outside),
            Self::Here(at) => Ok(Self::Here(at.max(started_at))),
            Self::Left(at) if at > until || at < started_at => Err(AttendanceRefusal::Outside),
            Self::Left(at) => match entered_at {
                None => Err(AttendanceRefusal::NeverHere),
                Some(entered) if at < entered => Err(AttendanceRefusal::LeftFirst),
                Some(_) => Ok(self),
            },
            Self::Absent | Self::Expected => Ok(self),
        }
    }
}

/// The state of a member's open page. It is for staff only, shown in words, and never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    Here,
    /// It closed a moment ago.
    Away,
    /// It closed a while ago.
    Gone,
}

impl PageState {
    pub fn of(seen: PagePresence, now: DateTime<Utc>) -> Self {
        match seen {
            PagePresence::Open => Self::Here,
            PagePresence::Until(at) if now - at < AWAY_BEFORE_GONE => Self::Away,
            PagePresence::Until(_) => Self::Gone,
        }
    }

    pub fn key(self) -> MessageKey {
        match self {
            Self::Here => key!("presence-here"),
            Self::Away => key!("presence-away"),
            Self::Gone => key!("presence-gone"),
        }
    }
}
