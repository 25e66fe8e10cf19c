//! A board and its ideas as they are shown. The same items go into pages and into the stream, so they are the same for everybody of one audience.

use askama::Template;

use super::{BrainstormId, Count, IdeaId, Manner, Phase};
use crate::kit::locale::filters;
use crate::kit::web::Chrome;

/// An idea as everybody of an audience sees it; what is personal about it goes into its empty place `mine-{id}`.
#[derive(Clone, Debug)]
pub struct IdeaItem {
    /// Its id.
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
}

/// One's own idea: to be changed or taken back by whoever wrote or logged it.
#[derive(Clone, Debug)]
pub struct OwnIdea {
    /// Its id.
    pub id: IdeaId,
    /// Its words.
    pub text: String,
    /// The version they are of.
    pub version: i32,
    /// Whether it is on the board already, or only its author sees it so far.
    pub shown: bool,
    /// Whether it was taken back, and may be brought back.
    pub withdrawn: bool,
    /// Whether its words may change now.
    pub editable: bool,
    /// Whether it may be taken back now: by its author at any time.
    pub retractable: bool,
}

/// A board with its ideas, newest first.
#[derive(Clone, Debug)]
pub struct Board {
    /// Its id.
    pub id: BrainstormId,
    /// The group's question.
    pub question: String,
    /// How far it is.
    pub phase: Phase,
    /// How ideas come.
    pub manner: Manner,
    /// Whether ideas bear names.
    pub named: bool,
    /// Whether what was written in quiet has been opened.
    pub opened: bool,
    /// What is shown, newest first.
    pub ideas: Vec<IdeaItem>,
    /// How many wait to be opened, as far as that may be told.
    pub waiting: Count,
}

#[derive(Template)]
#[template(path = "brainstorm/_idea.html")]
struct IdeaFragment<'a> {
    idea: &'a IdeaItem,
}

impl Board {
    /// How many ideas are shown and were not taken back.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ideas.iter().filter(|idea| idea.text.is_some()).count()
    }
}

#[derive(Template)]
#[template(path = "brainstorm/_count.html")]
struct CountFragment {
    count: usize,
}

/// One idea and the new count, as partials that find their places: what the stream tells of it.
///
/// # Errors
/// When a template cannot be rendered.
pub fn told(chrome: &Chrome, idea: &IdeaItem, count: usize) -> askama::Result<String> {
    let (item, count) = (chrome.render(&IdeaFragment { idea })?, chrome.render(&CountFragment { count })?);
    Ok(format!(
        r##"<hx-partial hx-target="#ideas" hx-swap="upsert">{item}</hx-partial><hx-partial hx-target="#ideas-count" hx-swap="outerMorph">{count}</hx-partial>"##
    ))
}
/// What stands on the board after somebody changed it meanwhile.
pub(crate) struct Theirs {
    pub text: String,
    pub version: i32,
}

/// Something was refused: said inside the form that asked.
#[derive(Template)]
#[template(path = "brainstorm/_refusal.html")]
pub(crate) struct RefusalFragment {
    pub words: String,
    /// What stands there now, when it was changed meanwhile.
    pub theirs: Option<Theirs>,
}

/// The same without a script: a page of its own that keeps what was typed and offers it again.
#[derive(Template)]
#[template(path = "brainstorm/refused.html")]
pub(crate) struct RefusedPage {
    pub words: String,
    pub theirs: Option<Theirs>,
    /// Where the form goes again.
    pub action: String,
    /// The fields as they were typed: name and value; the one named `text` or `question` can be edited.
    pub fields: Vec<(&'static str, String)>,
    /// The session's page.
    pub back: String,
}
