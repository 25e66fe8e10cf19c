//! The page of a member's sheet.

use std::borrow::Borrow;
use std::collections::HashMap;

use askama::Template;

use super::shared::SharedSession;
use crate::commitment::{Commitment, CommitmentStatus};
use crate::group::{Group, Membership, MembershipState};
use crate::kit::i18n::filters;
use crate::record::note::IndividualNote;
use crate::session::SessionId;
use crate::session::attendance::{AttendanceMode, MemberAttendance};
use crate::transitions::Transition;
use crate::voices::own::SheetShare;

#[derive(Template)]
#[template(path = "record/sheet.html")]
pub(super) struct SheetPage {
    pub group: Group,
    pub one: Membership,
    /// A planned arrival or farewell.
    pub transition: Option<Transition>,
    /// The held sessions to which they belonged, oldest first.
    pub attended: Vec<MemberAttendance>,
    /// Their share of voice in those in which it is known.
    pub shares: HashMap<SessionId, SheetShare>,
    /// Newest first.
    pub commitments: Vec<Commitment>,
    pub shared: Vec<SharedSession>,
    /// The newest individual note, and its author's name.
    pub note: Option<(IndividualNote, Option<String>)>,
    pub earlier_notes: usize,
}

impl SheetPage {
    fn base(&self) -> String {
        format!("/groups/{}/members/{}", self.group.id, self.one.id)
    }

    pub fn share(&self, of: impl Borrow<SessionId>) -> Option<SheetShare> {
        self.shares.get(of.borrow()).copied()
    }

    pub fn came(&self) -> usize {
        self.attended.iter().filter(|one| one.has_attended()).count()
    }

    /// Whether the group goes on, and this member in it.
    pub fn is_in(&self) -> bool {
        self.group.ended_at.is_none() && matches!(self.one.state, MembershipState::Active | MembershipState::Paused)
    }
}
