//! Who may need contact: read from the last two sessions, by rules that the page states beside it. It is a question, not a finding about
//! anyone.

pub mod letters;
pub mod store;
pub mod support;

use crate::group::{GroupId, MembershipId};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::session::SessionId;

/// A turn shorter than this (ms) is a slip of the finger, or a yes.
pub const A_TURN: i64 = 2_000;

crate::coded! {
    /// Why a member may need contact.
    pub enum ContactReason {
        /// No turn in the last two sessions they attended.
        Silent = "silent",
        /// Absent from the last two sessions, without regrets.
        Missed = "missed",
    }
}

impl ContactReason {
    /// The message of what was counted; it takes the numbers of both sessions.
    pub fn fact(self) -> MessageKey {
        match self {
            Self::Silent => key!("word-silent"),
            Self::Missed => key!("word-missed"),
        }
    }

    /// The message of a kind reading of it.
    pub fn reading(self) -> MessageKey {
        match self {
            Self::Silent => key!("word-silent-reading"),
            Self::Missed => key!("word-missed-reading"),
        }
    }
}

/// One ended session of a membership.
#[derive(Clone, Copy, Debug)]
pub struct EndedSession {
    pub session: SessionId,
    pub number: i32,
    pub attended: bool,
    /// Whether the member had sent regrets.
    pub regrets: bool,
    /// Whether anyone's turns were recorded: otherwise silence is unknown.
    pub followed: bool,
    /// The member's longest turn (ms).
    pub longest: i64,
    /// Whether the member was present long enough for their silence to be noticed.
    pub settled: bool,
}

/// What was noticed about a member, and in which two sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactNeed {
    pub reason: ContactReason,
    /// The numbers of the two sessions, earlier first.
    pub sessions: (i32, i32),
    /// The later session: once dismissed, the hint returns only when a later session says it again.
    pub since: SessionId,
}

/// Reads a member's ended sessions, newest first.
pub fn needs(ended: &[EndedSession]) -> Vec<ContactNeed> {
    let need = |reason, later: &EndedSession, earlier: &EndedSession| ContactNeed {
        reason,
        sessions: (earlier.number, later.number),
        since: later.session,
    };
    let mut found = Vec::new();
    let mut recorded = ended.iter().filter(|one| one.attended && one.settled && one.followed);
    if let (Some(later), Some(earlier)) = (recorded.next(), recorded.next())
        && later.longest < A_TURN
        && earlier.longest < A_TURN
    {
        found.push(need(ContactReason::Silent, later, earlier));
    }
    if let [later, earlier, ..] = ended
        && [later, earlier].iter().all(|one| !one.attended && !one.regrets)
    {
        found.push(need(ContactReason::Missed, later, earlier));
    }
    found
}

/// A member who may need contact, as a therapist's home shows them.
#[derive(Clone, Debug)]
pub struct ContactHint {
    pub group: GroupId,
    pub group_name: String,
    pub member: MembershipId,
    pub name: String,
    pub need: ContactNeed,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(number: i32, attended: bool, longest: i64) -> EndedSession {
        EndedSession { session: SessionId::random(), number, attended, regrets: false, followed: true, longest, settled: true }
    }

    fn reasons(ended: &[EndedSession]) -> Vec<ContactReason> {
        needs(ended).iter().map(|need| need.reason).collect()
    }

    #[test]
    fn silent_twice_means_the_last_two_attended_sessions() {
        for (case, ended, expected) in [
            ("never spoke", vec![session(3, true, 0), session(2, true, 1_999)], true),
            ("spoke once", vec![session(3, true, 0), session(2, true, 2_000)], false),
            ("spoke the last time", vec![session(3, true, 9_000), session(2, true, 0)], false),
            ("one session only", vec![session(3, true, 0)], false),
            ("away in between", vec![session(4, true, 0), session(3, false, 0), session(2, true, 0)], true),
            ("silent long ago", vec![session(4, true, 5_000), session(3, true, 0), session(2, true, 0)], false),
        ] {
            assert_eq!(reasons(&ended).contains(&ContactReason::Silent), expected, "{case}");
        }
        let unknown = |number| EndedSession { followed: false, ..session(number, true, 0) };
        assert!(reasons(&[unknown(3), unknown(2)]).is_empty(), "no turns were recorded");
        let short = EndedSession { settled: false, ..session(4, true, 0) };
        assert!(reasons(&[short, session(3, true, 0)]).is_empty(), "hardly present");
        assert_eq!(reasons(&[unknown(4), session(3, true, 0), session(2, true, 0)]), [ContactReason::Silent]);
    }

    #[test]
    fn missed_twice_means_the_last_two_sessions_without_regrets() {
        for (case, ended, expected) in [
            ("away twice", vec![session(3, false, 0), session(2, false, 0)], true),
            ("came the last time", vec![session(4, true, 9_000), session(3, false, 0), session(2, false, 0)], false),
            ("away once", vec![session(3, false, 0), session(2, true, 9_000)], false),
            ("one session only", vec![session(3, false, 0)], false),
            ("regrets once", vec![EndedSession { regrets: true, ..session(3, false, 0) }, session(2, false, 0)], false),
        ] {
            assert_eq!(reasons(&ended).contains(&ContactReason::Missed), expected, "{case}");
        }
    }

    #[test]
    fn a_need_names_both_sessions_and_keeps_the_later_one() {
        let (later, earlier) = (session(7, false, 0), session(6, false, 0));
        let need = ContactNeed { reason: ContactReason::Missed, sessions: (6, 7), since: later.session };
        assert_eq!(needs(&[later, earlier, session(5, true, 9_000)]), [need]);
    }
}
