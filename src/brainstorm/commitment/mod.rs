//! Commitments: who does what, by when, and how they will know. Made by one's own hand, or offered and taken on; what became of it is
//! its owner's to say.

pub mod in_commitment;
pub mod routes;
pub mod scene;
pub mod store;
pub mod views;

use std::borrow::Borrow;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{BoardStep, BrainstormId, IdeaId};
use crate::group::{MembershipId, Role};
use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::SessionId;

crate::ids! {
    /// A commitment.
    CommitmentId,
}

/// The kind of change of a session's commitments.
pub const COMMITMENT: &str = "commitment";
/// The kind of change of what was taken home from the session before.
pub const TAKEN_HOME: &str = "taken-home";
/// Characters of what somebody takes on.
pub const WHAT_LIMIT: usize = 200;
/// Characters of how they will know.
pub const SIGN_LIMIT: usize = 200;
/// Characters of a word about what became of it.
pub const WORD_LIMIT: usize = 300;

/// Whether commitments are made while a board is at this phase: when the group chooses what to do, and after that until the session ends,
/// for many a one is said in the last round. Before, nobody is asked what they will do while others still weigh.
pub fn may_commit(phase: BoardStep) -> bool {
    matches!(phase, BoardStep::Commit | BoardStep::Done)
}

/// How a commitment stands to its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum CommitmentStatus {
    /// Staff offered it; only they and the one it is offered to see it.
    Offered,
    /// It is theirs.
    Accepted,
    /// Not for them, and that is all there is to say of it.
    Declined,
    /// Let go, or offered no more.
    Withdrawn,
}

/// What became of a commitment; each is as good as any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was done.
    Done,
    /// Not yet.
    NotYet,
    /// It is another thing now.
    Changed,
}

impl Outcome {
    /// The word for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Done => key!("outcome-done"),
            Self::NotYet => key!("outcome-not-yet"),
            Self::Changed => key!("outcome-changed"),
        }
    }

    /// How much of it was kept, from 0 to 1: what is another thing now counts half.
    pub fn share(self) -> f64 {
        match self {
            Self::Done => 1.0,
            Self::NotYet => 0.0,
            Self::Changed => 0.5,
        }
    }
}

/// What somebody says to an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferAnswer {
    /// I take it on.
    Accept,
    /// Not for me.
    Decline,
}

/// Why it cannot be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitmentRefusal {
    /// The session has ended.
    Over,
    /// The group has not come to choosing yet.
    Early,
    /// Staff say whose it is: an active member's.
    Whose,
    /// Only its owner says what becomes of it.
    NotYours,
    /// It was let go, or was never taken on.
    NotTaken,
    /// Its words were changed meanwhile.
    Stale,
    /// A day that has passed.
    Past,
    /// Nothing was chosen.
    Nothing,
}

impl CommitmentRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Over => key!("commitment-over"),
            Self::Early => key!("commitment-early"),
            Self::Whose => key!("commitment-whose-missing"),
            Self::NotYours => key!("commitment-not-yours"),
            Self::NotTaken => key!("commitment-not-taken"),
            Self::Stale => key!("commitment-stale"),
            Self::Past => key!("commitment-past"),
            Self::Nothing => key!("commitment-nothing"),
        }
    }
}

/// For whom staff write: a member, and whether they have a phone of their own.
#[derive(Clone, Copy, Debug)]
pub struct CommitmentFor {
    pub member: MembershipId,
    /// Whether they have an account.
    pub has_account: bool,
}

/// Whose a new commitment is, who wrote it down, and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommitmentOrigin {
    pub owner: MembershipId,
    /// The staff member who offers it, or writes it down.
    pub written_by: Option<MembershipId>,
    /// Taken on already, or offered.
    pub standing: CommitmentStatus,
}

/// Making one: a member for themself, whatever else the form says. Staff offer one to who can answer by their own hand, and write down
/// what somebody without a phone said.
///
/// # Errors
/// [`CommitmentRefusal::Whose`] when staff name nobody.
pub fn make(me: MembershipId, role: Role, whose: Option<CommitmentFor>) -> Result<CommitmentOrigin, CommitmentRefusal> {
    if !role.is_staff() {
        return Ok(CommitmentOrigin { owner: me, written_by: None, standing: CommitmentStatus::Accepted });
    }
    let whose = whose.ok_or(CommitmentRefusal::Whose)?;
    let standing = if whose.has_account { CommitmentStatus::Offered } else { CommitmentStatus::Accepted };
    Ok(CommitmentOrigin { owner: whose.member, written_by: Some(me), standing })
}

/// A commitment with its words opened.
#[derive(Clone, Debug)]
pub struct Commitment {
    pub id: CommitmentId,
    pub practice: PracticeId,
    /// The board it was made at.
    pub board: BrainstormId,
    pub session: SessionId,
    pub session_number: i32,
    /// Whether that session is under way.
    pub live: bool,
    /// The idea it carries out.
    pub idea: Option<IdeaId>,
    pub owner: MembershipId,
    /// Their name; none when they took their words back.
    pub name: Option<String>,
    /// Whether its owner can speak for themself here.
    pub has_account: bool,
    /// What; none when its owner took their words back.
    pub what: Option<String>,
    /// How they will know.
    pub sign: Option<String>,
    /// By which day; none: by the next session.
    pub due: Option<NaiveDate>,
    /// Who offered it or wrote it down.
    pub written_by: Option<MembershipId>,
    pub standing: CommitmentStatus,
    /// What became of it, as it was said last.
    pub outcome: Option<Outcome>,
    /// A word about that.
    pub word: Option<String>,
    /// Whether its owner lets the group see both.
    pub told: bool,
    /// Raised by each change.
    pub version: i32,
}

/// One thing that was said of a commitment.
#[derive(Clone, Debug)]
pub struct OutcomeNote {
    /// What became of it.
    pub outcome: Outcome,
    /// A word.
    pub word: Option<String>,
    /// How it read before it changed.
    pub before: Option<String>,
    /// Whether the group was let see it.
    pub told: bool,
    /// Whether staff wrote it down for its owner.
    pub by_staff: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// The session a group took things home from last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastCommitments {
    pub session: SessionId,
    /// Its day, by the group's wall clock.
    pub day: NaiveDate,
}

/// What somebody says of a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOutcome {
    /// What became of it.
    pub outcome: Outcome,
    /// A word.
    pub word: Option<String>,
    /// Whether the group may see it.
    pub told: bool,
    /// The new words, when it changed.
    pub what: Option<String>,
    /// The version they read.
    pub read: i32,
}

impl Commitment {
    /// Whether somebody may see that it is there: everybody once it is taken on, before that its owner and staff.
    pub fn is_seen_by(&self, me: MembershipId, role: Role) -> bool {
        self.standing == CommitmentStatus::Accepted || self.owner == me || role.is_staff()
    }

    /// Whether somebody sees what became of it: its owner and staff; the group when its owner lets it.
    pub fn outcome_is_seen_by(&self, me: MembershipId, role: Role) -> bool {
        self.told || self.history_is_seen_by(me, role)
    }

    /// Whether an audience is told of it: staff, and the group when its owner lets it.
    pub fn outcome_is_told_to(&self, is_staff: impl Borrow<bool>) -> bool {
        *is_staff.borrow() || self.told
    }

    /// Whether somebody sees everything that was said of it: its owner and staff.
    pub fn history_is_seen_by(&self, me: MembershipId, role: Role) -> bool {
        self.owner == me || role.is_staff()
    }

    /// Whether somebody may speak for its owner: themself, or staff for who has no phone.
    pub fn may_speak(&self, me: MembershipId, role: Role) -> bool {
        self.owner == me || (role.is_staff() && !self.has_account)
    }

    /// Answering an offer, by its owner's own hand: how it stands from now on, or none when it stands so already. Who declined may think
    /// better of it.
    ///
    /// # Errors
    /// [`CommitmentRefusal::NotYours`], [`CommitmentRefusal::NotTaken`].
    pub fn answer(&self, me: MembershipId, answer: OfferAnswer) -> Result<Option<CommitmentStatus>, CommitmentRefusal> {
        if self.owner != me {
            return Err(CommitmentRefusal::NotYours);
        }
        match (self.standing, answer) {
            (CommitmentStatus::Accepted, OfferAnswer::Accept) | (CommitmentStatus::Declined, OfferAnswer::Decline) => Ok(None),
            (CommitmentStatus::Offered | CommitmentStatus::Declined, OfferAnswer::Accept) => Ok(Some(CommitmentStatus::Accepted)),
            (CommitmentStatus::Offered, OfferAnswer::Decline) => Ok(Some(CommitmentStatus::Declined)),
            (CommitmentStatus::Accepted | CommitmentStatus::Withdrawn, _) => Err(CommitmentRefusal::NotTaken),
        }
    }

    /// Letting it go: its owner at any time; staff what they offered and nobody answered, and what they wrote down for somebody.
    ///
    /// # Errors
    /// [`CommitmentRefusal::NotYours`].
    pub fn withdraw(&self, me: MembershipId, role: Role) -> Result<Option<CommitmentStatus>, CommitmentRefusal> {
        let staffs = role.is_staff() && (self.standing == CommitmentStatus::Offered || !self.has_account);
        match self.standing {
            _ if self.owner != me && !role.is_staff() => Err(CommitmentRefusal::NotYours),
            CommitmentStatus::Withdrawn => Ok(None),
            _ if self.owner == me || staffs => Ok(Some(CommitmentStatus::Withdrawn)),
            _ => Err(CommitmentRefusal::NotYours),
        }
    }

    /// Saying what became of it: whether there is something to write down. The same again says nothing new, and no words are changed that
    /// were not read.
    ///
    /// # Errors
    /// [`CommitmentRefusal::NotYours`], [`CommitmentRefusal::NotTaken`], [`CommitmentRefusal::Stale`].
    pub fn say(&self, me: MembershipId, role: Role, new: &NewOutcome) -> Result<bool, CommitmentRefusal> {
        if !self.may_speak(me, role) {
            return Err(CommitmentRefusal::NotYours);
        }
        if self.standing != CommitmentStatus::Accepted {
            return Err(CommitmentRefusal::NotTaken);
        }
        let same_words = new.what.is_none() || new.what == self.what;
        if self.outcome == Some(new.outcome) && self.word == new.word && self.told == new.told && same_words {
            return Ok(false);
        }
        if new.outcome == Outcome::Changed && new.read != self.version { Err(CommitmentRefusal::Stale) } else { Ok(true) }
    }

    /// Whether it is at hand now: from a session under way, from the last one, or its day is still to come after that one.
    pub fn at_hand(&self, last: Option<LastCommitments>) -> bool {
        self.live || last.is_none_or(|last| self.session == last.session || self.due.is_some_and(|due| due >= last.day))
    }
}

/// What somebody said last of one of their commitments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatestOutcome {
    pub owner: MembershipId,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether the group was let see it.
    pub told: bool,
}

/// How much somebody kept of what they took home.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeptAmount {
    /// From 0 to 1, over everything that they said something of.
    pub share: f64,
    /// Whether the group knows all of it.
    pub told: bool,
}

/// How much each kept, of whoever said anything: for a figure of the group, which the rules for small numbers still rule.
pub fn kept(answers: &[LatestOutcome]) -> Vec<KeptAmount> {
    let mut each: BTreeMap<MembershipId, Vec<&LatestOutcome>> = BTreeMap::new();
    for one in answers {
        each.entry(one.owner).or_default().push(one);
    }
    each.into_values()
        .map(|own| {
            let whole = f64::from(u32::try_from(own.len()).unwrap_or(1));
            KeptAmount { share: own.iter().map(|one| one.outcome.share()).sum::<f64>() / whole, told: own.iter().all(|one| one.told) }
        })
        .collect()
}

/// Where a commitment's words are sealed (under its owner's key).
fn place(column: &'static str, practice: PracticeId, id: CommitmentId) -> SealContext {
    SealContext { table: "commitment", column, row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests;
