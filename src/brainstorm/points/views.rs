//! Points as they are shown.

use askama::Template;

use super::{Kind, PointId};
use crate::brainstorm::IdeaId;
use crate::kit::locale::filters;
use crate::kit::web::Chrome;

/// A point as everybody of an audience sees it; what is personal about it goes into its empty place `mine-{id}`.
#[derive(Clone, Debug)]
pub struct PointItem {
    /// Its id.
    pub id: PointId,
    /// Its number in the one order for all.
    pub number: i32,
    /// What it says of its idea.
    pub kind: Kind,
    /// Its words; none when they were taken back.
    pub text: Option<String>,
    /// Whose it is, by name; none on a board without names, and for what came from the group as such.
    pub by: Option<String>,
    /// Whether staff wrote it down for somebody.
    pub logged: bool,
    /// Raised by each change.
    pub version: i32,
}

/// One's own point.
#[derive(Clone, Debug)]
pub struct OwnPoint {
    /// Its id.
    pub id: PointId,
    /// What it says of its idea.
    pub kind: Kind,
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

#[derive(Template)]
#[template(path = "brainstorm/_point.html")]
struct PointFragment<'a> {
    point: &'a PointItem,
}

/// One point, as a partial that finds its list: all that the stream tells of it.
///
/// # Errors
/// When a template cannot be rendered.
pub fn told(chrome: &Chrome, idea: IdeaId, point: &PointItem) -> askama::Result<String> {
    let item = chrome.render(&PointFragment { point })?;
    let kind = point.kind.code();
    Ok(format!(r##"<hx-partial hx-target="#points-{idea}-{kind}" hx-swap="upsert">{item}</hx-partial>"##))
}
