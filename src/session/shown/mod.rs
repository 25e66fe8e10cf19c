//! The part of the charter that every screen of a session shows, so that the group reads the same words together.

pub mod routes;
pub mod store;

use crate::charter::{Article, LineId};

/// The part of the charter that every screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShownCharter {
    /// The charter is folded away, within reach.
    #[default]
    Nothing,
    Whole,
    Article(LineId),
}

impl ShownCharter {
    /// Replaces an article that is no longer in the charter with the whole charter.
    pub fn of(self, articles: &[Article]) -> Self {
        match self {
            Self::Article(line) if articles.iter().all(|article| article.line != line) => Self::Whole,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_article_is_replaced_with_the_whole_charter() {
        let articles = [Article::own("a"), Article::own("b")];
        let listed = ShownCharter::Article(articles[1].line);
        assert_eq!(listed.of(&articles), listed);
        assert_eq!(ShownCharter::Article(LineId::random()).of(&articles), ShownCharter::Whole);
        assert_eq!(ShownCharter::Nothing.of(&articles), ShownCharter::Nothing);
        assert_eq!(ShownCharter::Whole.of(&[]), ShownCharter::Whole);
    }
}
