//! Backstage: short lines between therapist and facilitator during a session, visible to no one else.

pub mod routes;
pub mod store;
mod views;

use chrono::{DateTime, Utc};

use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

pub use views::lines_fragment;

crate::ids! {
    /// A backstage line.
    LineId,
}

/// The event kind of changes of the lines: rendered only for staff.
pub const BACKSTAGE: &str = "backstage";
/// The maximum length of a line, in characters.
pub const LINE_LIMIT: usize = 200;

/// A line with its text decrypted.
#[derive(Clone, Debug)]
pub struct BackstageLine {
    pub id: LineId,
    /// None when the author took it back.
    pub text: Option<String>,
    /// The author's name.
    pub by: Option<String>,
    pub written_at: DateTime<Utc>,
    /// Whether the line is kept with the private notes.
    pub kept: bool,
}

fn line_context(practice: PracticeId, id: LineId) -> SealContext {
    SealContext { table: "backstage_line", column: "text", row: id.0, practice: practice.0 }
}
