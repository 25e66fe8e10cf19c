//! A board and its ideas as they are shown. The same items go into pages and into the stream, so they are the same for everybody of one audience.

use std::borrow::Borrow;

use askama::Template;
use uuid::Uuid;

use super::dots::DotVote;
use super::dots::views::OwnDots;
use super::points::PointKind;
use super::points::views::{OwnPoint, PointItem, WallSpace, on_wall};
use super::{BoardStep, BrainstormId, Count, IdeaId, Manner};
use crate::kit::locale::{Message, filters};
use crate::kit::web::Chrome;
use crate::session::SessionId;

/// An idea as everybody of an audience sees it; what is personal about it goes into its empty place `mine-{id}`.
#[derive(Clone, Debug)]
pub struct IdeaItem {
    pub id: IdeaId,
    /// Its number in the one order for all.
    pub number: i32,
    /// Its words; none when they were taken back.
    pub text: Option<String>,
    /// Whose it is, by name; none on a board without names, and for what came from the group as such.
    pub by: Option<String>,
    /// Whether staff wrote it down for somebody.
    pub logged: bool,
    /// Raised by each change.
    pub version: i32,
    /// Whether some of its words stand: its own, or a twin's.
    pub lives: bool,
    /// What was merged into it, with its own words and author.
    pub twins: Vec<SimilarIdea>,
    /// Its benefits, costs and questions, in their order.
    pub points: Vec<PointItem>,
    /// Its dots, once they are opened.
    pub dots: Option<i32>,
    /// Whether the group keeps it.
    pub kept: bool,
}

impl IdeaItem {
    /// What is shown of one kind.
    pub fn of_kind(&self, kind: impl Borrow<PointKind>) -> impl Iterator<Item = &PointItem> {
        let kind = *kind.borrow();
        self.points.iter().filter(move |point| point.kind == kind)
    }

    /// How many of one kind were not taken back.
    pub fn count_of(&self, kind: impl Borrow<PointKind>) -> usize {
        self.of_kind(kind).filter(|point| point.text.is_some()).count()
    }

    /// What the room's screen shows of one kind, newest last, and how many more there are: as much as has room beside the other kinds.
    pub fn on_wall(&self, kind: impl Borrow<PointKind>) -> (Vec<&str>, usize) {
        let kind = *kind.borrow();
        let asked = self.count_of(PointKind::Question) > 0;
        let words: Vec<&str> = self.of_kind(kind).filter_map(|point| point.text.as_deref()).collect();
        on_wall(&words, WallSpace::of(kind, asked))
    }

    /// Its words where one line has room for them: its own, else a twin's.
    pub fn title(&self) -> &str {
        let twins = self.twins.iter().map(|twin| &twin.text);
        std::iter::once(&self.text).chain(twins).find_map(Option::as_deref).unwrap_or_default()
    }
}

/// An idea that stands under another.
#[derive(Clone, Debug)]
pub struct SimilarIdea {
    pub id: IdeaId,
    /// The number that it had, and has again when it stands by itself.
    pub number: i32,
    /// Its words; none when they were taken back.
    pub text: Option<String>,
    /// Whose it is, by name.
    pub by: Option<String>,
    /// Whether staff wrote it down for somebody.
    pub logged: bool,
}

/// What an idea is shown within: how far its board is.
#[derive(Clone, Copy, Debug)]
pub struct BoardContext {
    pub id: BrainstormId,
    pub session: SessionId,
    /// How far it is.
    pub phase: BoardStep,
    /// Whether it bears names.
    pub named: bool,
    /// Whether the session is on.
    pub is_live: bool,
    /// Whether dots are asked for.
    pub asks: bool,
}

/// What is one's own on a board.
#[derive(Clone, Debug, Default)]
pub struct OwnBoard {
    /// Ideas, the newest first.
    pub ideas: Vec<OwnIdea>,
    /// Benefits, costs and questions.
    pub points: Vec<OwnPoint>,
    /// A member's dots, while they are asked for.
    pub dots: Option<OwnDots>,
    /// What staff logged last, an idea or a point: undo takes it back.
    pub undo: Option<Uuid>,
}

impl OwnBoard {
    /// A fresh id for a form of this page.
    pub fn form_id(&self) -> Uuid {
        Uuid::new_v4()
    }
}

/// One's own idea: to be changed or taken back by whoever wrote or logged it.
#[derive(Clone, Debug)]
pub struct OwnIdea {
    pub id: IdeaId,
    pub text: String,
    /// The version they are of.
    pub version: i32,
    /// Whether it is on the board already, or only its author sees it so far.
    pub shown: bool,
    /// Whether it was taken back, and may be brought back.
    pub withdrawn: bool,
    /// Whether others still see it as it was.
    pub waits: bool,
    /// Whether staff held it back, without learning whose it is.
    pub held: bool,
    /// Whether its words may change now.
    pub editable: bool,
    /// Whether it may be taken back now: by its author at any time.
    pub retractable: bool,
}

/// A board with its ideas, newest first.
#[derive(Clone, Debug)]
pub struct Board {
    pub id: BrainstormId,
    pub question: String,
    /// How far it is.
    pub phase: BoardStep,
    pub manner: Manner,
    /// Whether ideas bear names.
    pub named: bool,
    /// Whether what was written in quiet has been opened.
    pub opened: bool,
    /// What is shown, newest first.
    pub ideas: Vec<IdeaItem>,
    /// How many wait to be opened, as far as that may be told.
    pub waiting: Count,
    /// The last asking for dots.
    pub round: Option<DotVote>,
    /// Whether it may still let go of its names.
    pub unnameable: bool,
    /// What its ideas are shown within.
    pub face: BoardContext,
}

#[derive(Template)]
#[template(path = "brainstorm/_idea.html")]
struct IdeaFragment<'a> {
    idea: &'a IdeaItem,
    face: BoardContext,
    is_staff: bool,
}

impl Board {
    /// How many ideas are shown and were not taken back.
    pub fn count(&self) -> usize {
        self.ideas.iter().filter(|idea| idea.lives).count()
    }

    /// Whether what was written in quiet is still nobody's to see.
    pub fn is_closed(&self) -> bool {
        self.manner == Manner::Quiet && !self.opened && self.phase == BoardStep::Gather
    }

    /// Those that are weighed and to which dots go.
    pub fn living(&self) -> impl Iterator<Item = &IdeaItem> {
        self.ideas.iter().filter(|idea| idea.lives)
    }

    /// What the room's screen has beside the idea in focus: as many of the others as there is room for, and how many more there are.
    pub fn beside(&self, focus: &IdeaItem) -> (Vec<&IdeaItem>, usize) {
        let others: Vec<&IdeaItem> = self.living().filter(|idea| idea.id != focus.id).collect();
        let (mut left, whole) = (WallSpace::BESIDE.lines, others.len());
        let fits = |idea: &&IdeaItem| {
            let rest = left.checked_sub(idea.title().chars().count().div_ceil(WallSpace::BESIDE.width).max(1) + 1);
            left = rest.unwrap_or(0);
            rest.is_some()
        };
        let shown: Vec<_> = others.into_iter().take_while(fits).collect();
        let more = whole - shown.len();
        (shown, more)
    }

    /// Those that the group keeps.
    pub fn kept(&self) -> impl Iterator<Item = &IdeaItem> {
        self.living().filter(|idea| idea.kept)
    }

    /// The idea that was weighed last, else the first: the wall shows it large.
    pub fn in_focus(&self) -> Option<&IdeaItem> {
        let last = |idea: &&IdeaItem| idea.points.iter().filter(|point| point.text.is_some()).map(|point| point.number).max();
        self.living().filter(|idea| last(idea).is_some()).max_by_key(last).or_else(|| self.living().next())
    }
}

#[derive(Template)]
#[template(path = "brainstorm/_count.html")]
struct CountFragment {
    count: usize,
}

/// One idea and the new count, as partials that find their places: what the stream tells of it.
pub fn told(chrome: &Chrome, face: BoardContext, is_staff: bool, idea: &IdeaItem, count: usize) -> askama::Result<String> {
    let (item, count) = (chrome.render(&IdeaFragment { idea, face, is_staff })?, chrome.render(&CountFragment { count })?);
    Ok(format!(
        r##"<hx-partial hx-target="#ideas" hx-swap="upsert">{item}</hx-partial><hx-partial hx-target="#ideas-count" hx-swap="outerMorph">{count}</hx-partial>"##
    ))
}

/// An idea that stands by itself no more: its place in the list goes.
pub fn gone(idea: IdeaId) -> String {
    format!(r##"<hx-partial hx-target="#idea-{idea}" hx-swap="delete"></hx-partial>"##)
}

/// What stands on the board after somebody changed it meanwhile.
pub(crate) struct ChangedIdea {
    pub text: String,
    pub version: i32,
}

/// Something was refused: said inside the form that asked.
#[derive(Template)]
#[template(path = "brainstorm/_refusal.html")]
pub(crate) struct BoardRefusalFragment {
    pub words: String,
    /// What stands there now, when it was changed meanwhile.
    pub theirs: Option<ChangedIdea>,
}

/// The same without a script: a page of its own that keeps what was typed and offers it again.
#[derive(Template)]
#[template(path = "brainstorm/refused.html")]
pub(crate) struct BoardRefusedPage {
    pub words: Message,
    pub theirs: Option<ChangedIdea>,
    /// Where the form goes again.
    pub action: String,
    /// The fields as they were typed: name and value; the one named `text` or `question` can be edited.
    pub fields: Vec<(&'static str, String)>,
    pub back: String,
}
