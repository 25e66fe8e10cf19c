//! The line of raised hands: members who have spoken least come first, then those who waited longest. Staff have a line of their own.

use chrono::{DateTime, Utc};

use super::{HandId, HandKind};
use crate::group::MembershipId;

/// A raised hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RaisedHand {
    pub id: HandId,
    pub whose: MembershipId,
    pub kind: HandKind,
    pub raised_at: DateTime<Utc>,
    /// Whether staff raised it for the member.
    pub on_behalf: bool,
}

/// The one order of hands on every screen. `spoken` gives a person's speaking time so far (ms).
pub fn order(hands: &[RaisedHand], spoken: impl Fn(MembershipId) -> i64) -> Vec<RaisedHand> {
    let mut queue = hands.to_vec();
    queue.sort_by_key(|hand| (spoken(hand.whose), hand.raised_at, hand.id));
    queue
}

/// The number of people ahead of `who`; `None` when they are not in line.
pub fn before(line: &[MembershipId], who: MembershipId) -> Option<usize> {
    line.iter().position(|one| *one == who)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn least_spoken_first_then_longest_waiting() {
        let people: Vec<MembershipId> = (0..4).map(|_| MembershipId::random()).collect();
        let hand = |n: usize, minute| RaisedHand {
            id: HandId::random(),
            whose: people[n],
            kind: HandKind::New,
            raised_at: DateTime::UNIX_EPOCH + TimeDelta::minutes(minute),
            on_behalf: false,
        };
        let hands = [hand(0, 1), hand(1, 2), hand(2, 4), hand(3, 3)];
        let spoken = |who| [300, 0, 0, 20][people.iter().position(|one| *one == who).unwrap()];
        let line: Vec<MembershipId> = order(&hands, spoken).iter().map(|hand| hand.whose).collect();
        assert_eq!(line, [people[1], people[2], people[3], people[0]]);
        assert_eq!((before(&line, people[3]), before(&line, MembershipId::random())), (Some(2), None));
        let line: Vec<MembershipId> = order(&hands, |_| 0).iter().map(|hand| hand.whose).collect();
        assert_eq!(line, [people[0], people[1], people[3], people[2]], "before anyone spoke: by waiting");
        assert!(order(&[], |_| 0).is_empty());
    }
}
