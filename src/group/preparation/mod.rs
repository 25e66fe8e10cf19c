//! Before the first session: a short guide for new members, what their practice adds to it, and who has read it.

pub mod routes;
pub mod store;
pub mod views;

use chrono::{DateTime, Utc};

use super::MembershipId;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

crate::ids! {
    /// What a practice adds to the guide in one language.
    WordsId,
}

/// Longest addition of a practice, in characters.
pub const WORDS_LIMIT: usize = 1200;

/// A record that a member has read the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuideReading {
    pub member: MembershipId,
    pub at: DateTime<Utc>,
    /// Whether staff went through it with a member who has no phone.
    pub with_staff: bool,
}

/// Sealed under the practice's key.
fn words_seal_context(practice: PracticeId, id: WordsId) -> SealContext {
    SealContext { table: "guide_words", column: "text", row: id.0, practice: practice.0 }
}
