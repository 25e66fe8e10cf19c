//! The page of a proposal, and the form of a new one.

use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::rules::ProposalTally;
use super::{Proposal, ProposalAct, ProposalAnswer, ProposalId};
use crate::charter::diff::Diff;
use crate::charter::telling::CharterFollower;
use crate::charter::{LineId, Starter};
use crate::group::{Group, MembershipId, Role};
use crate::kit::i18n::{MessageKey, filters};
use crate::kit::web::FormErrors;

/// An article that a proposal is about.
pub(super) struct ProposalTarget {
    pub number: usize,
    pub text: String,
}

/// What was typed into the form of a proposal.
#[derive(Clone, Default)]
pub(super) struct ProposalForm {
    pub text: String,
    pub place: String,
    pub reason: String,
}

#[derive(Template)]
#[template(path = "charter/new.html")]
pub(super) struct NewPage {
    pub group: Group,
    pub id: Uuid,
    pub act: ProposalAct,
    /// The article's line. A refused form keeps it also when the article is gone (then `about` is `None`), so that its text can be sent again.
    pub line: Option<LineId>,
    pub about: Option<ProposalTarget>,
    /// The number of articles: the places to move to.
    pub articles: usize,
    pub typed: ProposalForm,
    pub said: Option<MessageKey>,
    /// The open proposal that conflicts.
    pub other: Option<ProposalId>,
    pub errors: FormErrors,
}

pub(super) struct AnswerRow {
    pub name: Option<String>,
    pub answer: ProposalAnswer,
    pub words: Option<String>,
    pub entered: bool,
}

/// An earlier wording, with its opened answers.
pub(super) struct EarlierRow {
    pub number: i32,
    pub by: Option<String>,
    pub text: Option<String>,
    pub answers: Vec<AnswerRow>,
}

/// A line of the conversation.
pub(super) struct DiscussionLine {
    pub name: Option<String>,
    pub text: Option<String>,
    pub at: DateTime<Utc>,
}

/// A member in the row of those who must answer.
pub(super) struct AskedMember {
    pub id: MembershipId,
    pub name: Option<String>,
}

/// What was typed on the page of a proposal.
#[derive(Clone, Default)]
pub(super) struct ProposalPageForm {
    /// The member whose spoken word staff were recording.
    pub whose: Option<MembershipId>,
    pub answer: Option<ProposalAnswer>,
    pub words: String,
    /// New words for it; none when none were typed.
    pub text: Option<String>,
    pub comment: String,
}

#[derive(Template)]
#[template(path = "charter/proposal.html")]
pub(super) struct ProposalPage {
    pub group: Group,
    pub role: Role,
    pub proposal: Proposal,
    pub by: Option<String>,
    pub starter: Option<Starter>,
    /// The number of the article it is about; 0 for a new one.
    pub article: usize,
    /// The article's current text, or its text before a closed proposal.
    pub now: Option<String>,
    /// Its proposed text.
    pub text: Option<String>,
    pub diff: Option<Diff>,
    pub tally: ProposalTally,
    pub answered: Vec<AskedMember>,
    pub asked: Vec<AskedMember>,
    /// The members for whom staff may record a spoken answer.
    pub unwritten: Vec<AskedMember>,
    /// The reader's own answer to the present wording.
    pub mine: Option<(ProposalAnswer, Option<String>)>,
    /// Every member's answer, once the answers are open.
    pub opened: Option<Vec<AnswerRow>>,
    pub earlier: Vec<EarlierRow>,
    pub comments: Vec<DiscussionLine>,
    pub may_withdraw: bool,
    /// Its place among the open proposals, and how many there are; none for a closed one.
    pub place: Option<(usize, usize)>,
    /// Whether it is the last open proposal that asks the reader.
    pub asks_last: bool,
    /// The number of the version that the open proposals become.
    pub becomes: i32,
    pub next: Option<(ProposalId, MessageKey, usize)>,
    pub said: Option<MessageKey>,
    pub written: ProposalPageForm,
    pub errors: FormErrors,
    pub revision_id: Uuid,
    pub comment_id: Uuid,
    pub follows: Option<CharterFollower>,
}

impl ProposalPage {
    pub(super) fn path(&self) -> String {
        format!("/groups/{}/charter/proposals/{}", self.group.id, self.proposal.id)
    }

    /// Whether the reader may answer.
    pub(super) fn may_answer(&self) -> bool {
        self.proposal.is_open() && self.role == Role::Member
    }

    /// What was typed into a form that is gone, since the proposal is closed.
    pub(super) fn without_a_field(&self) -> Option<&str> {
        let words = self.written.text.as_deref().unwrap_or(&self.written.words);
        (!self.proposal.is_open() && !words.is_empty()).then_some(words)
    }

    /// Whether staff were recording this member's spoken word.
    pub(super) fn speaks_for(&self, member: &MembershipId) -> bool {
        self.written.whose.as_ref() == Some(member)
    }

    /// Whether the form selects this answer: as typed, else as given.
    pub(super) fn chosen(&self, answer: &ProposalAnswer) -> bool {
        self.written.answer.or(self.mine.as_ref().map(|(mine, _)| *mine)) == Some(*answer)
    }

    pub(super) fn answer_words(&self) -> &str {
        if self.written.answer.is_none() && self.written.words.is_empty() {
            self.mine.as_ref().and_then(|(_, words)| words.as_deref()).unwrap_or_default()
        } else {
            &self.written.words
        }
    }
}
