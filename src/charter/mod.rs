//! The charter: what the members agreed upon, in their own words. A version is immutable.

pub mod store;

use crate::kit::vault::Place;
use crate::practice::PracticeId;

crate::ids! {
    /// One version of a group's charter.
    VersionId,
    /// One article of a version.
    ArticleId,
}

/// A ratified version with its words opened.
#[derive(Clone, Debug)]
pub struct Charter {
    /// Its number, from 1.
    pub number: i32,
    /// Its articles in order.
    pub articles: Vec<String>,
}

/// Where an article is sealed (under the group's key).
fn place(practice: PracticeId, id: ArticleId) -> Place {
    Place { table: "charter_article", column: "text", row: id.0, practice: practice.0 }
}
