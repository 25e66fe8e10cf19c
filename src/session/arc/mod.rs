//! The arc of a session: its stages, their plan, and the moves between them. The clock of a stage derives from times that the server
//! recorded, so every screen shows the same one.

pub mod act;
pub mod plan;
pub mod routes;
pub mod store;
mod views;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::{Live, Session, UNDO};
use crate::group::MembershipId;
use crate::key;
use crate::kit::error::Error;
use crate::kit::i18n::MessageKey;
use crate::kit::i18n::dates::Instant;
use crate::kit::refusal::{Refusal, RefusalKind};

pub use plan::PlannedStage;
pub use views::arc_fragment;

/// A hook of a module that depends on this one: when a session enters a stage, it begins and ends what belongs to the stages, shows what
/// waited for a move, and publishes its own changes, in the same transaction.
pub type OnStage = for<'a> fn(&'a mut PgConnection, &'a Session, StageChange) -> BoxFuture<'a, Result<(), Error>>;

/// A session has just entered a stage.
#[derive(Clone, Copy, Debug)]
pub struct StageChange {
    /// None at the start of the session.
    pub from: Option<Stage>,
    pub to: Stage,
    pub at: DateTime<Utc>,
    /// The time of the move that this one takes back: what ended or moved at that time is as it was before.
    pub undoes: Option<DateTime<Utc>>,
    /// The proof that the session is live.
    pub live: Live,
}

/// The event kind of changes of the arc.
pub const STAGE: &str = "stage";

crate::coded! {
    /// A stage of a session. A plan lists stages in the therapist's order; a session visits them one after another.
    ///
    /// ```text
    ///  Arrive ─▶ Open ─▶ Round ─▶ Explore ─▶ Brainstorm ─▶ Weigh ─▶ Close      the plan of a new group
    ///
    ///  next: the following step · skip: the one after it · back: the one before · again: the same, its clock at zero
    /// ```
    pub enum Stage {
        /// Everyone enters and says how they are.
        Arrive = "arrive" => key!("stage-arrive"),
        /// The charter, and what members took home last time.
        Open = "open" => key!("stage-open"),
        /// Everyone has a turn.
        Round = "round" => key!("stage-round"),
        /// A concern in the middle of the circle.
        Explore = "explore" => key!("stage-explore"),
        /// Ideas.
        Brainstorm = "brainstorm" => key!("stage-brainstorm"),
        /// Benefits and costs.
        Weigh = "weigh" => key!("stage-weigh"),
        /// What members take home.
        Close = "close" => key!("stage-close"),
    }
}

impl Stage {
    /// One sentence that explains the stage to a member.
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

/// One period in which a stage was current.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Counts the visits of the session, from 1.
    pub number: i32,
    /// The step of the plan, from 1.
    pub place: usize,
    pub stage: Stage,
    /// Whether the stage was restarted, with its clock at zero.
    pub again: bool,
    /// Whether staff marked the subject as tender.
    pub tender: bool,
    /// Whether staff took the move to it back.
    pub taken_back: bool,
    pub started_at: DateTime<Utc>,
    /// None while the stage is current.
    pub ended_at: Option<DateTime<Utc>>,
    /// Who moved to it; none for the first stage, which begins with the session.
    pub by: Option<MembershipId>,
}

impl Visit {
    fn lasted(&self, now: DateTime<Utc>) -> TimeDelta {
        (self.ended_at.unwrap_or(now) - self.started_at).max(TimeDelta::zero())
    }
}

crate::coded! {
    pub enum StageMove {
        /// To the next step.
        Next = "next",
        /// To the previous step, whose clock continues.
        Back = "back",
        /// Restarts the current step from zero.
        Again = "again",
        /// Past the next step.
        Skip = "skip",
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A step in a direction.
    By(StageMove),
    /// To this step of the plan, from 1.
    To(usize),
}

/// Why a move is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageRefusal {
    /// The arc was moved meanwhile, by another person or on another screen.
    Moved,
    /// The plan has no such step.
    NothingThere,
    /// The session is not live.
    NotLive,
    /// The time for taking a move back is over.
    TooLate,
}

impl Refusal for StageRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::Moved => key!("stage-moved"),
            Self::NothingThere => key!("stage-nothing-there"),
            Self::NotLive => key!("stage-not-live"),
            Self::TooLate => key!("undo-too-late"),
        }
    }

    fn kind(&self) -> RefusalKind {
        if *self == Self::Moved { RefusalKind::Conflict } else { RefusalKind::Invalid }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageProgress {
    Done,
    Now,
    Ahead,
    /// The session has moved past it.
    Skipped,
}

/// A step of the plan as a screen shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownStage {
    /// The step of the plan, from 1.
    pub place: usize,
    pub stage: Stage,
    /// Planned minutes.
    pub minutes: i32,
    /// Whole minutes spent so far.
    pub spent: i64,
    pub progress: StageProgress,
}

/// The clock of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageClock {
    /// When the stage would have begun, had it run without a break until now.
    pub began: DateTime<Utc>,
    /// Planned minutes.
    pub minutes: i32,
}

/// The elapsed time compared with the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockDeviation {
    Within,
    /// The planned time has just passed.
    Due,
    /// Over by this many whole minutes.
    Over(i64),
}

impl StageClock {
    /// The elapsed time, never negative.
    pub fn elapsed(&self, now: impl Instant) -> TimeDelta {
        (now.instant() - self.began).max(TimeDelta::zero())
    }

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

    /// The elapsed time in minutes and seconds, "7:05"; with hours once there are any.
    pub fn elapsed_text(&self, now: impl Instant) -> String {
        let seconds = self.elapsed(now).num_seconds();
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
    }
}

/// The plan of a session and its progress.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// In order.
    pub plan: Vec<PlannedStage>,
    /// In order.
    pub visits: Vec<Visit>,
}

impl Course {
    /// The current stage.
    pub fn now(&self) -> Option<&Visit> {
        self.visits.last().filter(|visit| visit.ended_at.is_none())
    }

    /// The number of the latest visit; 0 before the first stage.
    pub fn number(&self) -> i32 {
        self.visits.last().map_or(0, |visit| visit.number)
    }

    /// The current step of the plan, from 1; 0 before the first stage.
    pub fn place(&self) -> usize {
        self.visits.last().map_or(0, |visit| visit.place)
    }

    pub fn next(&self) -> Option<PlannedStage> {
        self.plan.get(self.place()).copied()
    }

    /// The step that a skip leads to.
    pub fn after_next(&self) -> Option<PlannedStage> {
        self.plan.get(self.place() + 1).copied()
    }

    pub fn before(&self) -> Option<PlannedStage> {
        self.place().checked_sub(2).and_then(|at| self.plan.get(at)).copied()
    }

    /// The step, from 1, that a move leads to; `seen` is the number of the visit on the actor's screen.
    ///
    /// # Errors
    /// [`StageRefusal::Moved`] when `seen` is no longer current, [`StageRefusal::NothingThere`] beyond the plan's ends.
    pub fn destination(&self, seen: i32, target: Target) -> Result<usize, StageRefusal> {
        if seen != self.number() {
            return Err(StageRefusal::Moved);
        }
        let current = self.place();
        let place = match target {
            Target::By(StageMove::Next) => current + 1,
            Target::By(StageMove::Skip) => current + 2,
            Target::By(StageMove::Back) => current.saturating_sub(1),
            Target::By(StageMove::Again) => current,
            Target::To(place) => place,
        };
        if (1..=self.plan.len()).contains(&place) { Ok(place) } else { Err(StageRefusal::NothingThere) }
    }

    /// The visit to which *Undo* leads back, for a short time after a move by staff; what took a move back cannot itself be taken back.
    pub fn undo(&self, now: DateTime<Utc>) -> Option<&Visit> {
        let (last, before) = self.visits.split_last()?;
        let moved = last.by.is_some() && last.ended_at.is_none() && now - last.started_at < UNDO;
        before.last().filter(|before| moved && !before.taken_back && (before.place != last.place || last.again))
    }

    /// The clock of the current stage: it continues after a return to the stage and starts at zero after a restart.
    pub fn clock(&self) -> Option<StageClock> {
        let now = self.now()?;
        let (earlier, from) = (&self.visits[..self.visits.len() - 1], now.place);
        let same = |visit: &&Visit| visit.place == from && visit.stage == now.stage;
        let before = if now.again {
            TimeDelta::zero()
        } else {
            let visits: Vec<&Visit> = earlier.iter().filter(same).collect();
            let since = visits.iter().rposition(|visit| visit.again && !visit.taken_back).unwrap_or(0);
            visits[since..].iter().map(|visit| visit.lasted(now.started_at)).sum()
        };
        let minutes = self.plan.get(now.place - 1).map_or(0, |step| step.minutes);
        Some(StageClock { began: now.started_at - before, minutes })
    }

    /// Every step of the plan as a screen shows it at `now`.
    pub fn shown(&self, now: impl Instant) -> Vec<ShownStage> {
        let now = now.instant();
        let current = self.now().map(|visit| visit.place);
        let reached = self.visits.iter().filter(|visit| !visit.taken_back).map(|visit| visit.place).max().unwrap_or(0);
        (1..)
            .zip(&self.plan)
            .map(|(place, step)| {
                let visits = self.visits.iter().filter(|visit| visit.place == place);
                let progress = match (current == Some(place), visits.clone().any(|visit| !visit.taken_back)) {
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
