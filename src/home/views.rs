//! The home pages, and a group's page.

use askama::Template;
use chrono::NaiveDate;

use super::arc::{ArcProgress, NextStep};
use super::first_steps::{FirstSteps, StepAct};
use super::step::{self, GroupTasks};
use super::waits::Wait;
use crate::charter::store::CharterTasks;
use crate::climate::contact_request_store::{ContactRequestGroup, Unread};
use crate::climate::figure_store::OpenCheckOut;
use crate::climate::{FallingGroup, GroupClimate};
use crate::closing::Content;
use crate::commitment::Commitment;
use crate::contact::ContactHint;
use crate::contact::letters::MemberLetter;
use crate::group::{Group, Membership, MembershipId, Role};
use crate::intake::decision::ApplicantStatus;
use crate::intake::{PendingMembership, TogetherCard};
use crate::kit::i18n::filters;
use crate::session::regrets::Regrets;
use crate::session::substitution::{NamedSubstitution, Notice, SubstitutedSession};
use crate::session::{Session, SessionState};
use crate::transitions::Transition;
use crate::transitions::views::InactiveMembership;

#[derive(Template)]
#[template(path = "home/welcome.html")]
pub(super) struct WelcomePage;

/// One group in the list of a home page.
pub(super) struct GroupRow {
    pub group: Group,
    /// The reader's role in it.
    pub role: Role,
    pub members: usize,
    pub waiting: usize,
    /// Open proposals for the charter.
    pub proposals: usize,
    pub steps: [super::arc::ArcStep; 5],
    /// The live session, or the next planned one.
    pub session: Option<Session>,
}

#[derive(Template)]
#[template(path = "home/staff.html")]
pub(super) struct StaffHome {
    /// What a new practice does first.
    pub first_steps: Option<FirstSteps>,
    /// Their trial, until it is deleted.
    pub trial: Option<(Group, Session)>,
    /// Changes that the practice made in the reader's groups and that the reader has not read yet.
    pub notices: Vec<Notice>,
    /// Whether they keep the times and rooms of a practice.
    pub keeps_times: bool,
    pub name: String,
    /// The group and session to show first: live, or next.
    pub first: Option<(Group, Session)>,
    pub today: NaiveDate,
    /// The members who may need contact; none when the reader leads no group.
    pub words: Option<Vec<ContactHint>>,
    pub groups: Vec<GroupRow>,
    /// What waits for them, in one list.
    pub waits: Vec<Wait>,
    /// Letters to them, if they are a member of a group too.
    pub letters: Vec<MemberLetter>,
    /// For a therapist: groups whose climate is falling.
    pub falling: Vec<FallingGroup>,
    pub may_form_groups: bool,
    pub administers: bool,
    /// Whether a practice in which they lead groups lists no crisis number.
    pub no_numbers: bool,
    /// Sessions in which they are a substitute.
    pub stands_in: Vec<SubstitutedSession>,
    /// The substitutions in their own groups' next sessions.
    pub replaced: Vec<(GroupName, Session, NamedSubstitution)>,
}

pub(super) type GroupName = String;

/// One group of a member.
pub(super) struct MemberGroup {
    pub group: Group,
    pub session: Option<Session>,
    pub is_today: bool,
    /// What the group's charter asks of them.
    pub asks: Option<CharterTasks>,
    /// Their own regrets for the session, while they may be sent or withdrawn.
    pub regrets: Option<Option<Regrets>>,
    /// The last closing they may read.
    pub closing: Option<(Session, Content)>,
    /// Commitments offered to them that wait for their answer.
    pub offers: Vec<Commitment>,
    /// Their current commitments.
    pub own: Vec<Commitment>,
    /// Their earlier commitments.
    pub earlier: Vec<Commitment>,
    /// The line they want to bring.
    pub line: Option<String>,
    pub membership: MembershipId,
    /// Whether the guide is still to be read.
    pub guide: bool,
    /// Arrivals and farewells.
    pub transitions: Vec<Transition>,
    /// The substitutions in the session.
    pub in_place: Vec<NamedSubstitution>,
}

impl MemberGroup {
    /// What the group asks of them.
    pub(super) fn asked(&self) -> GroupTasks {
        let live = self.session.as_ref().is_some_and(|session| session.state == SessionState::Live);
        let (charter, signature) = self.asks.map_or((false, false), |asks| (asks.answers > 0, asks.signature));
        GroupTasks { live, offer: !self.offers.is_empty(), charter, guide: self.guide, signature, ahead: self.session.is_some() }
    }

    /// Whether there are commitments to show.
    pub(super) fn has_commitments(&self) -> bool {
        !(self.offers.is_empty() && self.own.is_empty() && self.earlier.is_empty())
    }
}

#[derive(Template)]
#[template(path = "home/member.html")]
pub(super) struct MemberHome {
    pub name: String,
    /// Changes that the practice made in the reader's groups and that the reader has not read yet.
    pub notices: Vec<Notice>,
    pub step: step::GroupStep,
    pub groups: Vec<MemberGroup>,
    /// Sessions without their check-out.
    pub check_outs: Vec<OpenCheckOut>,
    /// Wishes for contact that the present therapist does not see.
    pub unread: Vec<Unread>,
    /// The groups whose therapist they can ask for a word.
    pub contact_request_groups: Vec<ContactRequestGroup>,
    /// Letters to them that they have not put away.
    pub letters: Vec<MemberLetter>,
    /// Groups that have not admitted them yet, and those that refused.
    pub waiting: Vec<PendingMembership>,
    /// Groups in which they are paused, or which they have left.
    pub away: Vec<InactiveMembership>,
}

#[derive(Template)]
#[template(path = "home/groups.html")]
pub(super) struct GroupsPage {
    pub groups: Vec<GroupRow>,
    pub may_form_groups: bool,
    /// The reader's trial, until it is deleted.
    pub trial: Option<(Group, Session)>,
}

/// The groups of a member.
#[derive(Template)]
#[template(path = "home/own_groups.html")]
pub(super) struct OwnGroupsPage {
    pub groups: Vec<GroupRow>,
}

#[derive(Template)]
#[template(path = "home/group.html")]
pub(super) struct GroupPage {
    pub group: Group,
    pub role: Role,
    /// The reader's own membership.
    pub me: MembershipId,
    pub steps: [super::arc::ArcStep; 5],
    pub next: Option<NextStep>,
    /// Live and planned, soonest first.
    pub ahead: Vec<Session>,
    /// Held, newest first.
    pub held: Vec<Session>,
    pub people: Vec<Membership>,
    /// Sessions with a closing that the reader may read.
    pub closings: Vec<crate::session::SessionId>,
    pub waiting: usize,
    /// The charter's number and articles.
    pub charter: Option<(i32, Vec<String>)>,
    /// Open proposals for the charter.
    pub proposals: usize,
    /// What the charter asks of the reader.
    pub asks: Option<CharterTasks>,
    /// Arrivals and farewells.
    pub transitions: Vec<Transition>,
    /// For the therapist: how alike the members are.
    pub together: Option<TogetherCard>,
    /// How the group felt, once there are figures.
    pub climate: Option<GroupClimate>,
}
