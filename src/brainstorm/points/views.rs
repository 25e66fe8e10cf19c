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

/// The space on the wall for points of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallSpace {
    pub lines: usize,
    /// Characters in a line, roughly.
    pub width: usize,
}

impl WallSpace {
    /// For titles of ideas beside the one in focus; each takes an extra line.
    pub const BESIDE: Self = Self { lines: 7, width: 24 };

    /// The wall shows benefits beside costs, and below them questions, if any.
    pub fn of(kind: PointKind, has_questions: bool) -> Self {
        match (kind, has_questions) {
            (PointKind::Question, _) => Self { lines: 1, width: 44 },
            (_, true) => Self { lines: 4, width: 27 },
            (_, false) => Self { lines: 6, width: 27 },
        }
    }
}

/// The newest texts that fit, in their order, and how many are left out. The newest is always included. When some are left out, one line is
/// reserved to say how many.
pub fn on_wall<'a>(words: &[&'a str], room: WallSpace) -> (Vec<&'a str>, usize) {
    let lines = |text: &str| text.lines().map(|line| line.chars().count().div_ceil(room.width).max(1)).sum::<usize>();
    let all: usize = words.iter().map(|text| lines(text)).sum();
    let mut left = if all <= room.lines { room.lines } else { room.lines.saturating_sub(1) };
    let fits = words.iter().rev().take_while(|text| match left.checked_sub(lines(text)) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    });
    let shown = fits.count().max(1).min(words.len());
    (words[words.len() - shown..].to_vec(), words.len() - shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wall_shows_the_newest_that_fit_and_counts_the_rest() {
        let room = WallSpace { lines: 4, width: 10 };
        for (words, shown, more) in [
            (&[][..], &[][..], 0),
            (&["a", "b", "c", "d"], &["a", "b", "c", "d"], 0),
            (&["a", "b", "c", "d", "e"], &["c", "d", "e"], 2),
            (&["a", "b", "eleven char"], &["a", "b", "eleven char"], 0),
            (&["a", "b", "c", "eleven char"], &["c", "eleven char"], 2),
            (&["a", "longer than the room has lines, by a lot of words"], &["longer than the room has lines, by a lot of words"], 1),
            (&["a\nb\nc", "d\ne"], &["d\ne"], 1),
        ] {
            assert_eq!(on_wall(words, room), (shown.to_vec(), more), "{words:?}");
        }
    }
}
