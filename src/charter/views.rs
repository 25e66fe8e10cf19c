//! The charter as it is read, signed and printed.

use std::collections::HashMap;

use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::diff::{ArticleChange, Changes};
use super::draft::ProposalId;
use super::draft::list::ProposalRow;
use super::telling::CharterFollower;
use super::{LineId, Starter};
use crate::group::{Group, Membership, MembershipId, Role};
use crate::kit::locale::{MessageKey, filters};

/// Everybody who is or was in the group, by seat.
pub(super) struct People(HashMap<MembershipId, Membership>);

impl People {
    pub(super) fn new(all: Vec<Membership>) -> Self {
        Self(all.into_iter().map(|one| (one.id, one)).collect())
    }

    pub(super) fn get(&self, id: MembershipId) -> Option<&Membership> {
        self.0.get(&id)
    }

    /// Their name; none when they took their words back.
    pub(super) fn name(&self, id: MembershipId) -> Option<String> {
        self.get(id).and_then(|one| one.name.clone())
    }
}

/// An article of the version that counts.
pub(super) struct ArticleRow {
    pub line: LineId,
    pub text: String,
    /// The open proposal about it.
    pub proposed: Option<ProposalId>,
}

/// A starter article that the group has not.
pub(super) struct StarterRow {
    pub starter: Starter,
    pub id: Uuid,
}

/// A name under a version.
pub(super) struct SignedRow {
    pub name: Option<String>,
    pub role: Option<Role>,
    pub at: DateTime<Utc>,
    pub on_paper: bool,
}

/// Somebody whose name is not under the version yet.
pub(super) struct Unsigned {
    pub id: MembershipId,
    pub name: Option<String>,
    pub role: Role,
}

/// The version that counts.
pub(super) struct CurrentVersion {
    pub number: i32,
    pub ratified_at: DateTime<Utc>,
    pub articles: Vec<ArticleRow>,
    pub signed: Vec<SignedRow>,
    pub unsigned: Vec<Unsigned>,
    /// What is different since the reader signed last, when they have not signed this one.
    pub since: Option<(i32, Changes)>,
    pub i_signed: bool,
}

#[derive(Template)]
#[template(path = "charter/charter.html")]
pub(super) struct CharterPage {
    pub group: Group,
    pub role: Role,
    pub me: MembershipId,
    pub my_name: String,
    pub members: usize,
    pub said: Option<MessageKey>,
    pub current: Option<CurrentVersion>,
    pub proposals: Vec<ProposalRow>,
    pub starters: Vec<StarterRow>,
    /// All versions, the newest first.
    pub versions: Vec<(i32, DateTime<Utc>)>,
    pub follows: Option<CharterFollower>,
}

/// A version beside another one.
pub(super) struct ComparedVersion {
    pub with: i32,
    /// The earlier of the two.
    pub from: i32,
    /// The later of the two.
    pub to: i32,
    /// What is different in the later one.
    pub changes: Changes,
}

#[derive(Template)]
#[template(path = "charter/version.html")]
pub(super) struct VersionPage {
    pub group: Group,
    pub number: i32,
    pub newest: i32,
    pub ratified_at: DateTime<Utc>,
    pub articles: Vec<String>,
    pub signed: Vec<SignedRow>,
    /// The proposals that became it.
    pub proposals: Vec<ProposalRow>,
    pub against: Option<ComparedVersion>,
    pub versions: Vec<(i32, DateTime<Utc>)>,
}

#[derive(Template)]
#[template(path = "charter/print.html")]
pub(super) struct CharterPrintPage {
    pub group: Group,
    pub number: i32,
    pub ratified_at: DateTime<Utc>,
    pub articles: Vec<String>,
    pub signed: Vec<SignedRow>,
    /// Whose line is still empty, to be signed by hand.
    pub unsigned: Vec<Option<String>>,
}

impl CharterPrintPage {
    /// Whether it must stand closer together to stay one page: more lines and names than an A4 page holds at its first size
    /// (a line takes 33 px, the air around an article 16, a row of three names 74; what remains for them is 760).
    pub(super) fn is_full(&self) -> bool {
        let lines: usize = self.articles.iter().map(|article| 1 + article.chars().count() / 80).sum();
        let rows = (self.signed.len() + self.unsigned.len()).div_ceil(3);
        33 * lines + 16 * self.articles.len() + 74 * rows > 760
    }
}
