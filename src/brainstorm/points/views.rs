//! Points as they are shown.

use askama::Template;

use super::{PointId, PointKind};
use crate::brainstorm::IdeaId;
use crate::kit::locale::filters;
use crate::kit::web::Chrome;

/// A point as everybody of an audience sees it; what is personal about it goes into its empty place `mine-{id}`.
#[derive(Clone, Debug)]
pub struct PointItem {
    pub id: PointId,
    /// Its number in the one order for all.
    pub number: i32,
    /// What it says of its idea.
    pub kind: PointKind,
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
    pub id: PointId,
    /// What it says of its idea.
    pub kind: PointKind,
    pub text: String,
    /// The version they are of.
    pub version: i32,
    /// Whether it is on the board already, or only its author sees it so far.
    pub shown: bool,
    /// Whether it was taken back, and may be brought back.
    pub withdrawn: bool,
    /// Whether others still see it as it was.
    pub waits: bool,
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
pub fn told(chrome: &Chrome, idea: IdeaId, point: &PointItem) -> askama::Result<String> {
    let item = chrome.render(&PointFragment { point })?;
    let kind = point.kind.code();
    Ok(format!(r##"<hx-partial hx-target="#points-{idea}-{kind}" hx-swap="upsert">{item}</hx-partial>"##))
}

/// How much room the room's screen has for points of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallSpace {
    pub lines: usize,
    /// Characters in a line, or nearly.
    pub width: usize,
}

impl WallSpace {
    /// For titles of ideas beside the one in focus; each has a line more.
    pub const BESIDE: Self = Self { lines: 7, width: 24 };

    /// Beside each other stand benefits and costs, below them questions where there are any.
    pub fn of(kind: PointKind, asked: bool) -> Self {
        match (kind, asked) {
            (PointKind::Question, _) => Self { lines: 1, width: 44 },
            (_, true) => Self { lines: 4, width: 27 },
            (_, false) => Self { lines: 6, width: 27 },
        }
    }
}

/// The newest of these that have room, in their order, and how many are left out. One is always there; a line is kept for saying how many
/// more there are.
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
    fn the_wall_shows_the_newest_that_have_room_and_says_how_many_more() {
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
