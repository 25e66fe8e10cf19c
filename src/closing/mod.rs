//! The closing of a session: what the therapist writes about it, in drafts and then in versions that the members read; and the notes that
//! only their author reads.

pub mod assembled;
mod held_store;
pub mod notes;
pub mod publishing;
pub mod routes;
pub mod store;
mod version_store;
mod views;

use chrono::{DateTime, TimeDelta, Utc};

use crate::group::MembershipId;
use crate::key;
use crate::kit::i18n::{Locale, Message, MessageKey};
use crate::kit::text::{TextRefusal, clean_line, clean_paragraphs, fold};
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::SessionState;

crate::ids! {
    /// A draft: one stretch of writing.
    DraftId,
    /// One save, from the form.
    SaveId,
    /// One browser tab in which a person writes, from when the page was opened.
    PageId,
    /// A published version.
    VersionId,
}

/// Characters at most in a summary. With the points it fits a form even when every letter takes six bytes in transit.
pub const SUMMARY_LIMIT: usize = 4000;
/// Characters at most in a point.
pub const POINT_LIMIT: usize = 300;
/// Points at most in a closing: a short list.
pub const POINTS: usize = 8;
/// Saves of one page within this time are one draft.
pub const STRETCH: TimeDelta = TimeDelta::minutes(2);

/// A closing: a summary and the psychological points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// What the group did together.
    pub summary: String,
    /// One thought each, in order.
    pub points: Vec<String>,
}

/// Why a closing is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingRefusal {
    /// The session has not reached its stage *close* yet.
    NotYet,
    /// There is no summary to publish.
    Nothing,
    /// It equals the last version.
    Unchanged,
    /// The session is still running, and the therapist was not asked yet whether to end it.
    Running,
    /// The summary is invalid.
    Summary(TextRefusal),
    /// This point, counted from 1, is invalid.
    Point(usize, TextRefusal),
    /// More points than a short list has.
    Points,
}

impl ClosingRefusal {
    pub fn key(self) -> MessageKey {
        match self {
            Self::NotYet => key!("closing-not-yet"),
            Self::Nothing => key!("closing-nothing"),
            Self::Unchanged => key!("closing-unchanged"),
            Self::Running => key!("closing-running"),
            Self::Summary(refusal) => refusal.key(),
            Self::Point(..) => key!("closing-point-refused"),
            Self::Points => key!("closing-points-many"),
        }
    }

    pub fn message(self, locale: Locale) -> Message {
        match self {
            Self::Summary(refusal) => refusal.message(locale),
            Self::Point(n, refusal) => locale.message(self.key()).arg("n", n).arg("why", refusal.message(locale)),
            Self::Points => locale.message(self.key()).arg("max", POINTS),
            _ => locale.message(self.key()),
        }
    }

    /// The field that shows the refusal.
    pub fn field(self) -> &'static str {
        match self {
            Self::Point(..) | Self::Points => "points",
            Self::Running => "ends",
            _ => "summary",
        }
    }
}

/// Whether a closing may be written: from the stage *close* on, and after the session.
///
/// # Errors
/// [`ClosingRefusal::NotYet`].
pub fn may_write(state: SessionState, close_began: bool) -> Result<(), ClosingRefusal> {
    match state {
        SessionState::Ended => Ok(()),
        SessionState::Live if close_began => Ok(()),
        _ => Err(ClosingRefusal::NotYet),
    }
}

impl Content {
    /// Cleans what was typed. An empty summary is a valid draft; empty points are dropped; a point is one line.
    ///
    /// # Errors
    /// The first field that is invalid.
    pub fn read(summary: &str, points: &[String]) -> Result<Self, ClosingRefusal> {
        let summary = match clean_paragraphs(summary, SUMMARY_LIMIT) {
            Err(TextRefusal::Empty) => String::new(),
            read => read.map_err(ClosingRefusal::Summary)?,
        };
        let mut cleaned = Vec::new();
        for (n, point) in (1..).zip(points) {
            let line = point.split_whitespace().collect::<Vec<_>>().join(" ");
            match clean_line(&line, POINT_LIMIT) {
                Err(TextRefusal::Empty) => {}
                Err(refusal) => return Err(ClosingRefusal::Point(n, refusal)),
                Ok(line) => cleaned.push(line),
            }
        }
        if cleaned.len() > POINTS { Err(ClosingRefusal::Points) } else { Ok(Self { summary, points: cleaned }) }
    }

    pub fn is_empty(&self) -> bool {
        self.summary.is_empty() && self.points.is_empty()
    }

    /// Whether the closing contains a line of the session, in any spelling.
    pub fn holds(&self, line: &str) -> bool {
        let line = fold(line);
        !line.is_empty() && (fold(&self.summary).contains(&line) || self.points.iter().any(|point| fold(point).contains(&line)))
    }

    /// Appends a line of the session to the summary, as its last paragraph.
    pub fn take(&mut self, line: &str) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if !self.summary.trim_end().is_empty() {
            self.summary.truncate(self.summary.trim_end().len());
            self.summary.push_str("\n\n");
        }
        self.summary.push_str(line);
    }

    /// Merges both texts: theirs, then what of ours is not in it.
    pub fn with(&self, theirs: &Self) -> Self {
        let mut both = theirs.clone();
        for paragraph in self.summary.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
            if !both.summary.split("\n\n").any(|known| known.trim() == paragraph.trim()) {
                both.take(paragraph);
            }
        }
        both.points.extend(self.points.iter().filter(|point| !theirs.points.contains(point)).cloned());
        both
    }

    /// The first paragraph, for places with room for a few lines only.
    pub fn opening(&self) -> &str {
        self.summary.split("\n\n").next().unwrap_or_default()
    }

    /// The points as they are sealed: one per line.
    pub fn lines(&self) -> String {
        self.points.join("\n")
    }
}

/// What a button does to the list of points. Points are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointAct {
    /// Moves a point up.
    Up(usize),
    /// Moves a point down.
    Down(usize),
    /// Removes a point.
    Out(usize),
}

impl std::str::FromStr for PointAct {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (act, n) = text.split_once('-').ok_or(())?;
        let n = n.parse().map_err(|_| ())?;
        match act {
            "up" => Ok(Self::Up(n)),
            "down" => Ok(Self::Down(n)),
            "out" => Ok(Self::Out(n)),
            _ => Err(()),
        }
    }
}

impl PointAct {
    /// Applies it; what cannot be done (moving the first one up) leaves the list as it is.
    pub fn on<T>(self, points: &mut Vec<T>) {
        match self {
            Self::Up(n) if n > 0 && n < points.len() => points.swap(n, n - 1),
            Self::Down(n) if n + 1 < points.len() => points.swap(n, n + 1),
            Self::Out(n) if n < points.len() => drop(points.remove(n)),
            _ => {}
        }
    }
}

/// What a save needs to know about the current draft.
#[derive(Clone, Copy, Debug)]
pub struct DraftHead {
    pub save: SaveId,
    /// The number of the version it leads to.
    pub version: i32,
    /// Its number among that version's drafts.
    pub number: i32,
    pub author: MembershipId,
    pub writing: PageId,
    pub began_at: DateTime<Utc>,
}

/// An incoming save.
#[derive(Clone, Copy, Debug)]
pub struct DraftSave {
    /// From the form.
    pub id: SaveId,
    /// The save it was written on.
    pub based_on: Option<SaveId>,
    pub writing: PageId,
    pub author: MembershipId,
}

/// The outcome of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftSaveStep {
    /// The current draft continues.
    GoesOn,
    /// A new draft begins: the version it leads to, and its number.
    Begins(i32, i32),
    /// The draft was changed meanwhile: the save is set aside, and a person chooses.
    Aside,
}

impl DraftSave {
    /// Decides this save by the current draft and the number of published versions. The caller has checked that the words are new. No one
    /// overwrites words they have not seen.
    pub fn upon(self, head: Option<&DraftHead>, published: i32, now: DateTime<Utc>) -> DraftSaveStep {
        let Some(head) = head else {
            return DraftSaveStep::Begins(published + 1, 1);
        };
        if head.save == self.id || self.based_on != Some(head.save) {
            return DraftSaveStep::Aside;
        }
        if head.version <= published {
            return DraftSaveStep::Begins(published + 1, 1);
        }
        let same = head.author == self.author && head.writing == self.writing && now - head.began_at < STRETCH;
        if same { DraftSaveStep::GoesOn } else { DraftSaveStep::Begins(head.version, head.number + 1) }
    }
}

/// Whether this may be published to the members, after the last published version.
///
/// # Errors
/// [`ClosingRefusal::Nothing`] without a summary, [`ClosingRefusal::Unchanged`] when the members have it already.
pub fn publish(content: &Content, last: Option<&Content>) -> Result<(), ClosingRefusal> {
    if content.summary.is_empty() {
        return Err(ClosingRefusal::Nothing);
    }
    if last == Some(content) { Err(ClosingRefusal::Unchanged) } else { Ok(()) }
}

fn draft_context(column: &'static str, practice: PracticeId, id: DraftId) -> SealContext {
    SealContext { table: "closing_draft", column, row: id.0, practice: practice.0 }
}

fn version_context(column: &'static str, practice: PracticeId, id: VersionId) -> SealContext {
    SealContext { table: "closing_version", column, row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests;
