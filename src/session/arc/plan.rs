//! The plan of a session: its stages and their minutes.

use super::Stage;
use crate::key;
use crate::kit::i18n::MessageKey;

/// The allowed number of stages in a plan.
pub const STEPS: std::ops::RangeInclusive<usize> = 1..=12;
/// The allowed planned length of a stage, in minutes.
pub const MINUTES: std::ops::RangeInclusive<i32> = 1..=480;

/// Longest question of a round, in characters.
pub const QUESTION_LIMIT: usize = 200;

/// The usual minutes of the seven stages in a session of ninety minutes.
const USUAL: [i32; 7] = [9, 8, 25, 15, 10, 15, 8];

/// One stage of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedStage {
    pub stage: Stage,
    /// Its planned minutes.
    pub minutes: i32,
}

/// Why a plan is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanRefusal {
    /// A stage has no minutes, too few or too many.
    Minutes,
    /// The plan has no stage, or more than twelve.
    Steps,
    /// The current stage must keep its place.
    Present,
}

impl PlanRefusal {
    pub fn key(self) -> MessageKey {
        match self {
            Self::Minutes => key!("plan-minutes"),
            Self::Steps => key!("plan-steps"),
            Self::Present => key!("plan-present"),
        }
    }
}

/// The seven stages, fitted to a session of `minutes`.
pub fn usual(minutes: i32) -> Vec<PlannedStage> {
    let steps = Stage::ALL.into_iter().zip(USUAL).map(|(stage, minutes)| PlannedStage { stage, minutes }).collect::<Vec<_>>();
    fitted(&steps, minutes)
}

/// Fits a plan to another length: each stage keeps its share, at least one minute, and the sum is exactly `minutes`. Minutes left over by
/// rounding down go to the stages that lost most (largest remainder).
pub fn fitted(steps: &[PlannedStage], minutes: i32) -> Vec<PlannedStage> {
    let whole: i32 = steps.iter().map(|step| step.minutes).sum();
    let count = i32::try_from(steps.len()).unwrap_or(i32::MAX);
    if whole == minutes || whole <= 0 || minutes < count {
        return steps.to_vec();
    }
    // When a share would round down to zero, every stage gets one minute first and the rest is shared.
    let first = i32::from(steps.iter().any(|step| step.minutes * minutes < whole));
    let rest = minutes - first * count;
    let mut fitted: Vec<(PlannedStage, i32)> = steps
        .iter()
        .map(|step| {
            let share = step.minutes * rest;
            (PlannedStage { stage: step.stage, minutes: first + share / whole }, share % whole)
        })
        .collect();
    let left = minutes - fitted.iter().map(|(step, _)| step.minutes).sum::<i32>();
    let mut order: Vec<usize> = (0..fitted.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(fitted[*at].1));
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        fitted[at].0.minutes += 1;
    }
    fitted.into_iter().map(|(step, _)| step).collect()
}

/// Parses the submitted rows of a plan: rows without a stage are dropped; rows with one need minutes.
///
/// # Errors
/// [`PlanRefusal::Minutes`] or [`PlanRefusal::Steps`].
pub fn parse_rows(rows: &[(Option<Stage>, Option<i32>)]) -> Result<Vec<PlannedStage>, PlanRefusal> {
    let steps = rows
        .iter()
        .filter_map(|(stage, minutes)| stage.map(|stage| (stage, *minutes)))
        .map(|(stage, minutes)| {
            minutes.filter(|n| MINUTES.contains(n)).map(|minutes| PlannedStage { stage, minutes }).ok_or(PlanRefusal::Minutes)
        })
        .collect::<Result<Vec<_>, _>>()?;
    if STEPS.contains(&steps.len()) { Ok(steps) } else { Err(PlanRefusal::Steps) }
}

/// Changes a plan while the session is at `place` (from 1; 0 before the start): past stages stay, the current stage keeps its place, and
/// `rest` is the current stage and all later ones.
///
/// # Errors
/// [`PlanRefusal::Present`] when `rest` does not begin with the current stage, [`PlanRefusal::Steps`] when there are too many.
pub fn replace_rest(plan: &[PlannedStage], place: usize, rest: Vec<PlannedStage>) -> Result<Vec<PlannedStage>, PlanRefusal> {
    let Some(at) = place.checked_sub(1) else { return Ok(rest) };
    let now = plan.get(at).ok_or(PlanRefusal::Present)?;
    if rest.first().is_none_or(|first| first.stage != now.stage) {
        return Err(PlanRefusal::Present);
    }
    let whole: Vec<PlannedStage> = plan[..at].iter().copied().chain(rest).collect();
    if STEPS.contains(&whole.len()) { Ok(whole) } else { Err(PlanRefusal::Steps) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(steps: &[PlannedStage]) -> Vec<i32> {
        steps.iter().map(|step| step.minutes).collect()
    }

    #[test]
    fn the_usual_plan_is_ninety_minutes_and_fits_every_length_exactly() {
        assert_eq!(minutes(&usual(90)), USUAL);
        for whole in 15..=480 {
            let plan = usual(whole);
            assert_eq!(plan.iter().map(|step| step.minutes).sum::<i32>(), whole);
            assert!(plan.iter().all(|step| step.minutes >= 1), "{whole}");
            assert_eq!(plan.iter().map(|step| step.stage).collect::<Vec<_>>(), Stage::ALL, "{whole}");
        }
        // Computed by hand for an hour: two thirds of each, rounded down, are 6 5 16 10 6 10 5, in sum 58; the round and the brainstorm
        // lost two thirds of a minute each, more than any other.
        assert_eq!(minutes(&usual(60)), [6, 5, 17, 10, 7, 10, 5]);
    }

    #[test]
    fn a_template_keeps_its_shares() {
        let steps = [PlannedStage { stage: Stage::Arrive, minutes: 10 }, PlannedStage { stage: Stage::Round, minutes: 30 }];
        assert_eq!(minutes(&fitted(&steps, 80)), [20, 60]);
        assert_eq!(minutes(&fitted(&steps, 40)), [10, 30]);
        let tiny = [PlannedStage { stage: Stage::Arrive, minutes: 1 }, PlannedStage { stage: Stage::Round, minutes: 200 }];
        assert_eq!(minutes(&fitted(&tiny, 15)), [1, 14], "no stage is left without minutes");
        assert_eq!(fitted(&[], 40), []);
    }

    #[test]
    fn rows_without_a_stage_are_dropped_and_a_stage_needs_minutes() {
        use Stage::{Open, Round};
        assert_eq!(
            parse_rows(&[(None, None), (Some(Round), Some(20)), (None, Some(5)), (Some(Open), Some(5))]).map(|plan| minutes(&plan)),
            Ok(vec![20, 5])
        );
        for minutes in [None, Some(0), Some(-3), Some(481)] {
            assert_eq!(parse_rows(&[(Some(Round), minutes)]), Err(PlanRefusal::Minutes), "{minutes:?}");
        }
        assert_eq!(parse_rows(&[(None, Some(5))]), Err(PlanRefusal::Steps));
        assert_eq!(parse_rows(&[(Some(Round), Some(1)); 13]), Err(PlanRefusal::Steps));
    }

    #[test]
    fn past_stages_stay_when_a_plan_is_changed_during_the_session() {
        let plan = usual(90);
        let step = |stage, minutes| PlannedStage { stage, minutes };
        assert_eq!(
            replace_rest(&plan, 0, vec![step(Stage::Round, 90)]),
            Ok(vec![step(Stage::Round, 90)]),
            "before the start, every stage may change"
        );
        let rest = vec![step(Stage::Round, 40), step(Stage::Close, 10)];
        let whole = replace_rest(&plan, 3, rest.clone()).unwrap();
        assert_eq!(whole, [plan[0], plan[1], rest[0], rest[1]]);
        assert_eq!(replace_rest(&plan, 3, vec![step(Stage::Close, 10)]), Err(PlanRefusal::Present));
        assert_eq!(replace_rest(&plan, 3, Vec::new()), Err(PlanRefusal::Present));
        assert_eq!(replace_rest(&plan, 3, vec![step(Stage::Round, 5); 11]), Err(PlanRefusal::Steps));
    }
}
