//! Views of points.

use askama::Template;

use super::PointKind;
use crate::brainstorm::{EntryId, IdeaId};
use crate::kit::i18n::filters;
use crate::kit::web::Chrome;

/// A point as an audience sees it. A page fills the empty element `mine-{id}` with what belongs to the reader.
#[derive(Clone, Debug)]
pub struct PointItem {
    pub id: EntryId,
    /// Its number in the order that all readers share.
    pub number: i32,
    pub kind: PointKind,
    /// None when withdrawn.
    pub text: Option<String>,
    /// The author's name; `None` on a board without names, and for an entry of the whole group.
    pub by: Option<String>,
    /// Whether staff logged it on behalf of another.
    pub logged: bool,
    /// Incremented by every change.
    pub version: i32,
}

#[derive(Template)]
#[template(path = "brainstorm/_point.html")]
struct PointFragment<'a> {
    point: &'a PointItem,
}

/// Renders one point as a partial for the stream.
pub fn point_fragment(chrome: &Chrome, idea: IdeaId, point: &PointItem) -> askama::Result<String> {
    let item = chrome.render(&PointFragment { point })?;
    let kind = point.kind.code();
    Ok(format!(r##"<hx-partial hx-target="#points-{idea}-{kind}" hx-swap="upsert">{item}</hx-partial>"##))
}
