//! Who may need a word: read from the last two sessions, by rules that are said beside it. It asks; it knows nothing about anybody.

use crate::group::{GroupId, MembershipId};
use crate::key;
use crate::kit::locale::MessageKey;
use crate::session::SessionId;

/// A turn shorter than this (ms) is a slip of the finger, or a yes.
pub const A_TURN: i64 = 2_000;

/// Why somebody may need a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ContactReason {
    /// No turn in the last two sessions they came to.
    Silent,
    /// Away from the last two sessions, without regrets.
    Missed,
}

impl ContactReason {
    /// Its code in a form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Missed => "missed",
        }
    }

    /// What was counted; it takes the numbers of both sessions.
    pub fn fact(self) -> MessageKey {
        match self {
            Self::Silent => key!("word-silent"),
            Self::Missed => key!("word-missed"),
        }
    }

    /// A kind reading of it.
    pub fn reading(self) -> MessageKey {
        match self {
            Self::Silent => key!("word-silent-reading"),
            Self::Missed => key!("word-missed-reading"),
        }
    }
}

/// One ended session of somebody's membership.
#[derive(Clone, Copy, Debug)]
pub struct EndedSession {
    pub session: SessionId,
    pub number: i32,
    pub attended: bool,
    /// Whether they had sent regrets.
    pub regrets: bool,
    /// Whether anybody's turns were followed: else silence is not known.
    pub followed: bool,
    /// Their longest turn (ms).
    pub longest: i64,
    /// Whether they were there long enough for their silence to be noticed.
    pub settled: bool,
}

/// What was seen of somebody, and in which two sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactNeed {
    pub reason: ContactReason,
    /// The numbers of the two sessions, the earlier first.
    pub sessions: (i32, i32),
    /// The later one: put away, it comes back only when a later one says it again.
    pub since: SessionId,
}

/// What somebody's ended sessions say, the newest first.
pub fn needs(evenings: &[EndedSession]) -> Vec<ContactNeed> {
    let need = |reason, later: &EndedSession, earlier: &EndedSession| ContactNeed {
        reason,
        sessions: (earlier.number, later.number),
        since: later.session,
    };
    let mut found = Vec::new();
    let mut heard = evenings.iter().filter(|one| one.attended && one.settled && one.followed);
    if let (Some(later), Some(earlier)) = (heard.next(), heard.next())
        && later.longest < A_TURN
        && earlier.longest < A_TURN
    {
        found.push(need(ContactReason::Silent, later, earlier));
    }
    if let [later, earlier, ..] = evenings
        && [later, earlier].iter().all(|one| !one.attended && !one.regrets)
    {
        found.push(need(ContactReason::Missed, later, earlier));
    }
    found
}

/// Somebody who may need a word, as a therapist's home shows them.
#[derive(Clone, Debug)]
pub struct WordFor {
    pub group: GroupId,
    pub group_name: String,
    pub member: MembershipId,
    pub name: String,
    pub need: ContactNeed,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evening(number: i32, attended: bool, longest: i64) -> EndedSession {
        EndedSession { session: SessionId::random(), number, attended, regrets: false, followed: true, longest, settled: true }
    }

    fn reasons(evenings: &[EndedSession]) -> Vec<ContactReason> {
        needs(evenings).iter().map(|need| need.reason).collect()
    }

    #[test]
    fn silent_twice_is_read_from_the_last_two_sessions_somebody_came_to() {
        for (case, evenings, expected) in [
            ("never spoke", vec![evening(3, true, 0), evening(2, true, 1_999)], true),
            ("spoke once", vec![evening(3, true, 0), evening(2, true, 2_000)], false),
            ("spoke the last time", vec![evening(3, true, 9_000), evening(2, true, 0)], false),
            ("one session only", vec![evening(3, true, 0)], false),
            ("away in between", vec![evening(4, true, 0), evening(3, false, 0), evening(2, true, 0)], true),
            ("silent long ago", vec![evening(4, true, 5_000), evening(3, true, 0), evening(2, true, 0)], false),
        ] {
            assert_eq!(reasons(&evenings).contains(&ContactReason::Silent), expected, "{case}");
        }
        let unknown = |number| EndedSession { followed: false, ..evening(number, true, 0) };
        assert!(reasons(&[unknown(3), unknown(2)]).is_empty(), "nobody's turns were followed");
        let short = EndedSession { settled: false, ..evening(4, true, 0) };
        assert!(reasons(&[short, evening(3, true, 0)]).is_empty(), "hardly there");
        assert_eq!(reasons(&[unknown(4), evening(3, true, 0), evening(2, true, 0)]), [ContactReason::Silent]);
    }

    #[test]
    fn missed_twice_is_the_last_two_sessions_without_regrets() {
        for (case, evenings, expected) in [
            ("away twice", vec![evening(3, false, 0), evening(2, false, 0)], true),
            ("came the last time", vec![evening(4, true, 9_000), evening(3, false, 0), evening(2, false, 0)], false),
            ("away once", vec![evening(3, false, 0), evening(2, true, 9_000)], false),
            ("one session only", vec![evening(3, false, 0)], false),
            ("regrets once", vec![EndedSession { regrets: true, ..evening(3, false, 0) }, evening(2, false, 0)], false),
        ] {
            assert_eq!(reasons(&evenings).contains(&ContactReason::Missed), expected, "{case}");
        }
    }

    #[test]
    fn both_sessions_are_named_and_the_later_one_is_remembered() {
        let (later, earlier) = (evening(7, false, 0), evening(6, false, 0));
        let need = ContactNeed { reason: ContactReason::Missed, sessions: (6, 7), since: later.session };
        assert_eq!(needs(&[later, earlier, evening(5, true, 9_000)]), [need]);
    }
}
