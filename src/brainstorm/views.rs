//! Views of a board and its ideas. Pages and the stream render the same items, so an item is the same for all readers of one audience.

use std::borrow::Borrow;

use askama::Template;
use uuid::Uuid;

use super::dots::DotVote;
use super::dots::views::OwnDots;
use super::points::PointKind;
use super::points::views::PointItem;
use super::{BoardStep, BrainstormId, Count, EntryId, IdeaId, Manner};
use crate::kit::i18n::filters;
use crate::kit::web::Chrome;
use crate::session::SessionId;

/// An idea as an audience sees it. A page fills the empty element `mine-{id}` with what belongs to the reader.
#[derive(Clone, Debug)]
pub struct IdeaItem {
    pub id: IdeaId,
    /// Its number in the order that all readers share.
    pub number: i32,
    /// None when withdrawn.
    pub text: Option<String>,
    /// The author's name; `None` on a board without names, and for an entry of the whole group.
    pub by: Option<String>,
    /// Whether staff logged it on behalf of another.
    pub logged: bool,
    /// Incremented by every change.
    pub version: i32,
    /// Whether it or one of its merged ideas is not withdrawn.
    pub is_active: bool,
    /// The ideas merged into it, each with its own words and author.
    pub twins: Vec<SimilarIdea>,
    /// Its benefits, costs and questions, by number.
    pub points: Vec<PointItem>,
    /// Its number of dots, once they are opened.
    pub dots: Option<i32>,
    /// Whether it is on the shortlist.
    pub kept: bool,
}

impl IdeaItem {
    /// The points of one kind.
    pub fn of_kind(&self, kind: impl Borrow<PointKind>) -> impl Iterator<Item = &PointItem> {
        let kind = *kind.borrow();
        self.points.iter().filter(move |point| point.kind == kind)
    }

    /// The number of points of one kind that are not withdrawn.
    pub fn count_of(&self, kind: impl Borrow<PointKind>) -> usize {
        self.of_kind(kind).filter(|point| point.text.is_some()).count()
    }

    /// Its words, or those of the first merged idea that is not withdrawn.
    pub fn title(&self) -> &str {
        let twins = self.twins.iter().map(|twin| &twin.text);
        std::iter::once(&self.text).chain(twins).find_map(Option::as_deref).unwrap_or_default()
    }
}

/// An idea merged into another.
#[derive(Clone, Debug)]
pub struct SimilarIdea {
    pub id: IdeaId,
    /// The number it had before the merge and has again after a split.
    pub number: i32,
    /// None when withdrawn.
    pub text: Option<String>,
    /// The author's name.
    pub by: Option<String>,
    /// Whether staff logged it on behalf of another.
    pub logged: bool,
}

/// The state of the board and session that an idea's fragment depends on.
#[derive(Clone, Copy, Debug)]
pub struct BoardContext {
    pub id: BrainstormId,
    pub session: SessionId,
    pub phase: BoardStep,
    pub named: bool,
    /// Whether the session is live.
    pub is_live: bool,
    /// Whether a round takes dots.
    pub takes_dots: bool,
}

/// What belongs to one reader on a board.
#[derive(Clone, Debug, Default)]
pub struct OwnBoard {
    pub entries: Vec<OwnEntry>,
    /// A member's dots, while a round takes dots.
    pub dots: Option<OwnDots>,
    /// The last idea or point this staff member logged: undo withdraws it.
    pub undo: Option<EntryId>,
}

impl OwnBoard {
    /// The ideas that no one else sees yet.
    pub fn unseen_ideas(&self) -> impl Iterator<Item = &OwnEntry> {
        self.entries.iter().filter(|entry| entry.kind.is_none() && !entry.shown)
    }

    /// The points that no one else sees yet.
    pub fn unseen_points(&self) -> impl Iterator<Item = &OwnEntry> {
        self.entries.iter().filter(|entry| entry.kind.is_some() && !entry.shown)
    }

    pub fn form_id(&self) -> Uuid {
        Uuid::new_v4()
    }
}

/// An entry the reader wrote or logged.
#[derive(Clone, Debug)]
pub struct OwnEntry {
    pub id: EntryId,
    /// None of an idea.
    pub kind: Option<PointKind>,
    pub text: String,
    pub version: i32,
    /// Whether others see it on the board.
    pub shown: bool,
    /// Whether its author has withdrawn it and may restore it.
    pub withdrawn: bool,
    /// Whether others still see the previous state.
    pub waits: bool,
    /// Whether staff held it back; they did not learn who wrote it.
    pub held: bool,
    pub editable: bool,
    /// Whether the reader may withdraw it now: its author may at any time.
    pub retractable: bool,
}

/// A board with its ideas.
#[derive(Clone, Debug)]
pub struct Board {
    pub id: BrainstormId,
    pub question: String,
    pub phase: BoardStep,
    pub manner: Manner,
    pub named: bool,
    /// Whether staff have opened the quiet board.
    pub opened: bool,
    /// Newest first while the board gathers, by number afterwards.
    pub ideas: Vec<IdeaItem>,
    /// The count of ideas that wait to be opened.
    pub waiting: Count,
    /// The last round of dots.
    pub round: Option<DotVote>,
    /// Whether staff may still remove the names.
    pub unnameable: bool,
    pub context: BoardContext,
}

#[derive(Template)]
#[template(path = "brainstorm/_idea.html")]
struct IdeaFragment<'a> {
    idea: &'a IdeaItem,
    context: BoardContext,
    is_staff: bool,
}

impl Board {
    /// The number of shown ideas that are not withdrawn.
    pub fn count(&self) -> usize {
        self.ideas.iter().filter(|idea| idea.is_active).count()
    }

    /// Whether the board is quiet and not yet opened.
    pub fn is_closed(&self) -> bool {
        self.manner == Manner::Quiet && !self.opened && self.phase == BoardStep::Gather
    }

    /// The ideas that members weigh and give dots to.
    pub fn active_ideas(&self) -> impl Iterator<Item = &IdeaItem> {
        self.ideas.iter().filter(|idea| idea.is_active)
    }

    /// The ideas on the shortlist.
    pub fn kept(&self) -> impl Iterator<Item = &IdeaItem> {
        self.active_ideas().filter(|idea| idea.kept)
    }

    /// The idea with the newest point, else the first: the wall shows it large.
    pub fn in_focus(&self) -> Option<&IdeaItem> {
        let last = |idea: &&IdeaItem| idea.points.iter().filter(|point| point.text.is_some()).map(|point| point.number).max();
        self.active_ideas().filter(|idea| last(idea).is_some()).max_by_key(last).or_else(|| self.active_ideas().next())
    }
}

#[derive(Template)]
#[template(path = "brainstorm/_count.html")]
struct CountFragment {
    count: usize,
}

/// Renders one idea and the new count as partials for the stream.
pub fn idea_fragment(chrome: &Chrome, context: BoardContext, is_staff: bool, idea: &IdeaItem, count: usize) -> askama::Result<String> {
    let (item, count) = (chrome.render(&IdeaFragment { idea, context, is_staff })?, chrome.render(&CountFragment { count })?);
    Ok(format!(
        r##"<hx-partial hx-target="#ideas" hx-swap="upsert">{item}</hx-partial><hx-partial hx-target="#ideas-count" hx-swap="outerMorph">{count}</hx-partial>"##
    ))
}

/// Renders the removal of an idea that was merged into another.
pub fn gone(idea: IdeaId) -> String {
    format!(r##"<hx-partial hx-target="#idea-{idea}" hx-swap="delete"></hx-partial>"##)
}
