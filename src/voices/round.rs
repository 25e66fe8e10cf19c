//! A round walks the circle in seat order: every member has a turn, every member may pass, and a member who passed is not asked again.

use chrono::{DateTime, Utc};

use super::{RoundId, Turn};
use crate::group::MembershipId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakingRound {
    pub id: RoundId,
    pub number: i32,
    pub started_at: DateTime<Utc>,
    pub passed: Vec<MembershipId>,
}

impl SpeakingRound {
    /// The people with a turn in this round that was longer than a slip, in the order of their last turn.
    pub fn spoke(&self, turns: &[Turn], now: DateTime<Utc>) -> Vec<MembershipId> {
        let mut own: Vec<&Turn> = turns.iter().filter(|turn| turn.started_at >= self.started_at && turn.counts(now)).collect();
        own.sort_by_key(|turn| turn.started_at);
        own.into_iter().map(|turn| turn.whose).collect()
    }

    /// The members whose turn is still to come, in order: around the circle from the last speaker on. `circle` holds the members in seat
    /// order; `is_present` says whether one is present.
    pub fn to_come(
        &self,
        circle: &[MembershipId],
        is_present: impl Fn(MembershipId) -> bool,
        turns: &[Turn],
        now: DateTime<Utc>,
    ) -> Vec<MembershipId> {
        let spoke = self.spoke(turns, now);
        let speaking = super::floor::open(turns).map(|turn| turn.whose);
        let last = speaking.into_iter().chain(spoke.iter().rev().copied()).find_map(|who| circle.iter().position(|seat| *seat == who));
        let begin = last.map_or(0, |seat| seat + 1);
        let walk = circle.iter().cycle().skip(begin).take(circle.len()).copied();
        walk.filter(|who| is_present(*who) && !spoke.contains(who) && !self.passed.contains(who) && speaking != Some(*who)).collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::voices::TurnId;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn turn(whose: MembershipId, from: i64, until: Option<i64>) -> Turn {
        Turn { id: TurnId::random(), whose, started_at: at(from), ended_at: until.map(at), version: 1 }
    }

    #[test]
    fn the_walk_continues_from_the_last_speaker() {
        let seats: Vec<MembershipId> = (0..5).map(|_| MembershipId::random()).collect();
        let leader = MembershipId::random();
        let names =
            |who: Vec<MembershipId>| -> Vec<usize> { who.iter().map(|one| seats.iter().position(|seat| seat == one).unwrap()).collect() };
        let round = |passed: &[usize]| SpeakingRound {
            id: RoundId::random(),
            number: 1,
            started_at: at(100),
            passed: passed.iter().map(|n| seats[*n]).collect(),
        };
        let all = |_: MembershipId| true;
        let now = at(1_000);
        let earlier = turn(seats[0], 10, Some(90));
        assert_eq!(names(round(&[]).to_come(&seats, all, &[earlier], now)), [0, 1, 2, 3, 4], "turns before the round do not count");
        let third = turn(seats[2], 110, Some(150));
        assert_eq!(names(round(&[]).to_come(&seats, all, &[earlier, third], now)), [3, 4, 0, 1]);
        assert_eq!(names(round(&[3]).to_come(&seats, all, &[third], now)), [4, 0, 1], "a pass is respected");
        assert_eq!(names(round(&[3]).to_come(&seats, |who| who != seats[4], &[third], now)), [0, 1], "a member who is away is not asked");
        let open = turn(seats[3], 160, None);
        assert_eq!(names(round(&[]).to_come(&seats, all, &[third, open], now)), [4, 0, 1], "the present speaker is not offered");
        let staff = turn(leader, 200, None);
        assert_eq!(names(round(&[]).to_come(&seats, all, &[third, staff], now)), [3, 4, 0, 1], "staff have no seat in the circle");
        let slip = turn(seats[4], 200, Some(201));
        assert_eq!(names(round(&[]).to_come(&seats, all, &[third, slip], now)), [3, 4, 0, 1], "a slip is no turn");
        let everyone: Vec<Turn> = (0..5).map(|n| turn(seats[n], 200 + 10 * n as i64, Some(205 + 10 * n as i64))).collect();
        assert!(round(&[]).to_come(&seats, all, &everyone, now).is_empty());
        assert!(round(&[]).to_come(&[], all, &[], now).is_empty());
    }
}
