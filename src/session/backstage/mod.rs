//! Backstage: short lines between therapist and facilitator during a session, seen by nobody else.

pub mod routes;
pub mod store;
mod views;

use chrono::{DateTime, Utc};

use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

pub use views::told;

crate::ids! {
    /// A line.
    LineId,
}

/// The kind of change of the lines: rendered for staff and for nobody else.
pub const BACKSTAGE: &str = "backstage";
/// Characters of a line.
pub const LINE_LIMIT: usize = 200;

/// A line with its words opened.
#[derive(Clone, Debug)]
pub struct BackstageLine {
    pub id: LineId,
    /// Its words; none when their author took them back.
    pub text: Option<String>,
    /// Who wrote it, by name.
    pub by: Option<String>,
    pub written_at: DateTime<Utc>,
    /// Whether it is kept with the private notes.
    pub kept: bool,
}

fn line_place(practice: PracticeId, id: LineId) -> SealContext {
    SealContext { table: "backstage_line", column: "text", row: id.0, practice: practice.0 }
}
