//! What people take home, on pages and live screens. What is streamed holds nothing of one reader's own.

use std::borrow::Borrow;

use askama::Template;
use uuid::Uuid;

use super::{Commitment, CommitmentStatus, Outcome, OutcomeNote, may_commit};
use crate::brainstorm::{BoardStep, BrainstormId, IdeaId};
use crate::group::{Group, MembershipId};
use crate::kit::failure::Error;
use crate::kit::locale::entry::DateEntry;
use crate::kit::locale::filters;
use crate::kit::web::{Chrome, FormErrors};
use crate::session::{SessionId, SessionState};

/// What a session's screens show of commitments.
#[derive(Clone, Debug)]
pub struct CommitmentsView {
    pub session: SessionId,
    /// Whether it is live.
    pub live: bool,
    /// Whether the stage is the one that looks back at what was taken home.
    pub opening: bool,
    /// The board they are made at now, and how far it is.
    pub board: Option<(BrainstormId, BoardStep)>,
    /// Ideas that may be carried out.
    pub ideas: Vec<(IdeaId, String)>,
    /// For whom staff may write: active members and their names.
    pub members: Vec<(MembershipId, String)>,
    /// Made in this session.
    pub here: Vec<Commitment>,
    /// Taken home the last time.
    pub taken: Vec<Commitment>,
}

impl CommitmentsView {
    /// The board at which one may be made now.
    pub fn makes_at(&self) -> Option<BrainstormId> {
        self.board.filter(|(_, phase)| self.live && may_commit(*phase)).map(|(board, _)| board)
    }

    /// Those of this session that a reader sees: all of the group what was taken on, staff also what is offered.
    pub fn seen(&self, is_staff: impl Borrow<bool>) -> impl Iterator<Item = &Commitment> {
        let is_staff = *is_staff.borrow();
        self.here.iter().filter(move |one| is_staff || one.standing == CommitmentStatus::Accepted)
    }

    /// How many of them were taken on.
    pub fn count(&self) -> usize {
        self.seen(false).count()
    }

    /// Words only, for the wall: whose they are is not on it. What was taken home while the session opens, else what is taken on now.
    pub fn on_wall(&self) -> Vec<&str> {
        let list = if self.opening { &self.taken } else { &self.here };
        list.iter().filter(|one| one.standing == CommitmentStatus::Accepted).filter_map(|one| one.what.as_deref()).collect()
    }
}

/// What was typed into the form that makes one.
#[derive(Clone, Debug, Default)]
pub struct CommitmentForm {
    pub whose: String,
    pub what: String,
    /// Which idea it carries out.
    pub idea: String,
    /// How they will know.
    pub sign: String,
    /// Whether a day was chosen.
    pub by_day: bool,
    pub date: DateEntry,
}

impl CommitmentForm {
    /// An empty form, whose day is a week from now.
    pub fn empty(chrome: &Chrome) -> Self {
        let week = chrome.now + chrono::TimeDelta::days(7);
        let day = crate::kit::locale::dates::today(week, chrome.reader.zone);
        Self { date: DateEntry::of(day, chrome.reader.calendar), ..Self::default() }
    }
}

/// The list of this session as a partial.
#[derive(Template)]
#[template(path = "commitment/_here.html")]
pub struct HereFragment<'a> {
    pub carried: &'a CommitmentsView,
    /// Whether staff read it.
    pub is_staff: bool,
}

/// What was taken home, as a partial.
#[derive(Template)]
#[template(path = "commitment/_taken.html")]
pub struct TakenFragment<'a> {
    pub carried: &'a CommitmentsView,
    /// Whether staff read it.
    pub is_staff: bool,
}

/// The form that makes one, as a partial.
#[derive(Template)]
#[template(path = "commitment/_compose.html")]
pub struct ComposeFragment<'a> {
    pub carried: &'a CommitmentsView,
    /// Whether staff read it.
    pub is_staff: bool,
}

/// The list of this session, as it goes into a stream.
pub fn told_here(chrome: &Chrome, carried: &CommitmentsView, is_staff: bool) -> Result<String, Error> {
    chrome.render(&HereFragment { carried, is_staff }).map_err(Error::Page)
}

/// What was taken home, as it goes into a stream.
pub fn told_taken(chrome: &Chrome, carried: &CommitmentsView, is_staff: bool) -> Result<String, Error> {
    chrome.render(&TakenFragment { carried, is_staff }).map_err(Error::Page)
}

/// The form, as it goes into a stream.
pub fn told_compose(chrome: &Chrome, carried: &CommitmentsView, is_staff: bool) -> Result<String, Error> {
    chrome.render(&ComposeFragment { carried, is_staff }).map_err(Error::Page)
}

/// The commitments of a session on a page of their own, with the form that makes one.
#[derive(Template)]
#[template(path = "commitment/list.html")]
pub(super) struct ListPage {
    pub group: Group,
    pub number: i32,
    pub state: SessionState,
    pub board: BrainstormId,
    pub carried: CommitmentsView,
    pub is_staff: bool,
    pub id: Uuid,
    pub typed: CommitmentForm,
    pub complaints: FormErrors,
}

/// One commitment, with what was said of it.
#[derive(Template)]
#[template(path = "commitment/one.html")]
pub(super) struct OnePage {
    pub group: Group,
    pub one: Commitment,
    /// The words of the idea it carries out.
    pub idea: Option<String>,
    /// What was said of it; none to whom it is not shown.
    pub history: Option<Vec<OutcomeNote>>,
    /// Whether the reader sees what was said last.
    pub sees: bool,
    /// Whether the reader is its owner.
    pub is_mine: bool,
    /// Whether the reader may speak for its owner.
    pub may_speak: bool,
    /// Whether the reader may let it go.
    pub may_withdraw: bool,
    /// What was typed, when it comes back.
    pub typed: TypedOutcome,
    pub complaints: FormErrors,
    /// What stands there now, when it was changed meanwhile.
    pub theirs: Option<String>,
}

/// What was typed about what became of it.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedOutcome {
    pub outcome: Option<Outcome>,
    pub what: String,
    pub word: String,
    pub told: bool,
}

/// Refused, within the form that asked.
#[derive(Template)]
#[template(path = "commitment/_refusal.html")]
pub(super) struct CommitmentRefusalFragment {
    pub words: Vec<String>,
}
