//! The arc of a session: its stages, the plan of them, and how it moves. The clock of a stage follows from times that the server
//! wrote down, so every screen shows the same one.

pub mod plan;
pub mod routes;
pub mod store;
mod views;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use sqlx::PgConnection;

use super::Session;
use crate::group::MembershipId;
use crate::key;
use crate::kit::failure::Error;
use crate::kit::locale::MessageKey;
use crate::kit::locale::dates::Instant;

pub use plan::PlannedStage;
pub use views::told;

/// What a later room does, in the same transaction, when a session goes to another stage: what waited for a step is shown with it.
pub type OnStage = for<'a> fn(&'a mut PgConnection, &'a Session) -> BoxFuture<'a, Result<(), Error>>;

/// The kind of change of the arc.
pub const STAGE: &str = "stage";

/// A stage of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Everyone comes in, and says how they come.
    Arrive,
    /// The charter at hand, and what was taken home last time.
    Open,
    /// Everyone has a turn.
    Round,
    /// A concern in the middle.
    Explore,
    /// Ideas.
    Brainstorm,
    /// Benefits and costs.
    Weigh,
    /// What is taken home.
    Close,
}

impl Stage {
    /// All of them, in their usual order.
    pub const ALL: [Self; 7] = [Self::Arrive, Self::Open, Self::Round, Self::Explore, Self::Brainstorm, Self::Weigh, Self::Close];

    /// Its value in forms and pages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Arrive => "arrive",
            Self::Open => "open",
            Self::Round => "round",
            Self::Explore => "explore",
            Self::Brainstorm => "brainstorm",
            Self::Weigh => "weigh",
            Self::Close => "close",
        }
    }

    /// The word for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Arrive => key!("stage-arrive"),
            Self::Open => key!("stage-open"),
            Self::Round => key!("stage-round"),
            Self::Explore => key!("stage-explore"),
            Self::Brainstorm => key!("stage-brainstorm"),
            Self::Weigh => key!("stage-weigh"),
            Self::Close => key!("stage-close"),
        }
    }

    /// What happens in it, in one sentence to a member.
    pub fn words(self) -> MessageKey {
        match self {
            Self::Arrive => key!("stage-arrive-words"),
            Self::Open => key!("stage-open-words"),
            Self::Round => key!("stage-round-words"),
            Self::Explore => key!("stage-explore-words"),
            Self::Brainstorm => key!("stage-brainstorm-words"),
            Self::Weigh => key!("stage-weigh-words"),
            Self::Close => key!("stage-close-words"),
        }
    }
}

/// One time that a stage was on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Counts them within the session, from 1.
    pub number: i32,
    /// Its place in the plan, from 1.
    pub place: usize,
    pub stage: Stage,
    /// Begun once more, with its clock at zero.
    pub again: bool,
    /// What is talked of may be heavy.
    pub tender: bool,
    pub started_at: DateTime<Utc>,
    /// When it ended; none while it is on.
    pub ended_at: Option<DateTime<Utc>>,
    /// Who moved to it; nobody for a first stage that came with the start.
    pub by: Option<MembershipId>,
}

impl Visit {
    fn lasted(&self, now: DateTime<Utc>) -> TimeDelta {
        (self.ended_at.unwrap_or(now) - self.started_at).max(TimeDelta::zero())
    }
}

/// Which way to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageMove {
    /// To the next of the plan.
    Next,
    /// To the one before, whose clock goes on.
    Back,
    /// The present one once more, from zero.
    Again,
    /// Past the next one.
    Skip,
}

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A step in a direction.
    By(StageMove),
    /// To this place of the plan, from 1.
    To(usize),
}

/// Why the arc does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageRefusal {
    /// It was moved meanwhile, by somebody else or on another screen.
    Moved,
    /// The plan has nothing there.
    NothingThere,
    /// The session is not live.
    NotLive,
}

impl StageRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Moved => key!("stage-moved"),
            Self::NothingThere => key!("stage-nothing-there"),
            Self::NotLive => key!("stage-not-live"),
        }
    }
}

/// How far a step of the plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageProgress {
    /// It was on.
    Done,
    /// It is on.
    Now,
    /// It comes.
    Ahead,
    /// The session has gone past it.
    Skipped,
}

/// A step of the plan as a screen shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownStage {
    /// Its place, from 1.
    pub place: usize,
    /// Which stage.
    pub stage: Stage,
    /// Planned minutes.
    pub minutes: i32,
    /// Whole minutes it was on so far.
    pub spent: i64,
    /// How far it is.
    pub progress: StageProgress,
}

/// The clock of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageClock {
    /// When it would have begun, had it run in one piece up to now.
    pub began: DateTime<Utc>,
    /// Planned minutes.
    pub minutes: i32,
}

/// How a clock stands to its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockDeviation {
    /// Within the planned time.
    Within,
    /// The planned time has just passed.
    Due,
    /// Over by so many whole minutes.
    Over(i64),
}

impl StageClock {
    /// How long it has run; never less than nothing.
    pub fn elapsed(&self, now: impl Instant) -> TimeDelta {
        (now.instant() - self.began).max(TimeDelta::zero())
    }

    /// How it stands to the plan.
    pub fn against(&self, now: impl Instant) -> ClockDeviation {
        let over = self.elapsed(now) - TimeDelta::minutes(self.minutes.into());
        if over < TimeDelta::zero() {
            ClockDeviation::Within
        } else if over < TimeDelta::minutes(1) {
            ClockDeviation::Due
        } else {
            ClockDeviation::Over(over.num_minutes())
        }
    }

    /// Minutes and seconds, "7:05"; with hours once there are any.
    pub fn face(&self, now: impl Instant) -> String {
        let seconds = self.elapsed(now).num_seconds();
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
    }
}

/// The plan of a session and what has become of it.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// What is planned, in order.
    pub plan: Vec<PlannedStage>,
    /// What was, in order.
    pub visits: Vec<Visit>,
}

impl Course {
    /// The stage that is on.
    pub fn now(&self) -> Option<&Visit> {
        self.visits.last().filter(|visit| visit.ended_at.is_none())
    }

    /// The number of the stage seen last; 0 before the first.
    pub fn number(&self) -> i32 {
        self.visits.last().map_or(0, |visit| visit.number)
    }

    /// The place in the plan where the session is; 0 before the first stage.
    pub fn place(&self) -> usize {
        self.visits.last().map_or(0, |visit| visit.place)
    }

    /// The step of the plan after the present one.
    pub fn next(&self) -> Option<PlannedStage> {
        self.plan.get(self.place()).copied()
    }

    /// The step after the next: where a skip leads.
    pub fn after_next(&self) -> Option<PlannedStage> {
        self.plan.get(self.place() + 1).copied()
    }

    /// The step before the present one.
    pub fn before(&self) -> Option<PlannedStage> {
        self.place().checked_sub(2).and_then(|at| self.plan.get(at)).copied()
    }

    /// Where a move leads, for whoever saw the stage of this number: its place, from 1.
    ///
    /// # Errors
    /// [`StageRefusal::Moved`] when another stage is on by now, [`StageRefusal::NothingThere`] beyond the plan's ends.
    pub fn go(&self, seen: i32, target: Target) -> Result<usize, StageRefusal> {
        if seen != self.number() {
            return Err(StageRefusal::Moved);
        }
        let here = self.place();
        let there = match target {
            Target::By(StageMove::Next) => here + 1,
            Target::By(StageMove::Skip) => here + 2,
            Target::By(StageMove::Back) => here.saturating_sub(1),
            Target::By(StageMove::Again) => here,
            Target::To(place) => place,
        };
        if (1..=self.plan.len()).contains(&there) { Ok(there) } else { Err(StageRefusal::NothingThere) }
    }

    /// The clock of the stage that is on: a return goes on where it stood, a repetition begins at zero.
    pub fn clock(&self) -> Option<StageClock> {
        let now = self.now()?;
        let (earlier, from) = (&self.visits[..self.visits.len() - 1], now.place);
        let same = |visit: &&Visit| visit.place == from && visit.stage == now.stage;
        let before = if now.again {
            TimeDelta::zero()
        } else {
            let visits: Vec<&Visit> = earlier.iter().filter(same).collect();
            let since = visits.iter().rposition(|visit| visit.again).unwrap_or(0);
            visits[since..].iter().map(|visit| visit.lasted(now.started_at)).sum()
        };
        let minutes = self.plan.get(now.place - 1).map_or(0, |step| step.minutes);
        Some(StageClock { began: now.started_at - before, minutes })
    }

    /// Every step of the plan as a screen shows it at `now`.
    pub fn shown(&self, now: impl Instant) -> Vec<ShownStage> {
        let now = now.instant();
        let here = self.now().map(|visit| visit.place);
        let reached = self.visits.iter().map(|visit| visit.place).max().unwrap_or(0);
        (1..)
            .zip(&self.plan)
            .map(|(place, step)| {
                let mut visits = self.visits.iter().filter(|visit| visit.place == place).peekable();
                let progress = match (here == Some(place), visits.peek().is_some()) {
                    (true, _) => StageProgress::Now,
                    (_, true) => StageProgress::Done,
                    (_, false) if place < reached => StageProgress::Skipped,
                    (_, false) => StageProgress::Ahead,
                };
                let spent: TimeDelta = visits.map(|visit| visit.lasted(now)).sum();
                ShownStage { place, stage: step.stage, minutes: step.minutes, spent: spent.num_minutes(), progress }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
