//! The entries of a board: ideas, and the points about them. Both have an author or none, words that may change, and a number once they are
//! shown.

pub(super) mod act;
pub(super) mod routes;
pub mod store;

use super::pending::Pending;
use super::points::{self, PointKind};
use super::{BoardState, BoardStep, BrainstormId, EntryId, IDEA, IDEA_LIMIT, IdeaId};
use crate::group::{MembershipId, Role};
use crate::key;
use crate::kit::audit::AuditAction;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::{Refusal, RefusalKind};
use crate::session::tag::Tag;

/// What a point is about, and what it says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    pub idea: IdeaId,
    pub kind: PointKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    Idea,
    Point,
}

impl EntryKind {
    pub fn of(about: Option<About>) -> Self {
        if about.is_none() { Self::Idea } else { Self::Point }
    }

    /// The event kind of a change.
    pub fn event(self) -> &'static str {
        match self {
            Self::Idea => IDEA,
            Self::Point => points::POINT,
        }
    }

    /// In characters.
    pub fn limit(self) -> usize {
        match self {
            Self::Idea => IDEA_LIMIT,
            Self::Point => points::POINT_LIMIT,
        }
    }

    pub fn added(self) -> AuditAction {
        match self {
            Self::Idea => AuditAction::IdeaAdded,
            Self::Point => AuditAction::PointAdded,
        }
    }

    fn is_added_in(self, step: BoardStep) -> bool {
        match self {
            Self::Idea => step == BoardStep::Gather,
            Self::Point => step == BoardStep::Weigh,
        }
    }

    /// Whether words may change in this step.
    pub fn takes_changes(self, step: BoardStep) -> bool {
        match self {
            Self::Idea => matches!(step, BoardStep::Gather | BoardStep::Tidy),
            Self::Point => step == BoardStep::Weigh,
        }
    }

    /// The number of the last one shown.
    pub fn last_number(self, board: &BoardState) -> i32 {
        match self {
            Self::Idea => board.shown,
            Self::Point => board.points_shown,
        }
    }

    pub fn refused(self, why: EntryRefusal) -> RefusedEntry {
        RefusedEntry { kind: self, why }
    }
}

/// The author of an entry, and who logged it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryAuthor {
    /// On a board with names.
    Named {
        /// `None` for an entry of the whole group.
        author: Option<MembershipId>,
        /// The staff member who logged it, if any.
        logged_by: Option<MembershipId>,
    },
    /// On a board without names: entries logged by staff name no one either.
    Nameless,
}

/// When others see an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// At once, with this number.
    Now(i32),
    /// When the board opens or when enough entries wait.
    Later,
}

/// The author and visibility of a new entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewEntry {
    pub author: EntryAuthor,
    pub visibility: Visibility,
}

impl BoardState {
    /// Decides author and visibility of a new entry: a member's own, or one that staff log for a member (`on_behalf`) or for the group as
    /// such.
    ///
    /// # Errors
    /// [`EntryRefusal::NotNow`]: ideas are added in [`BoardStep::Gather`], points in [`BoardStep::Weigh`].
    pub fn log(&self, kind: EntryKind, me: MembershipId, role: Role, on_behalf: Option<MembershipId>) -> Result<NewEntry, RefusedEntry> {
        if !kind.is_added_in(self.phase) {
            return Err(kind.refused(EntryRefusal::NotNow));
        }
        let at_once = self.named && !self.is_closed();
        let visibility = if at_once { Visibility::Now(kind.last_number(self) + 1) } else { Visibility::Later };
        let author = if !self.named {
            EntryAuthor::Nameless
        } else if role.is_staff() {
            EntryAuthor::Named { author: on_behalf, logged_by: Some(me) }
        } else {
            EntryAuthor::Named { author: Some(me), logged_by: None }
        };
        Ok(NewEntry { author, visibility })
    }
}

/// An entry from the database with its words unsealed.
#[derive(Clone, Debug)]
pub struct StoredEntry {
    pub id: EntryId,
    pub board: BrainstormId,
    /// `None` for an idea.
    pub about: Option<About>,
    pub author: Option<MembershipId>,
    pub logged_by: Option<MembershipId>,
    /// On a board without names: the keyed hash of its author's membership.
    pub tag: Option<Tag>,
    /// The words others see; none when the key was destroyed.
    pub text: Option<String>,
    /// Its number on the board, of ideas or of points; none until it is shown.
    pub number: Option<i32>,
    /// Whether others see it as withdrawn.
    pub withdrawn: bool,
    /// The author's changes that others do not see yet.
    pub pending: Pending,
    /// Incremented by every change.
    pub version: i32,
    /// Like `version`, but counts only changes that others have seen, on a board without names.
    pub shown_version: i32,
    /// Whether staff held the idea back before the board opened.
    pub held: bool,
    /// Whether staff have looked at the idea, without its author's name.
    pub looked: bool,
}

impl StoredEntry {
    pub fn kind(&self) -> EntryKind {
        EntryKind::of(self.about)
    }

    /// The words its author sees.
    pub fn own_text(&self) -> Option<&str> {
        self.pending.text.as_deref().or(self.text.as_deref())
    }

    /// Whether its author sees it as withdrawn.
    pub fn own_withdrawn(&self) -> bool {
        self.pending.withdrawn.unwrap_or(self.withdrawn)
    }

    pub fn authorship(&self) -> EntryAuthor {
        if self.tag.is_some() { EntryAuthor::Nameless } else { EntryAuthor::Named { author: self.author, logged_by: self.logged_by } }
    }

    /// Whether staff logged it for another, or for the whole group.
    pub fn is_logged(&self) -> bool {
        self.logged_by.is_some() && self.logged_by != self.author
    }

    /// Whether it belongs to a reader: as author, as the staff member who logged it, or by keyed hash.
    pub fn is_of(&self, me: MembershipId, tag: Option<&Tag>) -> bool {
        self.author == Some(me) || self.logged_by == Some(me) || (self.tag.is_some() && self.tag.as_ref() == tag)
    }

    pub fn state(&self, me: MembershipId, tag: Option<&Tag>) -> EntryState {
        let logged_by_me = self.logged_by == Some(me);
        EntryState {
            kind: self.kind(),
            mine: self.is_of(me, tag) && !logged_by_me,
            logged_by_me,
            withdrawn: self.own_withdrawn(),
            version: self.version,
        }
    }
}

/// Why a change of an entry is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryRefusal {
    /// The board is in a step that takes no changes of this kind of entry.
    NotNow,
    /// Only the author may change or withdraw an entry; staff may change those they logged.
    NotYours,
    /// The version read is stale.
    Changed,
    /// It is withdrawn.
    Withdrawn,
    /// The logged words have changed since.
    Reworded,
}

/// A refusal; the kind selects the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusedEntry {
    pub kind: EntryKind,
    pub why: EntryRefusal,
}

impl Refusal for RefusedEntry {
    fn key(&self) -> MessageKey {
        match (self.kind, self.why) {
            (EntryKind::Idea, EntryRefusal::NotNow) => key!("idea-refused-over"),
            (EntryKind::Idea, EntryRefusal::NotYours) => key!("idea-refused-not-yours"),
            (EntryKind::Idea, EntryRefusal::Changed) => key!("idea-refused-changed"),
            (EntryKind::Idea, EntryRefusal::Withdrawn) => key!("idea-refused-withdrawn"),
            (EntryKind::Point, EntryRefusal::NotNow) => key!("point-refused-not-now"),
            (EntryKind::Point, EntryRefusal::NotYours) => key!("point-refused-not-yours"),
            (EntryKind::Point, EntryRefusal::Changed) => key!("point-refused-changed"),
            (EntryKind::Point, EntryRefusal::Withdrawn) => key!("point-refused-withdrawn"),
            (_, EntryRefusal::Reworded) => key!("undo-refused-reworded"),
        }
    }

    fn kind(&self) -> RefusalKind {
        match self.why {
            EntryRefusal::NotYours => RefusalKind::Forbidden,
            EntryRefusal::Changed | EntryRefusal::Reworded => RefusalKind::Conflict,
            EntryRefusal::NotNow | EntryRefusal::Withdrawn => RefusalKind::Invalid,
        }
    }
}

/// The part of an entry's state that its rules need.
#[derive(Clone, Copy, Debug)]
pub struct EntryState {
    pub kind: EntryKind,
    /// Whether the actor wrote it: by membership, or by keyed hash on a board without names.
    pub mine: bool,
    /// Whether the actor logged it on behalf of another.
    pub logged_by_me: bool,
    pub withdrawn: bool,
    /// Incremented by every change.
    pub version: i32,
}

impl EntryState {
    fn refuse<T>(&self, why: EntryRefusal) -> Result<T, RefusedEntry> {
        Err(self.kind.refused(why))
    }

    /// Whether the actor may change its words.
    ///
    /// # Errors
    /// Those of [`touch`](Self::touch), [`EntryRefusal::Withdrawn`], or [`EntryRefusal::Changed`] when `read` is not the current version.
    pub fn edit(&self, step: BoardStep, read: i32) -> Result<(), RefusedEntry> {
        self.touch(step)?;
        if self.withdrawn {
            self.refuse(EntryRefusal::Withdrawn)
        } else if self.version != read {
            self.refuse(EntryRefusal::Changed)
        } else {
            Ok(())
        }
    }

    /// Whether the actor may withdraw it: its author at any time, the staff member who logged it only in a step that takes changes.
    ///
    /// # Errors
    /// Those of [`touch`](Self::touch).
    pub fn take_back(&self, step: BoardStep) -> Result<(), RefusedEntry> {
        if self.mine { Ok(()) } else { self.touch(step) }
    }

    /// Whether the actor may restore it or change it in another way.
    ///
    /// # Errors
    /// [`EntryRefusal::NotYours`] or [`EntryRefusal::NotNow`].
    pub fn touch(&self, step: BoardStep) -> Result<(), RefusedEntry> {
        self.own()?;
        if self.kind.takes_changes(step) { Ok(()) } else { self.refuse(EntryRefusal::NotNow) }
    }

    /// # Errors
    /// [`EntryRefusal::NotYours`] unless the actor wrote or logged it.
    pub fn own(&self) -> Result<(), RefusedEntry> {
        if self.mine || self.logged_by_me { Ok(()) } else { self.refuse(EntryRefusal::NotYours) }
    }

    /// Whether to undo its logging; false when it is withdrawn already. Only the staff member who logged it may undo it, and only while it
    /// has the words that were logged.
    ///
    /// # Errors
    /// [`EntryRefusal::NotYours`], [`EntryRefusal::Reworded`] or [`EntryRefusal::NotNow`].
    pub fn undo(&self, step: BoardStep) -> Result<bool, RefusedEntry> {
        if !self.logged_by_me {
            self.refuse(EntryRefusal::NotYours)
        } else if self.withdrawn {
            Ok(false)
        } else if self.version > 1 {
            self.refuse(EntryRefusal::Reworded)
        } else if !self.kind.takes_changes(step) {
            self.refuse(EntryRefusal::NotNow)
        } else {
            Ok(true)
        }
    }
}

#[cfg(test)]
mod tests;
