//! Brainstorming: on a question, every idea is kept. Here are boards and ideas; what a phase adds to them has a folder of its own.

pub mod board;
pub mod commitment;
pub mod dots;
mod idea_store;
pub mod in_board;
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

use crate::group::{MembershipId, Role};
use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::SessionId;

pub use views::{Board, BoardContext, IdeaItem, OwnBoard, OwnIdea, SimilarIdea, gone, told};

crate::ids! {
    /// A brainstorm: one question and its board.
    BrainstormId,
    /// An idea.
    IdeaId,
}

/// Characters of a question.
pub const QUESTION_LIMIT: usize = 200;
/// Characters of an idea.
pub const IDEA_LIMIT: usize = 600;
/// On a board without names, ideas are told of, and shown, in steps of so many.
pub const STEP: usize = 3;

/// How far a brainstorm is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum BoardStep {
    /// Ideas come, without criticism.
    Gather,
    /// Twins are merged.
    Tidy,
    /// Benefits and costs.
    Weigh,
    /// Dots.
    Narrow,
    /// Who does what by when.
    Commit,
    /// It is over; what was said stays in the record.
    Done,
}

/// How ideas come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// Each is on every screen at once.
    Aloud,
    /// Everyone writes, only the count is seen, and all are opened together.
    Quiet,
}

/// Why the board does not take it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrainstormRefusal {
    /// The brainstorm is over, or the session is.
    Over,
    /// Only one's own ideas can be changed or taken back; staff may change those they logged.
    NotYours,
    /// It was changed meanwhile.
    Changed,
    /// It was taken back already.
    Withdrawn,
    /// Without names always means in quiet.
    AloudNeedsNames,
    /// It is open already, or ideas are aloud.
    NothingToOpen,
    /// Nobody in the group has this seat.
    NoSuchSeat,
    /// Another phase is on by now.
    Moved,
    /// What was written in quiet is opened first.
    OpenFirst,
    /// The group keeps its solutions first.
    KeepFirst,
    /// What has been opened bears the names it was written with.
    OpenedAlready,
    /// What would be undone has other words by now.
    Reworded,
    /// Nothing was logged here that could be undone.
    NothingToUndo,
}

impl BrainstormRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Over => key!("idea-refused-over"),
            Self::NotYours => key!("idea-refused-not-yours"),
            Self::Changed => key!("idea-refused-changed"),
            Self::Withdrawn => key!("idea-refused-withdrawn"),
            Self::AloudNeedsNames => key!("brainstorm-aloud-needs-names"),
            Self::NothingToOpen => key!("brainstorm-nothing-to-open"),
            Self::NoSuchSeat => key!("idea-refused-no-such-seat"),
            Self::Moved => key!("phase-refused-moved"),
            Self::OpenFirst => key!("phase-refused-open-first"),
            Self::KeepFirst => key!("phase-refused-keep-first"),
            Self::OpenedAlready => key!("brainstorm-opened-already"),
            Self::Reworded => key!("undo-refused-reworded"),
            Self::NothingToUndo => key!("undo-refused-nothing"),
        }
    }
}

/// A board's state, as far as its rules go.
#[derive(Clone, Copy, Debug)]
pub struct BoardState {
    pub id: BrainstormId,
    pub session: SessionId,
    /// How far it is.
    pub phase: BoardStep,
    pub manner: Manner,
    /// Whether ideas bear names.
    pub named: bool,
    /// When a quiet board was opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// The number of the idea shown last.
    pub shown: i32,
    /// The number of the point shown last.
    pub points_shown: i32,
    /// How many ideas that wait on a closed board without names have been told.
    pub waiting_told: i32,
}

/// Whose an idea is, and who wrote it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdeaAuthor {
    /// Somebody's, and who logged it for them.
    Named {
        /// Whose; none when it came from the group as such.
        author: Option<MembershipId>,
        /// The staff member who logged it.
        logged_by: Option<MembershipId>,
    },
    /// Nobody's: on a board without names even the facilitator's entries name nobody.
    Nameless,
}

/// Whether an idea is seen at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// At once, under this number.
    Now(i32),
    /// When the board is opened, or when enough have gathered.
    Later,
}

/// An idea about to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdeaEntry {
    pub whose: IdeaAuthor,
    /// When it is seen.
    pub seen: Visibility,
}

impl BoardState {
    /// Adds an idea: a member's own, or one that staff log for somebody (`on_behalf`), or for the group as such.
    ///
    /// # Errors
    /// [`BrainstormRefusal::Over`] after *gather*.
    pub fn log(&self, me: MembershipId, role: Role, on_behalf: Option<MembershipId>) -> Result<IdeaEntry, BrainstormRefusal> {
        if self.phase != BoardStep::Gather {
            return Err(BrainstormRefusal::Over);
        }
        let at_once = self.manner == Manner::Aloud || (self.named && self.opened_at.is_some());
        let seen = if at_once { Visibility::Now(self.shown + 1) } else { Visibility::Later };
        Ok(IdeaEntry { whose: self.whose(me, role, on_behalf), seen })
    }

    /// Whose something is that this person adds: their own, or what staff log for somebody or for the group as such; nobody's without names.
    pub fn whose(&self, me: MembershipId, role: Role, on_behalf: Option<MembershipId>) -> IdeaAuthor {
        if !self.named {
            IdeaAuthor::Nameless
        } else if role.is_staff() {
            IdeaAuthor::Named { author: on_behalf, logged_by: Some(me) }
        } else {
            IdeaAuthor::Named { author: Some(me), logged_by: None }
        }
    }

    /// Whether the board opens now: once, and only when ideas came in quiet.
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

    /// The full step that is told now that so many ideas wait on a closed board without names: what was told never gets smaller, so that
    /// nobody reads off that one was taken back.
    pub fn next_told(&self, ideas: usize) -> Option<i32> {
        let step = i32::try_from(ideas / STEP * STEP).unwrap_or(i32::MAX);
        (!self.named && self.opened_at.is_none() && step > self.waiting_told).then_some(step)
    }

    /// The count that may be told of a board that is not open: exact with names, in steps without.
    pub fn told_count(&self, ideas: usize) -> Count {
        match usize::try_from(self.waiting_told) {
            _ if self.named => Count::Exactly(ideas),
            Ok(told) if told > 0 => Count::AtLeast(told),
            _ => Count::AFew,
        }
    }
}

/// How many ideas wait on a board, as far as that may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Just so many.
    Exactly(usize),
    /// So many or a little more.
    AtLeast(usize),
    /// Fewer than a step: nothing is said.
    AFew,
}

/// An idea's state, as far as its rules go.
#[derive(Clone, Copy, Debug)]
pub struct IdeaState {
    /// Whether whoever asks wrote it: by membership, or by the keyed hash of a board without names.
    pub mine: bool,
    /// Whether whoever asks logged it for somebody.
    pub logged_by_me: bool,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Raised by each change.
    pub version: i32,
}

impl IdeaState {
    /// Changes its words.
    ///
    /// # Errors
    /// [`BrainstormRefusal::Over`], [`BrainstormRefusal::NotYours`], [`BrainstormRefusal::Withdrawn`], or [`BrainstormRefusal::Changed`] when it is not the version that was read.
    pub fn edit(&self, phase: BoardStep, read: i32) -> Result<(), BrainstormRefusal> {
        self.touch(phase)?;
        if self.withdrawn {
            Err(BrainstormRefusal::Withdrawn)
        } else if self.version != read {
            Err(BrainstormRefusal::Changed)
        } else {
            Ok(())
        }
    }

    /// Takes it back: its author at any time, whoever logged it while ideas are gathered and tidied.
    ///
    /// # Errors
    /// [`BrainstormRefusal::Over`] or [`BrainstormRefusal::NotYours`].
    pub fn take_back(&self, phase: BoardStep) -> Result<(), BrainstormRefusal> {
        if self.mine { Ok(()) } else { self.touch(phase) }
    }

    /// Brings it back, or changes it in another way.
    ///
    /// # Errors
    /// [`BrainstormRefusal::Over`] or [`BrainstormRefusal::NotYours`].
    pub fn touch(&self, phase: BoardStep) -> Result<(), BrainstormRefusal> {
        if !(self.mine || self.logged_by_me) {
            Err(BrainstormRefusal::NotYours)
        } else if !phase.takes_changes() {
            Err(BrainstormRefusal::Over)
        } else {
            Ok(())
        }
    }
}

/// Undoes the logging of an idea or a point: by the staff member who logged it, and while it has the words that were logged. Whether there is
/// anything to do.
///
/// # Errors
/// [`BrainstormRefusal::NotYours`] or [`BrainstormRefusal::Reworded`].
pub fn undo(logged_by_me: bool, withdrawn: bool, version: i32) -> Result<bool, BrainstormRefusal> {
    if !logged_by_me {
        Err(BrainstormRefusal::NotYours)
    } else if withdrawn {
        Ok(false)
    } else if version > 1 {
        Err(BrainstormRefusal::Reworded)
    } else {
        Ok(true)
    }
}

/// Begins a board.
///
/// # Errors
/// [`BrainstormRefusal::AloudNeedsNames`].
pub fn begin(manner: Manner, named: bool) -> Result<(), BrainstormRefusal> {
    if manner == Manner::Aloud && !named { Err(BrainstormRefusal::AloudNeedsNames) } else { Ok(()) }
}

pub(crate) fn question_place(practice: PracticeId, id: BrainstormId) -> SealContext {
    SealContext { table: "brainstorm", column: "question", row: id.0, practice: practice.0 }
}

fn idea_place(practice: PracticeId, id: IdeaId) -> SealContext {
    SealContext { table: "idea", column: "text", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests;
