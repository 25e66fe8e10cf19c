//! A line that a member wants to bring to the next session. It is nobody's but theirs: no other page, stream or list knows of it.

pub mod routes;
pub mod store;

use crate::group::MembershipId;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

/// Characters of a line.
pub const LINE_LIMIT: usize = 300;

/// Where a line is sealed (under its author's key).
fn place(practice: PracticeId, author: MembershipId) -> SealContext {
    SealContext { table: "line_to_bring", column: "text", row: author.0, practice: practice.0 }
}
