//! Who is expected, here, gone: the roll of a session, and what open pages say of it.

pub mod gone;
pub mod routes;
pub mod store;
#[cfg(test)]
mod tests;
mod views;

use chrono::{DateTime, TimeDelta, Utc};

use crate::group::MembershipId;
use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::relay::PagePresence;
use crate::session::regrets::Regrets;
use crate::session::{Session, SessionState};

pub use views::told;

/// The kind of change of the roll.
pub const ATTENDANCE: &str = "attendance";

/// Who enters within this time of the start is on time.
pub const GRACE: TimeDelta = TimeDelta::minutes(5);
/// A page that closed so long ago may only rest in a pocket.
pub const RESTS: TimeDelta = TimeDelta::minutes(5);

/// How somebody attends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttendanceMode {
    /// Not come yet.
    Expected,
    /// Here.
    Present,
    /// Was here, and left.
    Left,
    /// Sent regrets beforehand.
    Regrets,
    /// Does not come; or never came, when the session is over.
    Absent,
}

impl AttendanceMode {
    /// The word for it.
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
    /// Their name; none when they took it back.
    pub name: Option<String>,
    /// Whether they have an account, and so may have a phone here.
    pub has_account: bool,
    /// Whether they came in by their own sign-in, and so do everything themselves.
    pub by_phone: bool,
    pub entered_at: Option<DateTime<Utc>>,
    pub left_at: Option<DateTime<Utc>>,
    /// Whether staff wrote it down.
    pub by_staff: bool,
    /// Whether staff marked them as absent.
    pub marked_absent: bool,
    /// Their regrets; with their word only where those who lead read it.
    pub regrets: Option<Regrets>,
}

impl Attendee {
    /// How they attend; `over` when the session is.
    pub fn attends(&self, over: bool) -> AttendanceMode {
        match (self.entered_at, self.left_at) {
            (Some(_), None) => AttendanceMode::Present,
            (Some(_), Some(_)) => AttendanceMode::Left,
            // Who said so beforehand is not just absent, whatever was marked since.
            (None, _) if self.regrets.is_some() => AttendanceMode::Regrets,
            (None, _) if self.marked_absent || over => AttendanceMode::Absent,
            (None, _) => AttendanceMode::Expected,
        }
    }

    /// Whether they came: at any time, by phone or by the word of staff, however long they stayed.
    pub fn came(&self) -> bool {
        self.entered_at.is_some()
    }

    /// Whether they came without a phone.
    pub fn came_without_phone(&self) -> bool {
        self.came() && !self.by_phone
    }

    /// Whether they sent regrets themselves.
    pub fn is_sorry_themselves(&self) -> bool {
        self.regrets.as_ref().is_some_and(|regrets| !regrets.by_staff)
    }

    /// How they attend this session.
    pub fn attends_in(&self, session: &Session) -> AttendanceMode {
        self.attends(session.state == SessionState::Ended)
    }

    /// How many whole minutes after the start they came, when that was later than the grace.
    pub fn late_by(&self, started_at: DateTime<Utc>) -> Option<i64> {
        self.entered_at.map(|at| at - started_at).filter(|late| *late > GRACE).map(|late| late.num_minutes())
    }

    /// The same for a session that has started.
    pub fn late_in(&self, session: &Session) -> Option<i64> {
        session.started_at.and_then(|at| self.late_by(at))
    }
}

/// When somebody was in the room; without an end they still are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PresenceInterval {
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
}

/// What a session's roll says of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollEntry {
    pub who: MembershipId,
    /// When they were here, in order; empty for who is absent or sent regrets.
    pub stays: Vec<PresenceInterval>,
}

/// The stays of somebody who came, left (or not yet), and was away in between from and until these times.
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

/// Whether somebody is known not to be here: they left, are absent, or sent regrets. Of whom nothing is noted may be here without having
/// entered.
pub fn is_gone(noted: &[RollEntry], who: MembershipId) -> bool {
    noted.iter().find(|one| one.who == who).is_some_and(|one| one.stays.iter().all(|stay| stay.until.is_some()))
}

/// Why nothing is done for somebody who is not here.
pub fn not_here() -> MessageKey {
    key!("attendance-not-here")
}

/// How many said beforehand that they will not come, and did not.
pub fn regrets(roll: &[Attendee]) -> usize {
    roll.iter().filter(|one| one.attends(false) == AttendanceMode::Regrets).count()
}

/// How many came, of everybody in the roll.
pub fn came(roll: &[Attendee]) -> usize {
    roll.iter().filter(|one| one.came()).count()
}

/// How many are here at this moment of a live session.
pub fn here(roll: &[Attendee]) -> usize {
    roll.iter().filter(|one| one.attends(false) == AttendanceMode::Present).count()
}

/// What staff say about somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Here since then; whatever was said of leaving is taken back.
    Here(DateTime<Utc>),
    /// Left then.
    Left(DateTime<Utc>),
    /// Does not come.
    Absent,
    /// Nothing is known after all.
    Expected,
}

/// Why a correction will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttendanceRefusal {
    /// Not before the session, and not in the future.
    Outside,
    /// Nobody leaves before they came.
    LeftFirst,
    /// Who was never here cannot have left.
    NeverHere,
    /// The session's figures are closed.
    Frozen,
    /// Of whom a turn is kept, something is known.
    HasSpoken,
}

impl AttendanceRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Outside => key!("attendance-outside"),
            Self::LeftFirst => key!("attendance-left-first"),
            Self::NeverHere => key!("attendance-never-here"),
            Self::Frozen => key!("session-figures-closed"),
            Self::HasSpoken => key!("attendance-has-spoken"),
        }
    }
}

impl Correction {
    /// Whether it fits somebody who came at `entered_at` to a session between `started_at` and `until` (its end, or now). Times
    /// are typed to the minute, and who came in the minute of the start is here from the start.
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

/// What somebody's open page says: for staff only, in words, and written down nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    /// A page is open.
    Here,
    /// It closed a moment ago.
    Away,
    /// It closed a while ago.
    Gone,
}

impl PageState {
    /// What follows from when a page was last open.
    pub fn of(seen: PagePresence, now: DateTime<Utc>) -> Self {
        match seen {
            PagePresence::Open => Self::Here,
            PagePresence::Until(at) if now - at < RESTS => Self::Away,
            PagePresence::Until(_) => Self::Gone,
        }
    }

    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Here => key!("presence-here"),
            Self::Away => key!("presence-away"),
            Self::Gone => key!("presence-gone"),
        }
    }
}
