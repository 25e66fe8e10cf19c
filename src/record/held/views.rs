//! The page of a held session.

use std::borrow::Borrow;

use askama::Template;

use super::HeldPart;
use crate::brainstorm::Board;
use crate::climate::curve::HeldSession;
use crate::climate::figure::{FigureKind, ShownFigure};
use crate::climate::store::SharedMood;
use crate::closing::store::Version;
use crate::commitment::{Commitment, CommitmentStatus};
use crate::concern::table::PastMiddleConcern;
use crate::concern::{ListedConcern, OwnConcerns};
use crate::group::{Group, MembershipId};
use crate::key;
use crate::kit::i18n::{MessageKey, filters};
use crate::session::Session;
use crate::session::arc::Stage;
use crate::session::attendance::{self, Attendee};
use crate::session::substitution::{NamedSubstitution, Notice};
use crate::voices::own::OwnShare;
use crate::voices::picture::Voices;

/// A commitment, and whether the reader may see what became of it.
pub(super) struct RecordedCommitment {
    pub one: Commitment,
    pub sees_outcome: bool,
}

/// For a member who did not belong to the group on the day of the session.
#[derive(Template)]
#[template(path = "record/not_there.html")]
pub(super) struct NotTherePage {
    pub group: Group,
    pub session: Session,
}

#[derive(Template)]
#[template(path = "record/session.html")]
pub(super) struct RecordPage {
    pub group: Group,
    pub session: Session,
    pub me: MembershipId,
    pub is_staff: bool,
    pub is_therapist: bool,
    /// Whether the reader is a substitute: what belongs to the group's own therapist is hidden from them.
    pub stands_in: bool,
    /// Who led it.
    pub leads: Vec<String>,
    pub in_place: Vec<NamedSubstitution>,
    /// For the therapist: people who named themselves as substitutes, with their reasons.
    pub reasons: Vec<Notice>,
    pub parts: Vec<HeldPart>,
    /// By name on pages of staff; the page of a member shows the numbers and their own line.
    pub roll: Vec<Attendee>,
    /// For staff: the members who had not signed the charter.
    pub sat_in: Vec<String>,
    /// The article of the charter that every screen showed.
    pub article: Option<String>,
    /// For staff.
    pub voices: Option<Voices>,
    /// A member's own share.
    pub share: Option<OwnShare>,
    pub middle: Vec<PastMiddleConcern>,
    /// For staff: concerns that never came to the middle.
    pub laid: Vec<ListedConcern>,
    /// For the therapist: who laid what.
    pub mine: OwnConcerns,
    pub boards: Vec<Board>,
    pub commitments: Vec<RecordedCommitment>,
    /// For the therapist.
    pub arrival_moods: Vec<SharedMood>,
    pub departure_moods: Vec<SharedMood>,
    /// The group's figures, once they are frozen.
    pub figures: Option<HeldSession>,
    /// The newest version of the closing.
    pub closing: Option<Version>,
    /// For staff: backstage lines wait for a decision.
    pub lines_wait: bool,
    /// For a member: the check-out is still open to them.
    pub may_check_out: bool,
}

impl RecordPage {
    pub fn came(&self) -> usize {
        attendance::came(&self.roll)
    }

    /// The reader's own line of the roll.
    pub fn own(&self) -> Option<&Attendee> {
        self.roll.iter().find(|one| one.member == self.me)
    }

    /// What may be shown of one figure; none before the figures are frozen.
    pub fn figure(&self, kind: impl Borrow<FigureKind>) -> Option<ShownFigure> {
        self.figures.as_ref().map(|held| held.of(*kind.borrow()))
    }

    /// The figures that members see too, beside the climate.
    pub fn figures_of_members(&self) -> Vec<(MessageKey, ShownFigure)> {
        let figures = [
            (key!("climate-safe"), FigureKind::Safe),
            (key!("climate-mood-in"), FigureKind::MoodIn),
            (key!("climate-mood-out"), FigureKind::MoodOut),
            (key!("climate-kept-title"), FigureKind::Kept),
        ];
        figures.into_iter().filter_map(|(title, kind)| Some((title, self.figure(kind)?))).collect()
    }

    /// The commitments that were taken on.
    pub fn accepted(&self) -> usize {
        self.commitments.iter().filter(|one| one.one.status == CommitmentStatus::Accepted).count()
    }

    /// The substitution in which the reader is the substitute.
    pub fn own_place(&self) -> Option<&NamedSubstitution> {
        self.in_place.iter().find(|one| self.stands_in && one.substitute == self.me)
    }

    /// Nobody is named for a session that is over.
    pub fn may_name(&self) -> bool {
        false
    }
}
