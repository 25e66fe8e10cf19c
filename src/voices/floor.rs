//! The floor: a tap starts a member's turn, hands the floor over, or pauses. Silence belongs to no one.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Turn, TurnId, VoicesRefusal};
use crate::group::MembershipId;

/// A tap as sent. It names the wanted state rather than a switch, so that sending the same wish twice has one effect.
#[derive(Clone, Copy, Debug)]
pub struct FloorRequest {
    /// Who gets the floor; `None` for a pause.
    pub whose: Option<MembershipId>,
    /// The open turn that the sender saw.
    pub expected: Option<TurnId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloorMove {
    /// The floor is in the wanted state already.
    Idle,
    /// The open turn, if any, ends, and perhaps another begins.
    Moved {
        closes: Option<TurnId>,
        /// Who begins a turn.
        opens: Option<MembershipId>,
    },
}

/// Decides a tap by the open turn.
///
/// # Errors
/// [`VoicesRefusal::Moved`] when another tap has moved the floor since.
pub fn tap(open: Option<&Turn>, wish: FloorRequest) -> Result<FloorMove, VoicesRefusal> {
    if open.map(|turn| turn.whose) == wish.whose {
        return Ok(FloorMove::Idle);
    }
    if open.map(|turn| turn.id) != wish.expected {
        return Err(VoicesRefusal::Moved);
    }
    Ok(FloorMove::Moved { closes: open.map(|turn| turn.id), opens: wish.whose })
}

/// The time of a tap, from its age (ms, by the device's own clock): never in the future, and never before the session's start or the last
/// edge of a turn.
pub fn made_at(now: DateTime<Utc>, age_ms: i64, started_at: DateTime<Utc>, turns: &[Turn]) -> DateTime<Utc> {
    let age = TimeDelta::try_milliseconds(age_ms.max(0)).unwrap_or(TimeDelta::MAX);
    let at = now.checked_sub_signed(age).unwrap_or(started_at);
    let last = turns.iter().map(|turn| turn.ended_at.unwrap_or(turn.started_at)).max().unwrap_or(started_at);
    at.min(now).max(started_at).max(last)
}

pub fn open(turns: &[Turn]) -> Option<&Turn> {
    turns.iter().find(|turn| turn.ended_at.is_none())
}

/// The end of an open turn that is cut when its session ends, or at the last sign of life if it was left open: never before it began.
pub fn cut(open: &Turn, at: DateTime<Utc>) -> DateTime<Utc> {
    at.max(open.started_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn turn(whose: MembershipId, from: i64, until: Option<i64>) -> Turn {
        Turn { id: TurnId::random(), whose, started_at: at(from), ended_at: until.map(at), version: 1 }
    }

    #[test]
    fn a_tap_starts_hands_over_and_pauses() {
        let (maya, omid) = (MembershipId::random(), MembershipId::random());
        let start = FloorRequest { whose: Some(maya), expected: None };
        assert_eq!(tap(None, start), Ok(FloorMove::Moved { closes: None, opens: Some(maya) }));
        let open = turn(maya, 0, None);
        let over = FloorRequest { whose: Some(omid), expected: Some(open.id) };
        assert_eq!(tap(Some(&open), over), Ok(FloorMove::Moved { closes: Some(open.id), opens: Some(omid) }));
        let pause = FloorRequest { whose: None, expected: Some(open.id) };
        assert_eq!(tap(Some(&open), pause), Ok(FloorMove::Moved { closes: Some(open.id), opens: None }));
    }

    #[test]
    fn a_tap_for_the_present_state_moves_nothing() {
        let maya = MembershipId::random();
        let open = turn(maya, 0, None);
        for expected in [None, Some(open.id), Some(TurnId::random())] {
            assert_eq!(tap(Some(&open), FloorRequest { whose: Some(maya), expected }), Ok(FloorMove::Idle));
            assert_eq!(tap(None, FloorRequest { whose: None, expected }), Ok(FloorMove::Idle));
        }
    }

    #[test]
    fn one_of_two_concurrent_taps_wins() {
        let (maya, omid, noor) = (MembershipId::random(), MembershipId::random(), MembershipId::random());
        let before = turn(maya, 0, None);
        let now = turn(omid, 5, None);
        for whose in [Some(noor), None] {
            assert_eq!(tap(Some(&now), FloorRequest { whose, expected: Some(before.id) }), Err(VoicesRefusal::Moved));
            assert_eq!(tap(Some(&now), FloorRequest { whose, expected: None }), Err(VoicesRefusal::Moved));
        }
        assert_eq!(tap(None, FloorRequest { whose: Some(noor), expected: Some(before.id) }), Err(VoicesRefusal::Moved));
    }

    #[test]
    fn the_time_of_a_tap_is_its_age_before_now_within_bounds() {
        let maya = MembershipId::random();
        let none: [Turn; 0] = [];
        for (age_ms, turns, expected) in [
            (0, &none[..], 100),
            (30_000, &none, 70),
            (-5_000, &none, 100),
            (95_000, &none, 10),
            (i64::MAX, &none, 10),
            (30_000, &[turn(maya, 20, Some(60))], 70),
            (50_000, &[turn(maya, 20, Some(60))], 60),
            (50_000, &[turn(maya, 20, Some(60)), turn(maya, 80, None)], 80),
        ] {
            assert_eq!(made_at(at(100), age_ms, at(10), turns), at(expected), "{age_ms}");
        }
    }

    #[test]
    fn a_forgotten_turn_ends_at_the_last_sign_of_life() {
        let open = turn(MembershipId::random(), 50, None);
        assert_eq!(cut(&open, at(80)), at(80));
        assert_eq!(cut(&open, at(20)), at(50), "not before it began");
    }
}
