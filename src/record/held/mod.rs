//! The record of a held session: its stages in the order in which they were, each with what it left behind for this reader.

mod load;
pub(super) mod routes;
mod views;

use std::borrow::Borrow;

use chrono::{DateTime, TimeDelta, Utc};

use crate::session::arc::{Stage, Visit};

/// A part of the record: a stage, or the two that worked on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeldPart {
    /// The stages that were visited; without a visit, the one that its content belongs to.
    pub stages: Vec<Stage>,
    /// When it began; none when the session did not enter it.
    pub began: Option<DateTime<Utc>>,
    /// Whole minutes, of all visits.
    pub minutes: i64,
}

impl HeldPart {
    fn of(stage: Stage, visits: &[&Visit]) -> Self {
        let mut stages: Vec<Stage> = visits.iter().map(|visit| visit.stage).collect();
        stages.sort_unstable();
        stages.dedup();
        if stages.is_empty() {
            stages.push(stage);
        }
        let lasted: TimeDelta = visits.iter().map(|visit| visit.ended_at.unwrap_or(visit.started_at) - visit.started_at).sum();
        Self { stages, began: visits.iter().map(|visit| visit.started_at).min(), minutes: (lasted + TimeDelta::seconds(30)).num_minutes() }
    }

    pub fn is(&self, stage: impl Borrow<Stage>) -> bool {
        self.stages.first().is_some_and(|first| part_of(*first) == *stage.borrow())
    }
}

/// The stage under which the record shows this one: ideas are weighed where they were gathered.
fn part_of(stage: Stage) -> Stage {
    if stage == Stage::Weigh { Stage::Brainstorm } else { stage }
}

/// The parts that were visited or have content, in the order in which they began. A part without a visit follows the one before it in the
/// usual order. Moves that were taken back do not count.
fn parts(visits: &[Visit], has_content: impl Fn(Stage) -> bool) -> Vec<HeldPart> {
    let mut before = DateTime::<Utc>::MIN_UTC;
    let mut parts: Vec<(DateTime<Utc>, HeldPart)> = Stage::ALL
        .into_iter()
        .filter(|stage| part_of(*stage) == *stage)
        .map(|stage| {
            let of_part = |visit: &&Visit| !visit.taken_back && part_of(visit.stage) == stage;
            let part = HeldPart::of(stage, &visits.iter().filter(of_part).collect::<Vec<_>>());
            (stage, part)
        })
        .filter(|(stage, part)| part.began.is_some() || has_content(*stage))
        .map(|(_, part)| {
            before = part.began.unwrap_or(before);
            (before, part)
        })
        .collect();
    parts.sort_by_key(|(at, _)| *at);
    parts.into_iter().map(|(_, part)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(stage: Stage, from: i64, until: i64, taken_back: bool) -> Visit {
        let at = |minute| DateTime::UNIX_EPOCH + TimeDelta::minutes(minute);
        let (place, number) = (1, 1);
        Visit { number, place, stage, again: false, tender: false, taken_back, started_at: at(from), ended_at: Some(at(until)), by: None }
    }

    #[test]
    fn parts_are_in_the_order_in_which_they_began() {
        use Stage::{Arrive, Brainstorm, Close, Explore, Open, Round, Weigh};
        let visits = [
            visit(Arrive, 0, 9, false),
            visit(Explore, 9, 20, false),
            visit(Weigh, 20, 21, true),
            visit(Round, 21, 30, false),
            visit(Brainstorm, 30, 40, false),
            visit(Weigh, 40, 54, false),
            visit(Explore, 54, 60, false),
        ];
        let parts = parts(&visits, |stage| matches!(stage, Close | Open));
        let stages: Vec<&[Stage]> = parts.iter().map(|part| part.stages.as_slice()).collect();
        assert_eq!(stages, [&[Arrive][..], &[Open], &[Explore], &[Round], &[Brainstorm, Weigh], &[Close]]);
        assert_eq!(parts.iter().map(|part| part.minutes).collect::<Vec<_>>(), [9, 0, 17, 9, 24, 0]);
        assert!(parts[1].began.is_none() && parts[4].is(Brainstorm));
    }

    #[test]
    fn a_stage_without_visit_and_content_is_left_out() {
        assert!(parts(&[], |_| false).is_empty());
        assert_eq!(parts(&[], |stage| stage == Stage::Brainstorm).len(), 1);
    }
}
