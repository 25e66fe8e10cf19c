//! Brainstorming: on a question, every idea is kept. This is the phase *gather*; the later phases build on the same board.

pub mod board;
pub mod commitment;
mod idea_store;
pub mod in_board;
pub mod routes;
pub mod store;
mod views;

use chrono::{DateTime, Utc};

use crate::group::{MembershipId, Role};
use crate::key;
use crate::kit::locale::Key;
use crate::kit::vault::Place;
use crate::practice::PracticeId;
use crate::session::SessionId;

pub use views::{Board, IdeaItem, OwnIdea, told};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Phase {
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
pub enum Refusal {
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
}

impl Refusal {
    /// The words for it.
    #[must_use]
    pub fn key(self) -> Key {
        match self {
            Self::Over => key!("idea-refused-over"),
            Self::NotYours => key!("idea-refused-not-yours"),
            Self::Changed => key!("idea-refused-changed"),
            Self::Withdrawn => key!("idea-refused-withdrawn"),
            Self::AloudNeedsNames => key!("brainstorm-aloud-needs-names"),
            Self::NothingToOpen => key!("brainstorm-nothing-to-open"),
            Self::NoSuchSeat => key!("idea-refused-no-such-seat"),
        }
    }
}

/// A board's state, as far as its rules go.
#[derive(Clone, Copy, Debug)]
pub struct BoardState {
    /// Its id.
    pub id: BrainstormId,
    /// Its session.
    pub session: SessionId,
    /// How far it is.
    pub phase: Phase,
    /// How ideas come.
    pub manner: Manner,
    /// Whether ideas bear names.
    pub named: bool,
    /// When a quiet board was opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// The number of the idea shown last.
    pub shown: i32,
}

/// Whose an idea is, and who wrote it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
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
pub enum Seen {
    /// At once, under this number.
    Now(i32),
    /// When the board is opened, or when enough have gathered.
    Later,
}

/// An idea about to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Whose.
    pub whose: Whose,
    /// When it is seen.
    pub seen: Seen,
}

impl BoardState {
    /// Adds an idea: a member's own, or one that staff log for somebody (`on_behalf`), or for the group as such.
    ///
    /// # Errors
    /// [`Refusal::Over`] after *gather*.
    pub fn log(&self, me: MembershipId, role: Role, on_behalf: Option<MembershipId>) -> Result<Logged, Refusal> {
        if self.phase != Phase::Gather {
            return Err(Refusal::Over);
        }
        let whose = if !self.named {
            Whose::Nameless
        } else if role.is_staff() {
            Whose::Named { author: on_behalf, logged_by: Some(me) }
        } else {
            Whose::Named { author: Some(me), logged_by: None }
        };
        let at_once = self.manner == Manner::Aloud || (self.named && self.opened_at.is_some());
        Ok(Logged { whose, seen: if at_once { Seen::Now(self.shown + 1) } else { Seen::Later } })
    }

    /// Whether the board opens now: once, and only when ideas came in quiet.
    ///
    /// # Errors
    /// [`Refusal::NothingToOpen`].
    pub fn open(&self) -> Result<(), Refusal> {
        if self.phase == Phase::Gather && self.manner == Manner::Quiet && self.opened_at.is_none() {
            Ok(())
        } else {
            Err(Refusal::NothingToOpen)
        }
    }

    /// Whether so many ideas that nobody has seen yet are to be shown now: on an opened board without names, three at a time.
    #[must_use]
    pub fn shows_batch_of(&self, unseen: usize) -> bool {
        self.opened_at.is_some() && !self.named && unseen >= STEP
    }

    /// The count that may be told of a board that is not open: exact with names, in steps without.
    #[must_use]
    pub fn told_count(&self, ideas: usize) -> Count {
        if self.named {
            Count::Exactly(ideas)
        } else if ideas < STEP {
            Count::AFew
        } else {
            Count::AtLeast(ideas / STEP * STEP)
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
    /// [`Refusal::Over`], [`Refusal::NotYours`], [`Refusal::Withdrawn`], or [`Refusal::Changed`] when it is not the version that was read.
    pub fn edit(&self, phase: Phase, read: i32) -> Result<(), Refusal> {
        self.touch(phase)?;
        if self.withdrawn {
            Err(Refusal::Withdrawn)
        } else if self.version != read {
            Err(Refusal::Changed)
        } else {
            Ok(())
        }
    }

    /// Takes it back: its author at any time, whoever logged it while ideas are gathered.
    ///
    /// # Errors
    /// [`Refusal::Over`] or [`Refusal::NotYours`].
    pub fn take_back(&self, phase: Phase) -> Result<(), Refusal> {
        if self.mine { Ok(()) } else { self.touch(phase) }
    }

    /// Brings it back, or changes it in another way.
    ///
    /// # Errors
    /// [`Refusal::Over`] or [`Refusal::NotYours`].
    pub fn touch(&self, phase: Phase) -> Result<(), Refusal> {
        if !(self.mine || self.logged_by_me) {
            Err(Refusal::NotYours)
        } else if phase != Phase::Gather {
            Err(Refusal::Over)
        } else {
            Ok(())
        }
    }
}

/// Begins a board.
///
/// # Errors
/// [`Refusal::AloudNeedsNames`].
pub fn begin(manner: Manner, named: bool) -> Result<(), Refusal> {
    if manner == Manner::Aloud && !named { Err(Refusal::AloudNeedsNames) } else { Ok(()) }
}

pub(crate) fn question_place(practice: PracticeId, id: BrainstormId) -> Place {
    Place { table: "brainstorm", column: "question", row: id.0, practice: practice.0 }
}

fn idea_place(practice: PracticeId, id: IdeaId) -> Place {
    Place { table: "idea", column: "text", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board(manner: Manner, named: bool, open: bool) -> BoardState {
        BoardState {
            id: BrainstormId::random(),
            session: SessionId::random(),
            phase: Phase::Gather,
            manner,
            named,
            opened_at: open.then_some(DateTime::UNIX_EPOCH),
            shown: 4,
        }
    }

    #[test]
    fn a_member_speaks_for_themself_and_staff_for_whom_they_name() {
        let (me, other) = (MembershipId::random(), MembershipId::random());
        let aloud = board(Manner::Aloud, true, false);
        let own = Logged { whose: Whose::Named { author: Some(me), logged_by: None }, seen: Seen::Now(5) };
        assert_eq!(aloud.log(me, Role::Member, None), Ok(own));
        assert_eq!(aloud.log(me, Role::Member, Some(other)), Ok(own), "a member cannot speak in another's name");
        assert_eq!(aloud.log(me, Role::Facilitator, Some(other)).unwrap().whose, Whose::Named { author: Some(other), logged_by: Some(me) });
        assert_eq!(aloud.log(me, Role::Therapist, None).unwrap().whose, Whose::Named { author: None, logged_by: Some(me) });
    }

    #[test]
    fn a_board_without_names_names_nobody_and_shows_nothing_alone() {
        for open in [false, true] {
            let nameless = board(Manner::Quiet, false, open);
            for role in [Role::Member, Role::Facilitator, Role::Therapist] {
                let logged = nameless.log(MembershipId::random(), role, Some(MembershipId::random())).unwrap();
                assert_eq!(logged, Logged { whose: Whose::Nameless, seen: Seen::Later }, "{role:?}");
            }
        }
        let open = board(Manner::Quiet, false, true);
        assert!(!open.shows_batch_of(2) && open.shows_batch_of(3) && open.shows_batch_of(4));
        assert!(!board(Manner::Quiet, false, false).shows_batch_of(9));
        assert_eq!(begin(Manner::Aloud, false), Err(Refusal::AloudNeedsNames));
    }

    #[test]
    fn a_quiet_board_is_counted_and_opened_once() {
        let quiet = board(Manner::Quiet, true, false);
        assert_eq!(quiet.log(MembershipId::random(), Role::Member, None).unwrap().seen, Seen::Later);
        assert_eq!(quiet.told_count(7), Count::Exactly(7));
        assert_eq!(board(Manner::Quiet, false, false).told_count(7), Count::AtLeast(6));
        assert_eq!(board(Manner::Quiet, false, false).told_count(2), Count::AFew);
        assert_eq!(quiet.open(), Ok(()));
        let open = board(Manner::Quiet, true, true);
        assert_eq!(open.open(), Err(Refusal::NothingToOpen));
        assert_eq!(open.log(MembershipId::random(), Role::Member, None).unwrap().seen, Seen::Now(5));
        assert_eq!(board(Manner::Aloud, true, false).open(), Err(Refusal::NothingToOpen));
    }

    #[test]
    fn only_ones_own_words_change_and_only_the_version_that_was_read() {
        let idea = IdeaState { mine: true, logged_by_me: false, withdrawn: false, version: 3 };
        assert_eq!(idea.edit(Phase::Gather, 3), Ok(()));
        assert_eq!(idea.edit(Phase::Gather, 2), Err(Refusal::Changed));
        assert_eq!(idea.edit(Phase::Weigh, 3), Err(Refusal::Over));
        assert_eq!(IdeaState { withdrawn: true, ..idea }.edit(Phase::Gather, 3), Err(Refusal::Withdrawn));
        let foreign = IdeaState { mine: false, ..idea };
        assert_eq!(foreign.edit(Phase::Gather, 3), Err(Refusal::NotYours));
        assert_eq!(foreign.touch(Phase::Gather), Err(Refusal::NotYours));
        let logged = IdeaState { logged_by_me: true, ..foreign };
        assert_eq!(logged.touch(Phase::Gather), Ok(()));
        assert_eq!(idea.take_back(Phase::Done), Ok(()), "one's own words can be taken back at any time");
        assert_eq!(logged.take_back(Phase::Done), Err(Refusal::Over));
        assert_eq!(foreign.take_back(Phase::Gather), Err(Refusal::NotYours));
    }

    #[test]
    fn nothing_is_added_after_gathering() {
        for phase in [Phase::Tidy, Phase::Weigh, Phase::Narrow, Phase::Commit, Phase::Done] {
            let later = BoardState { phase, ..board(Manner::Aloud, true, false) };
            assert_eq!(later.log(MembershipId::random(), Role::Facilitator, None), Err(Refusal::Over), "{phase:?}");
        }
    }
}
