//! Before the first session: a short guide for whoever was let in, what their practice adds to it, and who has read it.

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

/// Characters of what a practice adds.
pub const WORDS_LIMIT: usize = 1200;

/// That somebody has read the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuideReading {
    pub member: MembershipId,
    pub at: DateTime<Utc>,
    /// Whether staff went through it with somebody who has no phone.
    pub with_staff: bool,
}

/// Where the words of a practice are sealed (under the practice's key).
fn words_place(practice: PracticeId, id: WordsId) -> SealContext {
    SealContext { table: "guide_words", column: "text", row: id.0, practice: practice.0 }
}
