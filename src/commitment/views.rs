//! Views of commitments on pages and live screens. Streamed fragments contain nothing that belongs to one reader.

use std::borrow::Borrow;

use askama::Template;
use uuid::Uuid;

use super::{Commitment, CommitmentStatus, Outcome, OutcomeNote, may_commit};
use crate::brainstorm::{BoardStep, BrainstormId, IdeaId};
use crate::group::{Group, MembershipId};
use crate::kit::error::Error;
use crate::kit::i18n::entry::DateEntry;
use crate::kit::i18n::filters;
use crate::kit::web::{Chrome, FormErrors};
use crate::session::{SessionId, SessionState};

#[derive(Clone, Debug)]
pub struct CommitmentsView {
    pub session: SessionId,
    /// Whether the session is live.
    pub live: bool,
    /// Whether the session is at the stage that looks back at the last commitments.
    pub opening: bool,
    /// The current board and its step.
    pub board: Option<(BrainstormId, BoardStep)>,
    /// Ideas that a commitment may carry out.
    pub ideas: Vec<(IdeaId, String)>,
    /// Those that the group has kept.
    pub kept: Vec<(IdeaId, String)>,
    /// Active members, for whom staff may write one, with name and seat.
    pub members: Vec<(MembershipId, String, Option<i32>)>,
    /// Commitments of this session.
    pub made_here: Vec<Commitment>,
    /// Commitments from the last session; loaded only while [`Self::opening`].
    pub taken_home: Vec<Commitment>,
}

impl CommitmentsView {
    /// The board at which members may make a commitment now.
    pub fn makes_at(&self) -> Option<BrainstormId> {
        self.board.filter(|(_, phase)| self.live && may_commit(*phase)).map(|(board, _)| board)
    }

    /// The commitments of this session that an audience sees: accepted ones for all, the others for staff only.
    pub fn seen(&self, is_staff: impl Borrow<bool>) -> impl Iterator<Item = &Commitment> {
        let is_staff = *is_staff.borrow();
        self.made_here.iter().filter(move |one| is_staff || one.status == CommitmentStatus::Accepted)
    }

    /// Whether the board is at the step that makes commitments, and not over.
    pub fn commits(&self) -> bool {
        self.board.is_some_and(|(_, phase)| phase == BoardStep::Commit)
    }

    /// The number of accepted commitments.
    pub fn count(&self) -> usize {
        self.seen(false).count()
    }

    /// The accepted commitments for the wall: those of the last session while this one opens, else those of this session.
    pub fn on_wall(&self) -> Vec<&Commitment> {
        let list = if self.opening { &self.taken_home } else { &self.made_here };
        list.iter().filter(|one| one.status == CommitmentStatus::Accepted && one.what.is_some()).collect()
    }
}

/// The typed form of a new commitment.
#[derive(Clone, Debug, Default)]
pub struct CommitmentForm {
    pub whose: String,
    pub what: String,
    /// The id of the idea it carries out.
    pub idea: String,
    /// How the owner will know that it is done.
    pub sign: String,
    pub by_day: bool,
    pub date: DateEntry,
}

impl CommitmentForm {
    /// An empty form with a due day in a week.
    pub fn empty(chrome: &Chrome) -> Self {
        let week = chrome.now + chrono::TimeDelta::days(7);
        let day = crate::kit::i18n::dates::today(week, chrome.reader.zone);
        Self { date: DateEntry::of(day, chrome.reader.calendar), ..Self::default() }
    }
}

#[derive(Template)]
#[template(path = "commitment/_here.html")]
pub struct HereFragment<'a> {
    pub carried: &'a CommitmentsView,
    pub is_staff: bool,
}

#[derive(Template)]
#[template(path = "commitment/_taken.html")]
pub struct TakenFragment<'a> {
    pub carried: &'a CommitmentsView,
    pub is_staff: bool,
}

#[derive(Template)]
#[template(path = "commitment/_compose.html")]
pub struct ComposeFragment<'a> {
    pub carried: &'a CommitmentsView,
    pub is_staff: bool,
}

/// Renders this session's list for the stream.
pub fn here_fragment(chrome: &Chrome, carried: &CommitmentsView, is_staff: bool) -> Result<String, Error> {
    chrome.render(&HereFragment { carried, is_staff }).map_err(Error::Page)
}

/// Renders the last session's commitments for the stream.
pub fn taken_fragment(chrome: &Chrome, carried: &CommitmentsView, is_staff: bool) -> Result<String, Error> {
    chrome.render(&TakenFragment { carried, is_staff }).map_err(Error::Page)
}

/// Renders the form for the stream.
pub fn compose_fragment(chrome: &Chrome, carried: &CommitmentsView, is_staff: bool) -> Result<String, Error> {
    chrome.render(&ComposeFragment { carried, is_staff }).map_err(Error::Page)
}

/// The page of a session's commitments, with the form for a new one.
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
    pub errors: FormErrors,
}

/// The page of one commitment and its outcomes.
#[derive(Template)]
#[template(path = "commitment/one.html")]
pub(super) struct OnePage {
    pub group: Group,
    pub one: Commitment,
    pub idea: Option<String>,
    /// All outcomes; none when the reader may not see them.
    pub history: Option<Vec<OutcomeNote>>,
    /// Whether the reader may see the last outcome.
    pub sees: bool,
    pub is_mine: bool,
    pub may_speak: bool,
    pub may_withdraw: bool,
    /// What was typed, when the form is refused.
    pub typed: TypedOutcome,
    pub errors: FormErrors,
}

/// The typed form of an outcome.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedOutcome {
    pub outcome: Option<Outcome>,
    pub what: String,
    pub word: String,
    pub shared: bool,
}
