//! The charter: what the members agreed upon, in their own words. A version is immutable.

mod act;
pub mod diff;
pub mod draft;
mod page;
pub mod routes;
pub mod starter;
pub mod store;
pub mod telling;
mod views;

use chrono::{DateTime, Utc};

use crate::group::MembershipId;
use crate::kit::i18n::Locale;
use crate::kit::text::fold;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

pub use starter::Starter;
pub use telling::CHARTER;

crate::ids! {
    /// One version of a group's charter.
    VersionId,
    /// One article of one version.
    ArticleId,
    /// An article through all versions.
    LineId,
}

/// Characters at most in an article.
pub const ARTICLE_LIMIT: usize = 400;

/// What an article says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArticleText {
    /// The group's own words, as a member wrote them.
    Own(String),
    /// A starter article that no one has reworded.
    Starter(Starter),
}

impl ArticleText {
    /// The text in this language; the group's own words stay as written.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::Own(text) => text.clone(),
            Self::Starter(starter) => locale.text(starter.key()),
        }
    }
}

impl ArticleText {
    /// Whether both say the same; a starter article equals its text in each of its languages.
    pub fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Own(one), Self::Own(other)) => one == other,
            (Self::Starter(one), Self::Starter(other)) => one == other,
            (Self::Own(text), starter @ Self::Starter(_)) | (starter @ Self::Starter(_), Self::Own(text)) => {
                Locale::ALL.iter().any(|locale| fold(text) == fold(&starter.text(*locale)))
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Identifies the article through all versions.
    pub line: LineId,
    pub words: ArticleText,
}

impl Article {
    /// A new article in the group's own words.
    pub fn own(text: &str) -> Self {
        Self { line: LineId::random(), words: ArticleText::Own(text.to_owned()) }
    }
}

/// A ratified version, unsealed.
#[derive(Clone, Debug)]
pub struct Charter {
    pub id: VersionId,
    /// From 1.
    pub number: i32,
    /// When every active member had agreed.
    pub ratified_at: DateTime<Utc>,
    /// In order.
    pub articles: Vec<Article>,
}

impl Charter {
    /// The articles' texts in this language.
    pub fn texts(&self, locale: Locale) -> Vec<String> {
        self.articles.iter().map(|article| article.words.text(locale)).collect()
    }
}

/// A signature under a version.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    pub member: MembershipId,
    pub at: DateTime<Utc>,
    /// Whether staff hold it on paper.
    pub on_paper: bool,
}

/// The seal context of an article (under the group's key).
fn article_context(practice: PracticeId, id: ArticleId) -> SealContext {
    SealContext { table: "charter_article", column: "text", row: id.0, practice: practice.0 }
}
