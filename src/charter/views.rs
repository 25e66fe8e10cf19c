//! The pages on which the charter is read, signed and printed.

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
use crate::kit::i18n::{MessageKey, filters};

/// Everyone who is or was in the group, by membership.
pub(super) struct People(HashMap<MembershipId, Membership>);

impl People {
    pub(super) fn new(all: Vec<Membership>) -> Self {
        Self(all.into_iter().map(|one| (one.id, one)).collect())
    }

    pub(super) fn get(&self, id: MembershipId) -> Option<&Membership> {
        self.0.get(&id)
    }

    /// None when the person took their words back.
    pub(super) fn name(&self, id: MembershipId) -> Option<String> {
        self.get(id).and_then(|one| one.name.clone())
    }
}

/// An article of the version in force.
pub(super) struct ArticleRow {
    pub line: LineId,
    pub text: String,
    /// The open proposal about it.
    pub proposed: Option<ProposalId>,
}

/// A starter article that the charter lacks.
pub(super) struct StarterRow {
    pub starter: Starter,
    pub id: Uuid,
}

/// A signature under a version.
pub(super) struct SignedRow {
    pub name: Option<String>,
    pub role: Option<Role>,
    pub at: DateTime<Utc>,
    pub on_paper: bool,
}

/// An active member who has not signed the version yet.
pub(super) struct Unsigned {
    pub id: MembershipId,
    pub name: Option<String>,
    pub role: Role,
}

/// The version in force.
pub(super) struct CurrentVersion {
    pub number: i32,
    pub ratified_at: DateTime<Utc>,
    pub articles: Vec<ArticleRow>,
    pub signed: Vec<SignedRow>,
    pub unsigned: Vec<Unsigned>,
    /// The changes since the version that the reader signed last, when they have not signed this one.
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
    /// Whether the form of starter articles came without any.
    pub unchosen: bool,
    /// The number of the version that the open proposals become.
    pub becomes: i32,
    pub current: Option<CurrentVersion>,
    pub proposals: Vec<ProposalRow>,
    pub starters: Vec<StarterRow>,
    /// Newest first.
    pub versions: Vec<(i32, DateTime<Utc>)>,
    pub follows: Option<CharterFollower>,
}

impl CharterPage {
    /// The first open proposal that asks the reader, and how many do.
    pub(super) fn asking(&self) -> Option<(ProposalId, usize)> {
        let first = self.proposals.iter().find(|one| one.asks_me)?;
        Some((first.id, self.proposals.iter().filter(|one| one.asks_me).count()))
    }

    /// Whether the version in force waits for the reader's signature.
    pub(super) fn is_to_sign(&self) -> bool {
        self.current.as_ref().is_some_and(|now| !now.i_signed)
    }
}

/// A version compared with another one.
pub(super) struct ComparedVersion {
    pub with: i32,
    /// The earlier version's number.
    pub from: i32,
    /// The later version's number.
    pub to: i32,
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
    /// The proposals that became part of it.
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
    /// The names of those who have not signed: each gets an empty line to sign by hand.
    pub unsigned: Vec<Option<String>>,
}

impl CharterPrintPage {
    /// Whether it must be set tighter to stay one page: it has more lines and names than an A4 page holds at its first size (a line takes
    /// 33 px, the space around an article 16, a row of three names 74; 760 px remain for them).
    pub(super) fn is_full(&self) -> bool {
        let lines: usize = self.articles.iter().map(|article| 1 + article.chars().count() / 80).sum();
        let rows = (self.signed.len() + self.unsigned.len()).div_ceil(3);
        33 * lines + 16 * self.articles.len() + 74 * rows > 760
    }
}
