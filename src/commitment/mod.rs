//! Commitments: who does what, by when, and how they will know that it is done. A member makes one, or accepts one that staff offer; its
//! owner reports the outcome.

pub mod anchors;
pub mod line;
pub mod routes;
pub mod scene;
pub mod store;
pub mod views;

use std::borrow::Borrow;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::brainstorm::{BoardStep, BrainstormId, IdeaId};
use crate::group::{MembershipId, Role};
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::{Refusal, RefusalKind};
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::SessionId;

crate::ids! {
    CommitmentId,
}

/// The event kind of a change to a session's commitments.
pub const COMMITMENT: &str = "commitment";
/// The event kind of a change to the commitments of the session before.
pub const TAKEN_HOME: &str = "taken-home";
/// In characters, of the words of a commitment.
pub const WHAT_LIMIT: usize = 200;
/// In characters, of how the owner will know.
pub const SIGN_LIMIT: usize = 200;
/// In characters, of the comment on an outcome.
pub const WORD_LIMIT: usize = 300;

/// Whether members may make commitments at this step: when the group chooses what to do, and after that until the session ends, because
/// many are made in the closing round. Not before: no one should be asked what they will do while others still weigh.
pub fn may_commit(phase: BoardStep) -> bool {
    matches!(phase, BoardStep::Commit | BoardStep::Done)
}

crate::coded! {
    /// The status of a commitment for its owner.
    pub enum CommitmentStatus {
        /// Staff offered it; only they and its owner see it.
        Offered = "offered",
        /// The owner made or accepted it.
        Accepted = "accepted",
        /// The owner declined the offer, without a reason.
        Declined = "declined",
        /// The owner gave it up, or staff withdrew the offer.
        Withdrawn = "withdrawn",
    }

    /// The outcome of a commitment; none is better than another.
    pub enum Outcome {
        Done = "done" => key!("outcome-done"),
        NotYet = "not_yet" => key!("outcome-not-yet"),
        /// The commitment has changed.
        Changed = "changed" => key!("outcome-changed"),
    }
}

impl Outcome {
    /// How much of a commitment with this outcome counts as kept, from 0 to 1.
    pub fn share(self) -> f64 {
        match self {
            Self::Done => 1.0,
            Self::NotYet => 0.0,
            Self::Changed => 0.5,
        }
    }
}

crate::coded! {
    /// The answer to an offer.
    pub enum OfferAnswer {
        Accept = "accept",
        Decline = "decline",
    }
}

/// Why a change to a commitment is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitmentRefusal {
    /// The session has ended.
    Over,
    /// The board has not reached [`BoardStep::Commit`].
    Early,
    /// Staff must name an active member as its owner.
    Whose,
    /// Nobody is here with a phone who could answer an offer for everyone.
    NobodyByPhone,
    /// Only its owner, or staff when the owner has no account, may do this.
    NotYours,
    /// It is withdrawn or was never accepted.
    NotTaken,
    /// The version read is stale.
    Stale,
    /// The due day has passed.
    Past,
    /// No outcome was chosen.
    Nothing,
}

impl Refusal for CommitmentRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::Over => key!("commitment-over"),
            Self::Early => key!("commitment-early"),
            Self::Whose => key!("commitment-whose-missing"),
            Self::NobodyByPhone => key!("commitment-nobody-by-phone"),
            Self::NotYours => key!("commitment-not-yours"),
            Self::NotTaken => key!("commitment-not-taken"),
            Self::Stale => key!("commitment-stale"),
            Self::Past => key!("commitment-past"),
            Self::Nothing => key!("commitment-nothing"),
        }
    }

    fn kind(&self) -> RefusalKind {
        match self {
            Self::NotYours => RefusalKind::Forbidden,
            Self::Stale => RefusalKind::Conflict,
            _ => RefusalKind::Invalid,
        }
    }
}

/// The member for whom staff write a commitment.
#[derive(Clone, Copy, Debug)]
pub struct CommitmentFor {
    pub member: MembershipId,
    /// Whether they have an account, and so can answer on their own phone.
    pub has_account: bool,
}

/// The owner, writer and first status of a new commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommitmentOrigin {
    pub owner: MembershipId,
    /// The staff member who offers it or writes it down, if any.
    pub written_by: Option<MembershipId>,
    pub status: CommitmentStatus,
}

/// In the form of staff: one offer to each member who is here with a phone and can answer it.
pub const EVERYONE: &str = "everyone";

/// Decides owner and status of new commitments. A member makes their own, regardless of the form's owner field. Staff offer one to each
/// owner with an account, and write down what a member without one said.
///
/// # Errors
/// [`CommitmentRefusal::Whose`] when staff name no owner.
pub fn make(
    me: MembershipId,
    role: Role,
    owners: impl IntoIterator<Item = CommitmentFor>,
) -> Result<Vec<CommitmentOrigin>, CommitmentRefusal> {
    if !role.is_staff() {
        return Ok(vec![CommitmentOrigin { owner: me, written_by: None, status: CommitmentStatus::Accepted }]);
    }
    let of = |owner: CommitmentFor| {
        let status = if owner.has_account { CommitmentStatus::Offered } else { CommitmentStatus::Accepted };
        CommitmentOrigin { owner: owner.member, written_by: Some(me), status }
    };
    let made: Vec<_> = owners.into_iter().map(of).collect();
    if made.is_empty() { Err(CommitmentRefusal::Whose) } else { Ok(made) }
}

/// A commitment with its words unsealed.
#[derive(Clone, Debug)]
pub struct Commitment {
    pub id: CommitmentId,
    pub practice: PracticeId,
    pub board: BrainstormId,
    pub session: SessionId,
    pub session_number: i32,
    /// Whether that session is live.
    pub live: bool,
    pub idea: Option<IdeaId>,
    pub owner: MembershipId,
    /// The owner's name; none when they took their words back.
    pub name: Option<String>,
    /// Whether its owner has an account, and so can report the outcome without staff.
    pub has_account: bool,
    /// Its words; none when the owner took them back.
    pub what: Option<String>,
    /// How the owner will know that it is done.
    pub sign: Option<String>,
    /// The due day; none means by the next session.
    pub due: Option<NaiveDate>,
    /// The staff member who offered it or wrote it down.
    pub written_by: Option<MembershipId>,
    pub status: CommitmentStatus,
    /// The last outcome reported.
    pub outcome: Option<Outcome>,
    /// The comment on the last outcome.
    pub word: Option<String>,
    /// Whether the owner shares the outcome and comment with the group.
    pub shared: bool,
    /// Incremented by every change.
    pub version: i32,
}

/// One reported outcome of a commitment.
#[derive(Clone, Debug)]
pub struct OutcomeNote {
    pub outcome: Outcome,
    pub word: Option<String>,
    /// The words before they changed.
    pub before: Option<String>,
    /// Whether the owner shared it with the group.
    pub shared: bool,
    /// Whether staff wrote it down for the owner.
    pub by_staff: bool,
    pub at: DateTime<Utc>,
}

/// The session that a group's current commitments are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastCommitments {
    pub session: SessionId,
    /// Its day in the session's time zone.
    pub day: NaiveDate,
}

/// A new outcome report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOutcome {
    pub outcome: Outcome,
    pub word: Option<String>,
    /// Whether the owner shares it with the group.
    pub shared: bool,
    /// The new words, for [`Outcome::Changed`].
    pub what: Option<String>,
    /// The version the reader saw.
    pub read: i32,
}

impl Commitment {
    /// Whether a reader may see it: everyone once it is accepted, before that only its owner and staff.
    pub fn is_seen_by(&self, me: MembershipId, role: Role) -> bool {
        self.status == CommitmentStatus::Accepted || self.owner == me || role.is_staff()
    }

    /// Whether a reader may see the last outcome: its owner and staff, and the group when the owner shares it.
    pub fn outcome_is_seen_by(&self, me: MembershipId, role: Role) -> bool {
        self.shared || self.history_is_seen_by(me, role)
    }

    /// Whether an audience may see the last outcome: staff, and the group when the owner shares it.
    pub fn outcome_is_shared_with(&self, is_staff: impl Borrow<bool>) -> bool {
        *is_staff.borrow() || self.shared
    }

    /// Whether a reader may see all reported outcomes: its owner and staff.
    pub fn history_is_seen_by(&self, me: MembershipId, role: Role) -> bool {
        self.owner == me || role.is_staff()
    }

    /// Whether a reader may report an outcome: its owner, or staff when the owner has no account.
    pub fn may_speak(&self, me: MembershipId, role: Role) -> bool {
        self.owner == me || (role.is_staff() && !self.has_account)
    }

    /// The status after its owner answers an offer; none when it has that status already. An owner who declined may still accept.
    ///
    /// # Errors
    /// [`CommitmentRefusal::NotYours`], [`CommitmentRefusal::NotTaken`].
    pub fn answer(&self, me: MembershipId, answer: OfferAnswer) -> Result<Option<CommitmentStatus>, CommitmentRefusal> {
        if self.owner != me {
            return Err(CommitmentRefusal::NotYours);
        }
        match (self.status, answer) {
            (CommitmentStatus::Accepted, OfferAnswer::Accept) | (CommitmentStatus::Declined, OfferAnswer::Decline) => Ok(None),
            (CommitmentStatus::Offered | CommitmentStatus::Declined, OfferAnswer::Accept) => Ok(Some(CommitmentStatus::Accepted)),
            (CommitmentStatus::Offered, OfferAnswer::Decline) => Ok(Some(CommitmentStatus::Declined)),
            (CommitmentStatus::Accepted | CommitmentStatus::Withdrawn, _) => Err(CommitmentRefusal::NotTaken),
        }
    }

    /// The status after a withdrawal; none when it is withdrawn already. The owner may withdraw it at any time; staff may withdraw an
    /// unanswered offer, and one whose owner has no account.
    ///
    /// # Errors
    /// [`CommitmentRefusal::NotYours`].
    pub fn withdraw(&self, me: MembershipId, role: Role) -> Result<Option<CommitmentStatus>, CommitmentRefusal> {
        let staffs = role.is_staff() && (self.status == CommitmentStatus::Offered || !self.has_account);
        match self.status {
            _ if self.owner != me && !role.is_staff() => Err(CommitmentRefusal::NotYours),
            CommitmentStatus::Withdrawn => Ok(None),
            _ if self.owner == me || staffs => Ok(Some(CommitmentStatus::Withdrawn)),
            _ => Err(CommitmentRefusal::NotYours),
        }
    }

    /// Whether a reported outcome is new and should be saved; false when the same is saved already. Only words that the reader has seen may
    /// change.
    ///
    /// # Errors
    /// [`CommitmentRefusal::NotYours`], [`CommitmentRefusal::NotTaken`], [`CommitmentRefusal::Stale`].
    pub fn say(&self, me: MembershipId, role: Role, new: &NewOutcome) -> Result<bool, CommitmentRefusal> {
        if !self.may_speak(me, role) {
            return Err(CommitmentRefusal::NotYours);
        }
        if self.status != CommitmentStatus::Accepted {
            return Err(CommitmentRefusal::NotTaken);
        }
        let same_words = new.what.is_none() || new.what == self.what;
        if self.outcome == Some(new.outcome) && self.word == new.word && self.shared == new.shared && same_words {
            return Ok(false);
        }
        if new.outcome == Outcome::Changed && new.read != self.version { Err(CommitmentRefusal::Stale) } else { Ok(true) }
    }

    /// Whether it is current: it is from a live session or from the group's last one, or it is due on the last session's day or later.
    pub fn at_hand(&self, last: Option<LastCommitments>) -> bool {
        self.live || last.is_none_or(|last| self.session == last.session || self.due.is_some_and(|due| due >= last.day))
    }
}

/// The last outcome of one commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatestOutcome {
    pub owner: MembershipId,
    pub outcome: Outcome,
    /// Whether the owner shared it with the group.
    pub shared: bool,
}

/// How much a member kept of their commitments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeptAmount {
    /// From 0 to 1, the mean over all their commitments with an outcome.
    pub share: f64,
    /// Whether all these outcomes are shared with the group.
    pub shared: bool,
}

/// How much each member with a reported outcome kept. For a group figure, to which the rules for small numbers still apply.
pub fn kept(answers: &[LatestOutcome]) -> Vec<KeptAmount> {
    let mut each: BTreeMap<MembershipId, Vec<&LatestOutcome>> = BTreeMap::new();
    for one in answers {
        each.entry(one.owner).or_default().push(one);
    }
    each.into_values()
        .map(|own| {
            let whole = f64::from(u32::try_from(own.len()).unwrap_or(1));
            KeptAmount { share: own.iter().map(|one| one.outcome.share()).sum::<f64>() / whole, shared: own.iter().all(|one| one.shared) }
        })
        .collect()
}

/// The seal context of a commitment's words, which are sealed under the owner's key.
fn seal_context(column: &'static str, practice: PracticeId, id: CommitmentId) -> SealContext {
    SealContext { table: "commitment", column, row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests;
