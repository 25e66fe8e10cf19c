//! A group's figures from session to session, and the one calm sentence derived from them.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::figure::{FigureKind, ShownFigure, Spread, points};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::session::SessionId;

/// The number of sessions that count as first sessions; the product says that these are often discouraging.
pub const FIRST_SESSIONS: i32 = 3;
/// In half points: a fall of less than a whole point over three sessions does not count.
const FALL: u8 = 2;

/// A held session, and what may be shown of it.
#[derive(Clone, Debug)]
pub struct HeldSession {
    pub session: SessionId,
    pub number: i32,
    pub at: DateTime<Utc>,
    /// Whether its figures are frozen; before that there are none.
    pub frozen: bool,
    pub figures: BTreeMap<FigureKind, ShownFigure>,
}

impl HeldSession {
    /// What may be shown of one figure.
    pub fn of(&self, kind: impl Borrow<FigureKind>) -> ShownFigure {
        self.figures.get(kind.borrow()).copied().unwrap_or_default()
    }
}

/// The means of a figure, oldest first, with their sessions' numbers.
pub fn means(held: &[HeldSession], kind: FigureKind) -> Vec<(i32, u8)> {
    held.iter().filter_map(|one| one.of(kind).halves().map(|halves| (one.number, halves))).collect()
}

/// The last three means, when each is below the one before, they fall by at least a point in all, and every session between them shows a
/// mean.
pub fn falling(held: &[HeldSession], kind: FigureKind) -> Option<[u8; 3]> {
    let frozen: Vec<u8> = held.iter().filter(|one| one.frozen).rev().map_while(|one| one.of(kind).halves()).take(3).collect();
    let [last, middle, first] = frozen.try_into().ok()?;
    (first > middle && middle > last && first - last >= FALL).then_some([first, middle, last])
}

/// The last session with frozen figures: what the curve says now dates from it.
pub fn latest(held: &[HeldSession]) -> Option<SessionId> {
    held.iter().rev().find(|one| one.frozen).map(|one| one.session)
}

/// A figure's first and latest mean, when they belong to two sessions.
pub fn way(held: &[HeldSession], kind: FigureKind) -> Option<CurveStep> {
    let means = means(held, kind);
    let (first, last) = (*means.first()?, *means.last()?);
    (first.0 != last.0).then_some(CurveStep { from: first, to: last })
}

/// From one session's mean to a later one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurveStep {
    /// The first session's number and half points.
    pub from: (i32, u8),
    /// The latest session's number and half points.
    pub to: (i32, u8),
}

impl CurveStep {
    pub fn from_points(&self) -> String {
        points(self.from.1)
    }

    pub fn to_points(&self) -> String {
        points(self.to.1)
    }

    /// Whether it rose by at least a point.
    pub fn rises(&self) -> bool {
        self.to.1 >= self.from.1 + FALL
    }
}

/// What members and staff read before a session of this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningText {
    /// An honest line on discouraging beginnings.
    Line(MessageKey),
    /// The group's own trust, once it has grown.
    Trust(CurveStep),
}

pub fn beginning(number: i32, held: &[HeldSession]) -> Option<OpeningText> {
    match number {
        1 => Some(OpeningText::Line(key!("beginning-first"))),
        2 => Some(OpeningText::Line(key!("beginning-second"))),
        FIRST_SESSIONS => Some(OpeningText::Line(key!("beginning-third"))),
        _ => way(held, FigureKind::Safe).filter(CurveStep::rises).map(OpeningText::Trust),
    }
}

/// One calm sentence with one suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calm {
    pub seen: MessageKey,
    /// What staff may do.
    pub suggests: MessageKey,
    /// What a member may do.
    pub offers: MessageKey,
}

/// Picks the sentence: trust comes first, then the climate, then whether people felt heard.
pub fn calm(held: &[HeldSession]) -> Calm {
    let say = |seen, suggests, offers| Calm { seen, suggests, offers };
    let frozen: Vec<&HeldSession> = held.iter().filter(|one| one.frozen).collect();
    let Some(last) = frozen.last() else {
        return say(key!("calm-none"), key!("calm-none-staff"), key!("calm-none-member"));
    };
    let latest = |kind| last.of(kind);
    if falling(held, FigureKind::Safe).is_some() {
        return say(key!("calm-trust-falls"), key!("calm-trust-falls-staff"), key!("calm-trust-falls-member"));
    }
    if falling(held, FigureKind::Climate).is_some() {
        return say(key!("calm-falls"), key!("calm-falls-staff"), key!("calm-falls-member"));
    }
    if last.number <= FIRST_SESSIONS {
        return say(key!("calm-first"), key!("calm-first-staff"), key!("calm-first-member"));
    }
    if latest(FigureKind::Heard).halves().is_some_and(|halves| halves < 10) {
        return say(key!("calm-heard"), key!("calm-heard-staff"), key!("calm-heard-member"));
    }
    if matches!(latest(FigureKind::Climate), ShownFigure::Mean { spread: Spread::Apart, .. }) {
        return say(key!("calm-apart"), key!("calm-apart-staff"), key!("calm-apart-member"));
    }
    if way(held, FigureKind::Safe).is_some_and(|way| way.rises()) {
        return say(key!("calm-trust-grows"), key!("calm-trust-grows-staff"), key!("calm-trust-grows-member"));
    }
    if latest(FigureKind::Climate) == ShownFigure::Nothing {
        return say(key!("calm-few"), key!("calm-few-staff"), key!("calm-few-member"));
    }
    say(key!("calm-steady"), key!("calm-steady-staff"), key!("calm-steady-member"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(kind: FigureKind, of: &[Option<u8>]) -> Vec<HeldSession> {
        let mean = |halves| ShownFigure::Mean { halves, spread: Spread::Close, answers: 6 };
        (1..)
            .zip(of)
            .map(|(number, halves)| HeldSession {
                session: SessionId::random(),
                number,
                at: DateTime::UNIX_EPOCH,
                frozen: true,
                figures: [(kind, halves.map_or(ShownFigure::Nothing, mean))].into(),
            })
            .collect()
    }

    #[test]
    fn a_fall_needs_three_sessions_in_a_row_and_at_least_a_point() {
        for (of, falls) in [
            (&[Some(16), Some(14), Some(13)][..], Some([16, 14, 13])),
            (&[Some(8), Some(16), Some(14), Some(13)], Some([16, 14, 13])),
            (&[Some(16), Some(15), Some(14)], Some([16, 15, 14])),
            (&[Some(14), Some(13)], None),
            (&[Some(16), Some(16), Some(13)], None),
            (&[Some(16), Some(14), Some(15)], None),
            // A session that shows nothing interrupts a fall.
            (&[Some(16), Some(14), None, Some(13)], None),
            (&[Some(16), Some(14), Some(13), None], None),
            (&[], None),
        ] {
            assert_eq!(falling(&held(FigureKind::Safe, of), FigureKind::Safe), falls, "{of:?}");
        }
        let mut waits = held(FigureKind::Safe, &[Some(16), Some(14), Some(13), None]);
        waits[3].frozen = false;
        assert!(falling(&waits, FigureKind::Safe).is_some(), "a session without frozen figures does not count yet");
    }

    #[test]
    fn first_sessions_have_a_line_and_later_ones_the_groups_trust() {
        let grown = held(FigureKind::Safe, &[None, Some(9), Some(12), Some(15)]);
        for number in 1..=3 {
            assert!(matches!(beginning(number, &grown), Some(OpeningText::Line(_))), "{number}");
        }
        assert_eq!(beginning(5, &grown), Some(OpeningText::Trust(CurveStep { from: (2, 9), to: (4, 15) })));
        assert_eq!(beginning(5, &held(FigureKind::Safe, &[Some(9), Some(10)])), None, "half a point is no growth");
        assert_eq!(beginning(5, &held(FigureKind::Safe, &[Some(15), None, Some(9)])), None);
        assert_eq!(beginning(5, &[]), None);
    }

    #[test]
    fn there_is_always_one_sentence_and_trust_comes_first() {
        assert_eq!(calm(&[]).seen, key!("calm-none"));
        assert_eq!(calm(&held(FigureKind::Safe, &[None, None])).seen, key!("calm-first"));
        let mut both = held(FigureKind::Safe, &[Some(16), Some(14), Some(12)]);
        for one in &mut both {
            let safe = one.of(FigureKind::Safe);
            one.figures.insert(FigureKind::Climate, safe);
        }
        assert_eq!(calm(&both).seen, key!("calm-trust-falls"), "also in the first three");
        assert_eq!(calm(&held(FigureKind::Climate, &[None, Some(16), Some(14), Some(12)])).seen, key!("calm-falls"));
        assert_eq!(calm(&held(FigureKind::Heard, &[None, None, None, Some(9)])).seen, key!("calm-heard"));
        assert_eq!(calm(&held(FigureKind::Safe, &[None, Some(9), Some(9), Some(12)])).seen, key!("calm-trust-grows"));
        assert_eq!(calm(&held(FigureKind::Climate, &[Some(12), Some(12), Some(12), Some(12)])).seen, key!("calm-steady"));
        assert_eq!(calm(&held(FigureKind::Climate, &[Some(12), None, None, None])).seen, key!("calm-few"));
    }
}
