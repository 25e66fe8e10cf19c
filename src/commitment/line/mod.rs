//! A line that a member wants to bring to the next session. It belongs to them alone: no other page, stream or list contains it.

pub mod routes;
pub mod store;

use crate::group::MembershipId;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

/// Characters at most in a line.
pub const LINE_LIMIT: usize = 300;

/// The seal context of a line (under its author's key).
fn line_context(practice: PracticeId, author: MembershipId) -> SealContext {
    SealContext { table: "line_to_bring", column: "text", row: author.0, practice: practice.0 }
}
