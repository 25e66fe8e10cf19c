//! The list of open proposals: on the charter's page, and on the screens of a live session.

use sqlx::PgConnection;

use super::rules::ProposalTally;
use super::{GivenAnswer, Proposal, ProposalId, store};
use crate::charter::{ArticleText, Charter};
use crate::group::{GroupId, MembershipId};
use crate::kit::error::Error;
use crate::kit::i18n::{Locale, MessageKey};
use crate::kit::vault::Vault;

#[derive(Clone, Debug)]
pub struct ProposalRow {
    pub id: ProposalId,
    /// What it would do; for an existing article the message takes the article's number, `n`.
    pub kind: MessageKey,
    /// The number of the article it is about; 0 for a new one.
    pub article: usize,
    /// The words it is about.
    pub text: Option<String>,
    /// The author's name; none for a former member.
    pub by: Option<String>,
    /// How many members have answered its present wording.
    pub answered: usize,
    /// How many members must answer.
    pub of: usize,
    /// Whether the reader must answer and has not.
    pub asks_me: bool,
}

/// What the list is built from.
pub struct DraftListing {
    /// In the order in which they were made.
    pub open: Vec<Proposal>,
    pub answers: Vec<GivenAnswer>,
    pub members: Vec<MembershipId>,
}

impl DraftListing {
    /// Loads a group's draft.
    pub async fn of(conn: &mut PgConnection, vault: &Vault, group: GroupId) -> Result<Self, Error> {
        let open = store::open(conn, vault, group).await?;
        let answers = if open.is_empty() { Vec::new() } else { store::answers(conn, vault, &open).await? };
        Ok(Self { open, answers, members: store::members(conn, group).await? })
    }

    /// The list; `me` is the reader, and none for a fragment that is rendered once for many.
    pub fn rows(
        &self,
        charter: Option<&Charter>,
        name: impl Fn(MembershipId) -> Option<String>,
        me: Option<MembershipId>,
        locale: Locale,
    ) -> Vec<ProposalRow> {
        let row = |one: &Proposal| {
            let tally = ProposalTally::of(one, &self.answers, &self.members);
            let (article, now) = article_of(charter, one);
            ProposalRow {
                id: one.id,
                kind: one.act.key(),
                article,
                text: one.words.as_ref().or(now).map(|words| words.text(locale)),
                by: name(one.author),
                answered: tally.answered.len(),
                of: self.members.len(),
                asks_me: me.is_some_and(|me| tally.asked.contains(&me)),
            }
        };
        self.open.iter().map(row).collect()
    }

    /// The next open proposal after this one that asks the member; after the last one the search goes on from the first.
    pub fn next_asking(&self, me: MembershipId, after: ProposalId) -> Option<&Proposal> {
        let at = self.open.iter().position(|one| one.id == after).map_or(0, |at| at + 1);
        let (before, rest) = self.open.split_at(at);
        let asks = |one: &&Proposal| one.id != after && ProposalTally::of(one, &self.answers, &self.members).asked.contains(&me);
        rest.iter().chain(before).find(asks)
    }
}

/// The number of the article that a proposal is about (0 for a new one), and its current text.
pub fn article_of<'a>(charter: Option<&'a Charter>, proposal: &Proposal) -> (usize, Option<&'a ArticleText>) {
    let articles = charter.map(|charter| charter.articles.as_slice()).unwrap_or_default();
    let found = (1..).zip(articles).find(|(_, article)| article.line == proposal.line);
    found.map_or((0, None), |(number, article)| (number, Some(&article.words)))
}
