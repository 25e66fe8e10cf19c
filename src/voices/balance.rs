//! How speaking time is shared. All times are in milliseconds. An equal share is per minute present, so that a member who entered late is
//! not "not yet heard". The console's script (static/js/voices.js) computes the same from the same numbers.

use std::borrow::Borrow;

use chrono::{DateTime, Utc};

use super::Turn;
use crate::group::MembershipId;
use crate::session::attendance::RollEntry;

/// The time (ms) a member must be in the room before their silence, or much speaking, is noticed: arriving takes a while.
pub const SETTLED: i64 = 10 * 60_000;

/// One person's part of a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Voice {
    pub who: MembershipId,
    /// How long they spoke, including the open turn.
    pub spoken: i64,
    /// Their turns, without slips.
    pub turns: usize,
    pub present: i64,
    /// Whether they are present now.
    pub here: bool,
}

/// A session's window: from its start until now, or until its end.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl Voice {
    /// Whether they have been present long enough for their silence to be noticed.
    pub fn is_settled(&self) -> bool {
        self.present >= SETTLED
    }
}

/// Computes one person's part. Time present is the union of the roll's intervals and their turns: a person who speaks is present. A person
/// without a roll entry is present from their first turn on.
pub fn voice(who: MembershipId, noted: &[RollEntry], turns: &[Turn], window: Window) -> Voice {
    let own: Vec<&Turn> = turns.iter().filter(|turn| turn.whose == who).collect();
    let mut spans: Vec<(DateTime<Utc>, Option<DateTime<Utc>>)> = match noted.iter().find(|one| one.who == who) {
        Some(noted) => noted.stays.iter().map(|stay| (stay.from, stay.until)).collect(),
        None => own.iter().map(|turn| turn.started_at).min().map(|first| (first, None)).into_iter().collect(),
    };
    spans.extend(own.iter().map(|turn| (turn.started_at, turn.ended_at)));
    let here = spans.iter().any(|(_, until)| until.is_none());
    let spoken: i64 = own.iter().map(|turn| turn.lasted(window.until).num_milliseconds()).sum();
    Voice { who, spoken, turns: own.iter().filter(|turn| turn.counts(window.until)).count(), present: covered(spans, window), here }
}

/// The time that these spans cover together within the window.
fn covered(mut spans: Vec<(DateTime<Utc>, Option<DateTime<Utc>>)>, window: Window) -> i64 {
    spans.sort_unstable();
    let mut reached = window.from;
    let mut sum = 0;
    for (from, until) in spans {
        let from = from.max(reached);
        let until = until.unwrap_or(window.until).min(window.until);
        if until > from {
            sum += (until - from).num_milliseconds();
            reached = until;
        }
    }
    sum
}

/// The members who were present, and how they share the time.
#[derive(Clone, Debug, Default)]
pub struct Shares(Vec<Voice>);

impl Shares {
    /// Keeps the members who were present.
    pub fn of(members: impl IntoIterator<Item = Voice>) -> Self {
        Self(members.into_iter().filter(|voice| voice.present > 0).collect())
    }

    pub fn voices(&self) -> &[Voice] {
        &self.0
    }

    /// The time that all members spoke.
    pub fn spoken(&self) -> i64 {
        self.0.iter().map(|voice| voice.spoken).sum()
    }

    /// The equal share of a member who was present for `present`.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a session are far below 2^52")]
    pub fn equal(&self, present: i64) -> f64 {
        let all: i64 = self.0.iter().map(|voice| voice.present).sum();
        if all == 0 { 0.0 } else { self.spoken() as f64 * present as f64 / all as f64 }
    }

    /// The member's time relative to an equal share; 1 is exactly that.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a session are far below 2^52")]
    pub fn part(&self, voice: &Voice) -> f64 {
        let equal = self.equal(voice.present);
        if equal > 0.0 { voice.spoken as f64 / equal } else { 0.0 }
    }

    /// Not yet heard: settled, and below half of an equal share. No one is, before anyone has spoken.
    pub fn is_unheard(&self, voice: &Voice) -> bool {
        voice.is_settled() && self.spoken() > 0 && self.part(voice) < 0.5
    }

    /// Settled, and above twice an equal share, once all members together have spoken for [`SETTLED`]. A first turn is no verdict.
    pub fn has_carried_much(&self, voice: &Voice) -> bool {
        voice.is_settled() && self.spoken() >= SETTLED && self.part(voice) > 2.0
    }

    /// The Gini coefficient of speaking time per minute present: the mean difference of all pairs, divided by twice the mean. `None` with
    /// fewer than two members, or before anyone spoke.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a session are far below 2^52")]
    pub fn gini(&self) -> Option<f64> {
        let rates: Vec<f64> = self.0.iter().map(|voice| voice.spoken as f64 / voice.present as f64).collect();
        let sum: f64 = rates.iter().sum();
        if rates.len() < 2 || sum <= 0.0 {
            return None;
        }
        let differences: f64 = rates.iter().flat_map(|one| rates.iter().map(move |other| (one - other).abs())).sum();
        Some(differences / (2.0 * rates.len() as f64 * sum))
    }

    /// The balance of voices, 0 to 1: `1 − G·n/(n−1)` (product.md 5). `None` means "not yet" and is never shown as a number.
    #[expect(clippy::cast_precision_loss, reason = "a group has at most fifteen members")]
    pub fn balance(&self) -> Option<f64> {
        let n = self.0.len() as f64;
        self.gini().map(|gini| (1.0 - gini * n / (n - 1.0)).clamp(0.0, 1.0))
    }
}

/// A seat's ring, in percent: full at an equal share. The thin outer line shows what exceeds it, and is full at twice an equal share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// 0 to 100.
    pub part: i64,
    /// 0 to 100.
    pub beyond: i64,
}

impl Ring {
    /// The ring for this part of an equal share (1 is exactly that).
    #[expect(clippy::cast_possible_truncation, reason = "percentages")]
    pub fn of(part: f64) -> Self {
        let percent = |part: f64| (part.clamp(0.0, 1.0) * 100.0).round() as i64;
        Self { part: percent(part), beyond: percent(part - 1.0) }
    }
}

/// Formats milliseconds as minutes and seconds, "3:20"; from an hour on with hours.
pub fn clock(ms: impl Borrow<i64>) -> String {
    let seconds = (*ms.borrow()).max(0) / 1_000;
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::session::attendance::PresenceInterval;
    use crate::voices::TurnId;

    const MINUTE: i64 = 60_000;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn shares(of: &[(i64, i64)]) -> Shares {
        Shares::of(of.iter().map(|(spoken, present)| Voice {
            who: MembershipId::random(),
            spoken: spoken * MINUTE,
            turns: 1,
            present: present * MINUTE,
            here: true,
        }))
    }

    fn percent(shares: &Shares) -> Option<i64> {
        shares.balance().map(|balance| (balance * 1000.0).round() as i64)
    }

    #[test]
    fn balance_matches_figures_computed_by_hand() {
        // In tenths of a percent.
        for (of, expected) in [
            (&[][..], None),
            (&[(10, 60)], None),
            (&[(0, 60), (0, 60)], None),
            (&[(10, 60), (10, 60)], Some(1000)),
            (&[(10, 60), (0, 60)], Some(0)),
            // Rates 1/6 and 1/3: G = 2·(1/6) / (2·2·(1/2)) = 1/6; 1 − 1/6·2 = 2/3.
            (&[(10, 60), (20, 60)], Some(667)),
            // Ten minutes of thirty present is the rate of twenty of sixty: all equal.
            (&[(10, 30), (20, 60)], Some(1000)),
            // Rates 1, 2, 3 (times 1/60): pairs 1+1+2, twice = 8; G = 8/(2·3·6) = 2/9; 1 − 2/9·3/2 = 2/3.
            (&[(1, 60), (2, 60), (3, 60)], Some(667)),
            // One of three has it all: G = 2/3, balance 0.
            (&[(9, 60), (0, 60), (0, 60)], Some(0)),
            // A member who was never present does not count.
            (&[(10, 60), (10, 60), (0, 0)], Some(1000)),
        ] {
            assert_eq!(percent(&shares(of)), expected, "{of:?}");
        }
    }

    #[test]
    fn balance_of_twelve() {
        assert_eq!(percent(&shares(&[(5, 90); 12])), Some(1000));
        // One speaks for all: G = 11/12, balance 0.
        let mut one = [(0, 90); 12];
        one[3].0 = 60;
        assert_eq!(percent(&shares(&one)), Some(0));
        // Six with five minutes, six silent: differing pairs 2·36·5 = 360; G = 360/(2·12·30) = 1/2; 1 − 1/2·12/11 = 5/11.
        let half: Vec<(i64, i64)> = (0..12).map(|n| if n < 6 { (5, 90) } else { (0, 90) }).collect();
        assert_eq!(percent(&shares(&half)), Some(455));
        // 1 to 12 minutes: all pairs differ by n(n²−1)/3 = 572; G = 572/(2·12·78) = 11/36; 1 − 11/36·12/11 = 2/3.
        let steps: Vec<(i64, i64)> = (1..=12).map(|n| (n, 90)).collect();
        assert_eq!(percent(&shares(&steps)), Some(667));
    }

    #[test]
    fn an_hour_of_silence_changes_no_share() {
        let (maya, omid) = (MembershipId::random(), MembershipId::random());
        let turn = |whose, from, until| Turn { id: TurnId::random(), whose, started_at: at(from), ended_at: Some(at(until)), version: 1 };
        let turns = [turn(maya, 0, 300), turn(omid, 300, 600)];
        let stays = [maya, omid].map(|who| RollEntry { who, stays: vec![PresenceInterval { from: at(0), until: None }] });
        for until in [600, 4_200] {
            let window = Window { from: at(0), until: at(until) };
            let shares = Shares::of([maya, omid].map(|who| voice(who, &stays, &turns, window)));
            assert_eq!((percent(&shares), shares.spoken()), (Some(1000), 600_000));
            assert_eq!(shares.equal(shares.voices()[0].present).round() as i64, 300_000);
        }
        let silent = Shares::of([maya, omid].map(|who| voice(who, &stays, &[], Window { from: at(0), until: at(3_600) })));
        assert_eq!(percent(&silent), None);
        assert!(silent.voices().iter().all(|voice| !silent.is_unheard(voice) && !silent.has_carried_much(voice)));
    }

    #[test]
    fn the_lists_start_below_half_and_above_twice_an_equal_share() {
        // Four of an hour each, 40 minutes in all: an equal share is ten.
        for (spoken, unheard, much) in [(0, true, false), (4, true, false), (5, false, false), (20, false, false), (21, false, true)] {
            let shares = shares(&[(spoken, 60), (40 - spoken, 60), (0, 60), (0, 60)]);
            let voice = shares.voices()[0];
            assert_eq!((shares.is_unheard(&voice), shares.has_carried_much(&voice)), (unheard, much), "{spoken} minutes");
        }
        // It is too early for a verdict in a group that has just begun, or on a first turn after a long silence.
        for (of, much) in [([(1, 9), (0, 9), (0, 9)], false), ([(9, 60), (0, 60), (0, 60)], false), ([(10, 60), (0, 60), (0, 60)], true)] {
            let shares = shares(&of);
            assert_eq!(shares.has_carried_much(&shares.voices()[0]), much, "{of:?}");
        }
        // A member was present for the last ten of ninety minutes and spoke one of 19: an equal share is 19·10/100 = 1.9.
        let late = shares(&[(18, 90), (1, 10)]);
        assert!(!late.is_unheard(&late.voices()[1]));
        assert!((late.equal(10 * MINUTE) - 114_000.0).abs() < 0.001);
    }

    #[test]
    fn presence_is_the_union_of_stays_and_turns() {
        let who = MembershipId::random();
        let window = Window { from: at(0), until: at(1_000) };
        let turn = |from, until| Turn { id: TurnId::random(), whose: who, started_at: at(from), ended_at: until, version: 1 };
        let stay = |from, until: Option<i64>| PresenceInterval { from: at(from), until: until.map(at) };
        let of = |stays: Option<&[PresenceInterval]>, turns: &[Turn]| {
            let noted: Vec<RollEntry> = stays.map(|stays| RollEntry { who, stays: stays.to_vec() }).into_iter().collect();
            let voice = voice(who, &noted, turns, window);
            (voice.present / 1_000, voice.spoken / 1_000, voice.turns, voice.here)
        };
        assert_eq!(of(None, &[]), (0, 0, 0, false));
        assert_eq!(of(Some(&[stay(200, None)]), &[]), (800, 0, 0, true));
        assert_eq!(of(Some(&[stay(-50, None)]), &[]), (1_000, 0, 0, true), "no one is late before the start");
        assert_eq!(of(Some(&[stay(100, Some(300)), stay(200, Some(400))]), &[]), (300, 0, 0, false));
        assert_eq!(of(Some(&[stay(100, Some(300))]), &[turn(250, Some(at(350)))]), (250, 100, 1, false));
        assert_eq!(of(None, &[turn(400, Some(at(500)))]), (600, 100, 1, true), "without a roll entry: present from the first turn on");
        assert_eq!(of(Some(&[]), &[turn(400, Some(at(500)))]), (100, 100, 1, false), "absent, but their turn counts");
        let back = [stay(0, Some(60)), stay(120, None)];
        assert_eq!(of(Some(&back), &[]), (940, 0, 0, true), "time away does not count");
        assert_eq!(of(Some(&back), &[turn(60, Some(at(120)))]), (1_000, 60, 1, true), "a person who speaks is present");
        assert_eq!(of(Some(&[stay(0, None)]), &[turn(10, Some(at(11))), turn(990, None)]), (1_000, 11, 1, true), "a slip is no turn");
    }

    #[test]
    fn no_one_is_not_yet_heard_before_they_have_settled() {
        for (present, unheard) in [(0, false), (1, false), (9, false), (10, true), (90, true)] {
            let shares = shares(&[(30, 90), (0, present)]);
            let quiet = Voice { spoken: 0, present: present * MINUTE, ..shares.voices()[0] };
            assert_eq!(shares.is_unheard(&quiet), unheard, "{present} minutes");
        }
    }

    #[test]
    fn clock_formats_minutes_and_hours() {
        for (ms, text) in [(-5, "0:00"), (0, "0:00"), (59_999, "0:59"), (60_000, "1:00"), (3_599_000, "59:59"), (3_600_000, "1:00:00")] {
            assert_eq!(clock(ms), text);
        }
    }
}
