//! Whole sessions computed by hand: taps as they arrive, the turns that follow, and their figures.

use chrono::{DateTime, TimeDelta, Utc};

use super::balance::{Shares, Window, voice};
use super::correct::{self, TurnBounds};
use super::floor::{self, FloorMove, FloorRequest};
use super::{Turn, TurnId, VoicesRefusal};
use crate::group::MembershipId;
use crate::session::attendance::{PresenceInterval, RollEntry};

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

/// A floor without a database: taps follow the same rules for decision and time.
struct TableFloor {
    people: Vec<MembershipId>,
    turns: Vec<Turn>,
}

impl TableFloor {
    fn of(people: usize) -> Self {
        Self { people: (0..people).map(|_| MembershipId::random()).collect(), turns: Vec::new() }
    }

    /// A tap that arrives at `now`, was made `age` seconds before, and expects the turn with this index.
    fn tap(&mut self, now: i64, age: i64, whose: Option<usize>, expected: Option<usize>) -> Result<(), VoicesRefusal> {
        let wish = FloorRequest { whose: whose.map(|n| self.people[n]), expected: expected.map(|n| self.turns[n].id) };
        let made = floor::made_at(at(now), age * 1_000, at(0), &self.turns);
        let FloorMove::Moved { closes, opens } = floor::tap(floor::open(&self.turns), wish)? else { return Ok(()) };
        for turn in self.turns.iter_mut().filter(|turn| Some(turn.id) == closes) {
            turn.ended_at = Some(made);
        }
        self.turns.extend(opens.map(|whose| Turn { id: TurnId::random(), whose, started_at: made, ended_at: None, version: 1 }));
        Ok(())
    }

    /// The turns: speaker, from, until (seconds).
    fn table(&self) -> Vec<(usize, i64, Option<i64>)> {
        let who = |turn: &Turn| self.people.iter().position(|one| *one == turn.whose).expect("the speaker is one of the people");
        self.turns.iter().map(|turn| (who(turn), turn.started_at.timestamp(), turn.ended_at.map(|end| end.timestamp()))).collect()
    }

    /// The balance in tenths of a percent, the time that members spoke (s), and the silence (s), when everyone was present all the time.
    fn figures(&self, until: i64) -> (Option<i64>, i64, i64) {
        let present = || vec![PresenceInterval { from: at(0), until: None }];
        let noted: Vec<RollEntry> = self.people.iter().map(|who| RollEntry { who: *who, stays: present() }).collect();
        let window = Window { from: at(0), until: at(until) };
        let shares = Shares::of(self.people.iter().map(|who| voice(*who, &noted, &self.turns, window)));
        let spoken = shares.spoken() / 1_000;
        (shares.balance().map(|balance| (balance * 1_000.0).round() as i64), spoken, until - spoken)
    }
}

#[test]
fn overlapping_taps_make_turns_that_do_not_overlap() {
    let mut floor = TableFloor::of(3);
    floor.tap(10, 0, Some(0), None).expect("the floor was free");
    // Two consoles act on the same picture: the second is late, unless the floor is in the requested state already.
    floor.tap(70, 0, Some(1), Some(0)).expect("handed over");
    assert_eq!(floor.tap(70, 0, Some(2), Some(0)), Err(VoicesRefusal::Moved));
    assert_eq!(floor.tap(71, 0, None, Some(0)), Err(VoicesRefusal::Moved));
    assert_eq!(floor.tap(71, 0, Some(1), Some(0)), Ok(()));
    // The device claims a time before the ended turn began: a tap cannot reach behind the last edge.
    floor.tap(100, 60, Some(2), Some(1)).expect("handed over");
    assert_eq!(floor.table(), [(0, 10, Some(70)), (1, 70, Some(70)), (2, 70, None)]);
    // A tap from the future counts as now; one from a minute ago counts as a minute ago.
    floor.tap(130, -40, None, Some(2)).expect("paused");
    floor.tap(250, 60, Some(0), None).expect("the floor was free");
    floor.tap(250, 0, None, Some(3)).expect("paused");
    assert_eq!(floor.table(), [(0, 10, Some(70)), (1, 70, Some(70)), (2, 70, Some(130)), (0, 190, Some(250))]);
    // 120, 0 and 60 seconds: pairs 120 + 60 + 60, twice = 480; G = 480/(2·3·180) = 4/9; 1 − 4/9·3/2 = 1/3.
    assert_eq!(floor.figures(300), (Some(333), 180, 120));
}

#[test]
fn for_any_taps_the_turns_together_are_no_longer_than_the_session() {
    // Nonsensical ages with correct expectations: each tap opens or closes.
    let mut floor = TableFloor::of(4);
    for n in 0..200_usize {
        let now = 7 * i64::try_from(n).expect("few");
        let open = floor.turns.iter().position(|turn| turn.ended_at.is_none());
        let whose = (n % 5 < 4).then_some(n % 5);
        floor.tap(now, [0, 3, -9, 40, 100_000][n * 3 % 5], whose, open).expect("the expected turn is open");
        let all: i64 = floor.turns.iter().map(|turn| turn.lasted(at(now)).num_seconds()).sum();
        assert!(all <= now, "tap {n}: {all} of {now} seconds");
        assert!(floor.turns.windows(2).all(|pair| pair[0].ended_at.is_some_and(|end| end <= pair[1].started_at)), "tap {n}");
    }
}

#[test]
fn figures_for_no_one_for_one_for_two_and_for_twelve() {
    assert_eq!(TableFloor::of(0).figures(3_600), (None, 0, 3_600));
    assert_eq!(TableFloor::of(12).figures(3_600), (None, 0, 3_600), "an hour of silence belongs to no one");
    let mut alone = TableFloor::of(1);
    alone.tap(0, 0, Some(0), None).expect("free");
    assert_eq!(alone.figures(600), (None, 600, 0), "one member has no balance");
    let mut two = TableFloor::of(2);
    two.tap(0, 0, Some(0), None).expect("free");
    // 400 and 200 of 600: G = 200·2/(2·2·600) = 1/6; 1 − 1/6·2 = 2/3.
    two.tap(400, 0, Some(1), Some(0)).expect("handed over");
    assert_eq!(two.figures(600), (Some(667), 600, 0));
    // Everyone speaks a minute, so the shares become even.
    let mut twelve = TableFloor::of(12);
    for n in 0..12 {
        twelve.tap(60 * i64::try_from(n).expect("few"), 0, Some(n), n.checked_sub(1)).expect("handed over");
        // Only those who have spoken so far share: 1 − G·12/11, with n + 1 equal and the others at zero, is n/11.
        let (balance, spoken, silence) = twelve.figures(60 * i64::try_from(n + 1).expect("few"));
        let by_hand = (1_000.0 * n as f64 / 11.0).round() as i64;
        assert_eq!((balance, spoken, silence), (Some(by_hand), 60 * i64::try_from(n + 1).expect("few"), 0), "{n}");
    }
}

#[test]
fn a_correction_moves_the_figures_with_the_turns() {
    let mut floor = TableFloor::of(2);
    floor.tap(0, 0, Some(0), None).expect("free");
    floor.tap(300, 0, Some(1), Some(0)).expect("handed over");
    floor.tap(400, 0, None, Some(1)).expect("paused");
    // 300 and 100: G = 200·2/(2·2·400) = 1/4; 1 − 1/4·2 = 1/2.
    assert_eq!(floor.figures(600), (Some(500), 400, 200));
    let bounds = TurnBounds { from: at(0), until: at(600) };
    // The handover was entered a hundred seconds late: first one turn makes room, then the other takes it.
    let (first, second) = (floor.turns[0].id, floor.turns[1].id);
    assert_eq!(correct::edges(&floor.turns, second, at(200), Some(at(400)), bounds), Err(VoicesRefusal::Overlaps));
    assert_eq!(correct::edges(&floor.turns, first, at(0), Some(at(200)), bounds), Ok(()));
    floor.turns[0].ended_at = Some(at(200));
    assert_eq!(correct::edges(&floor.turns, second, at(200), Some(at(400)), bounds), Ok(()));
    floor.turns[1].started_at = at(200);
    assert_eq!(floor.figures(600), (Some(1_000), 400, 200), "two hundred each");
    // It was the same person after all: then no one else has spoken.
    floor.turns[1].whose = floor.people[0];
    assert_eq!(floor.figures(600), (Some(0), 400, 200));
    floor.turns.clear();
    assert_eq!(floor.figures(600), (None, 0, 600), "removed: as if no one had spoken");
}
