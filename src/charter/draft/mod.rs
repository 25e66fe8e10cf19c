//! The draft of the next version: proposals, the members' answers, and when the draft is agreed. Consent, not a vote: every member agrees
//! to everything, or the conversation goes on.

pub mod list;
mod page;
mod propose;
pub mod routes;
pub mod rules;
pub mod settle;
mod starters;
pub mod store;
mod views;

use chrono::{DateTime, Utc};

use super::{ArticleText, LineId, VersionId};
use crate::group::MembershipId;
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

crate::ids! {
    /// A proposal.
    ProposalId,
    /// One wording of a proposal.
    RevisionId,
    /// An answer.
    AnswerId,
    /// A line of the conversation about a proposal.
    CommentId,
}

/// The most characters of a comment, or of the words of an answer.
pub const SAYING_LIMIT: usize = 400;

crate::coded! {
    /// What a proposal would do.
    pub enum ProposalAct {
        /// Adds an article.
        Add = "add" => key!("proposal-add"),
        /// Rewords an article.
        Change = "change" => key!("proposal-change"),
        /// Removes an article.
        Remove = "remove" => key!("proposal-remove"),
        /// Moves an article.
        Move = "move" => key!("proposal-move"),
    }
}

impl ProposalAct {
    /// Whether it carries words.
    pub fn has_words(self) -> bool {
        matches!(self, Self::Add | Self::Change)
    }
}

crate::coded! {
    /// A member's answer to a proposal.
    pub enum ProposalAnswer {
        /// Agrees with the wording.
        Agree = "agree" => key!("answer-agree"),
        /// Asks to be heard first.
        Concern = "concern" => key!("answer-concern"),
        /// Asks for other words.
        Cannot = "cannot" => key!("answer-cannot"),
    }
}

impl ProposalAnswer {
    /// The message that explains it.
    pub fn means(self) -> MessageKey {
        match self {
            Self::Agree => key!("answer-agree-means"),
            Self::Concern => key!("answer-concern-means"),
            Self::Cannot => key!("answer-cannot-means"),
        }
    }
}

/// Why a change of the draft is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalRefusal {
    /// It was ratified or withdrawn.
    Closed,
    /// It was reworded meanwhile.
    Reworded,
    /// Only the author may withdraw a proposal, or staff when the author's membership is not active.
    NotYours,
    /// Staff take part in the conversation, never in the count.
    NotCounted,
    /// The member has answered in person; only they change that.
    AnsweredInPerson,
    /// This article has an open proposal already.
    Proposed,
    /// The charter has no such article.
    NoSuchArticle,
    /// It would change nothing.
    Unchanged,
}

impl ProposalRefusal {
    pub fn key(self) -> MessageKey {
        match self {
            Self::Closed => key!("proposal-refused-closed"),
            Self::Reworded => key!("proposal-refused-reworded"),
            Self::NotYours => key!("proposal-refused-not-yours"),
            Self::NotCounted => key!("proposal-refused-not-counted"),
            Self::AnsweredInPerson => key!("proposal-refused-by-their-hand"),
            Self::Proposed => key!("proposal-refused-proposed"),
            Self::NoSuchArticle => key!("proposal-refused-no-article"),
            Self::Unchanged => key!("proposal-refused-unchanged"),
        }
    }
}

/// A proposal with its present words unsealed.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub id: ProposalId,
    pub author: MembershipId,
    pub act: ProposalAct,
    pub line: LineId,
    /// The place of a moved article, from 1.
    pub place: Option<i32>,
    /// The number of its present wording.
    pub revision: i32,
    /// The current words; `None` for an act without words, and when the author's key was destroyed.
    pub words: Option<ArticleText>,
    /// The numbers of the wordings whose answers were opened to everyone.
    pub opened: Vec<i32>,
    pub at: DateTime<Utc>,
    pub withdrawn: bool,
    /// The version it became part of.
    pub ratified_in: Option<VersionId>,
}

impl Proposal {
    /// Whether the answers to the present wording are open to everyone.
    pub fn is_opened(&self) -> bool {
        self.opened.contains(&self.revision)
    }

    /// Neither withdrawn nor ratified.
    pub fn is_open(&self) -> bool {
        !self.withdrawn && self.ratified_in.is_none()
    }
}

/// An answer, unsealed.
#[derive(Clone, Debug)]
pub struct GivenAnswer {
    pub proposal: ProposalId,
    /// The number of the wording it answers.
    pub revision: i32,
    pub member: MembershipId,
    pub answer: ProposalAnswer,
    /// The reason, in the member's words.
    pub words: Option<String>,
    /// Whether staff recorded what the member said.
    pub entered: bool,
    pub at: DateTime<Utc>,
}

/// A wording of a proposal.
#[derive(Clone, Debug)]
pub struct Revision {
    /// From 1.
    pub number: i32,
    pub author: MembershipId,
    /// None when the author took them back.
    pub words: Option<ArticleText>,
    pub at: DateTime<Utc>,
}

/// A comment on a proposal.
#[derive(Clone, Debug)]
pub struct Comment {
    pub author: MembershipId,
    /// None when the author took them back.
    pub text: Option<String>,
    pub at: DateTime<Utc>,
}

fn revision_context(practice: PracticeId, id: RevisionId) -> SealContext {
    SealContext { table: "charter_revision", column: "text", row: id.0, practice: practice.0 }
}

fn answer_context(practice: PracticeId, id: AnswerId) -> SealContext {
    SealContext { table: "charter_answer", column: "words", row: id.0, practice: practice.0 }
}

fn comment_context(practice: PracticeId, id: CommentId) -> SealContext {
    SealContext { table: "charter_comment", column: "text", row: id.0, practice: practice.0 }
}
