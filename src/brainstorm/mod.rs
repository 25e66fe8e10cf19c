//! Brainstorming: a question and a board that keeps every idea. This module has the board, `entry` what is written on
//! it; each step of a board has its own submodule.

pub mod anchors;
pub mod board;
mod board_act;
pub mod dots;
pub mod entry;
pub mod pending;
pub mod phases;
pub mod points;
pub mod quiet;
pub mod routes;
pub mod shortlist;
pub mod store;
pub mod tidy;
mod views;

use chrono::{DateTime, Utc};

use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::{Refusal, RefusalKind};
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::SessionId;

pub use views::{Board, BoardContext, IdeaItem, OwnBoard, OwnEntry, SimilarIdea, gone, idea_fragment};

/// The event kind of a change to one idea.
pub const IDEA: &str = "idea";

crate::ids! {
    /// One question and its board.
    BrainstormId,
    /// An idea, or a point about one.
    EntryId,
}

/// The id of an entry that is an idea.
pub type IdeaId = EntryId;

/// In characters.
pub const QUESTION_LIMIT: usize = 200;
/// In characters.
pub const IDEA_LIMIT: usize = 600;
/// A board without names counts and shows ideas in steps of this many, so that no single change points to its author.
pub const STEP: usize = 3;

crate::coded! {
    /// The step of a board. Staff move it forward and back to any step; `move_to` in `phases` has the conditions.
    ///
    /// ```text
    ///  Gather ⇄ Tidy ⇄ Weigh ⇄ Narrow ⇄ Commit      a quiet board leaves Gather once it is opened;
    ///     └──────┴───────┴────────┴───────┴──▶ Done  Commit needs two kept solutions, or all ideas when there are fewer
    /// ```
    pub enum BoardStep {
        /// Members add ideas; no criticism.
        Gather = "gather" => key!("phase-gather"),
        /// Staff merge similar ideas.
        Tidy = "tidy" => key!("phase-tidy"),
        /// Members add benefits, costs and questions.
        Weigh = "weigh" => key!("phase-weigh"),
        /// Members give dots.
        Narrow = "narrow" => key!("phase-narrow"),
        /// Members commit: who does what by when.
        Commit = "commit" => key!("phase-commit"),
        /// The board is over and stays in the record.
        Done = "done" => key!("phase-done"),
    }

    /// How ideas are added.
    pub enum Manner {
        /// Every screen shows each idea at once.
        Aloud = "aloud",
        /// Screens show only the count until staff open all ideas together.
        Quiet = "quiet",
    }
}

/// Why a board refuses a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrainstormRefusal {
    /// The board or the session is over.
    Over,
    /// A board without names must be quiet.
    AloudNeedsNames,
    /// The board is open already, or its ideas are aloud.
    NothingToOpen,
    /// The board has moved to another step.
    Moved,
    /// The quiet board must be opened first.
    OpenFirst,
    /// The group must keep solutions first.
    KeepFirst,
    /// The board is open: its names can no longer be removed.
    OpenedAlready,
    /// This board has no logged entry to undo.
    NothingToUndo,
}

impl Refusal for BrainstormRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::Over => key!("idea-refused-over"),
            Self::AloudNeedsNames => key!("brainstorm-aloud-needs-names"),
            Self::NothingToOpen => key!("brainstorm-nothing-to-open"),
            Self::Moved => key!("phase-refused-moved"),
            Self::OpenFirst => key!("phase-refused-open-first"),
            Self::KeepFirst => key!("phase-refused-keep-first"),
            Self::OpenedAlready => key!("brainstorm-opened-already"),
            Self::NothingToUndo => key!("undo-refused-nothing"),
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::Moved => RefusalKind::Conflict,
            _ => RefusalKind::Invalid,
        }
    }
}

/// The part of a board's state that its rules need.
#[derive(Clone, Copy, Debug)]
pub struct BoardState {
    pub id: BrainstormId,
    pub session: SessionId,
    pub phase: BoardStep,
    pub manner: Manner,
    pub named: bool,
    /// When staff opened a quiet board.
    pub opened_at: Option<DateTime<Utc>>,
    /// The number of the last idea shown.
    pub shown: i32,
    /// The number of the last point shown.
    pub points_shown: i32,
    /// How many waiting ideas have been announced on a closed board without names.
    pub waiting_announced: i32,
}

impl BoardState {
    /// Whether the board may be opened: once, and only when it is quiet.
    ///
    /// # Errors
    /// [`BrainstormRefusal::NothingToOpen`].
    pub fn open(&self) -> Result<(), BrainstormRefusal> {
        if self.phase == BoardStep::Gather && self.manner == Manner::Quiet && self.opened_at.is_none() {
            Ok(())
        } else {
            Err(BrainstormRefusal::NothingToOpen)
        }
    }

    /// The count to announce when this many ideas wait on a closed board without names: full steps of [`STEP`]. It never decreases, so that
    /// no one can tell that an idea was withdrawn.
    pub fn next_announced(&self, ideas: usize) -> Option<i32> {
        let step = i32::try_from(ideas / STEP * STEP).unwrap_or(i32::MAX);
        (!self.named && self.opened_at.is_none() && step > self.waiting_announced).then_some(step)
    }

    /// The count that a closed board shows: exact with names, in steps without.
    pub fn shown_count(&self, ideas: usize) -> Count {
        match usize::try_from(self.waiting_announced) {
            _ if self.named => Count::Exactly(ideas),
            Ok(announced) if announced > 0 => Count::AtLeast(announced),
            _ => Count::AFew,
        }
    }
}

/// The count of waiting ideas that a board may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    Exactly(usize),
    /// This many or a few more.
    AtLeast(usize),
    /// Fewer than [`STEP`]: no number is shown.
    AFew,
}

/// Whether a board may begin with these options.
///
/// # Errors
/// [`BrainstormRefusal::AloudNeedsNames`].
pub fn begin(manner: Manner, named: bool) -> Result<(), BrainstormRefusal> {
    if manner == Manner::Aloud && !named { Err(BrainstormRefusal::AloudNeedsNames) } else { Ok(()) }
}

pub(crate) fn question_context(practice: PracticeId, id: BrainstormId) -> SealContext {
    SealContext { table: "brainstorm", column: "question", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests;
