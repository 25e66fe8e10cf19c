//! What of the charter is on every screen of a session, so that the group looks at the same words together.

pub mod routes;
pub mod store;

use crate::charter::{Article, LineId};

/// What of the charter is on every screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShownCharter {
    /// It is at hand, folded away.
    #[default]
    Nothing,
    /// All of it.
    Whole,
    /// One article.
    Article(LineId),
}

impl ShownCharter {
    /// What can be shown of these articles: an article that has left the charter meanwhile gives way to the whole.
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
    fn an_article_that_left_gives_way_to_the_whole() {
        let articles = [Article::own("a"), Article::own("b")];
        let there = ShownCharter::Article(articles[1].line);
        assert_eq!(there.of(&articles), there);
        assert_eq!(ShownCharter::Article(LineId::random()).of(&articles), ShownCharter::Whole);
        assert_eq!(ShownCharter::Nothing.of(&articles), ShownCharter::Nothing);
        assert_eq!(ShownCharter::Whole.of(&[]), ShownCharter::Whole);
    }
}
