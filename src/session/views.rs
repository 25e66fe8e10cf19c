//! The page for planning a session, and the page of a session that is not live.

use askama::Template;
use uuid::Uuid;

use super::arc::Course;
use super::attendance::Attendee;
use super::clash::Clashes;
use super::regrets::Regrets;
use super::series::store::Occurrence;
use super::substitution::{NamedSubstitution, Notice};
use super::timing::SessionTyped;
use super::{Session, SessionRefusal, SessionState};
use crate::group::{Group, Membership, MembershipId, SchedulingVia};
use crate::kit::i18n::{Message, filters};
use crate::kit::refusal::Refusal;
use crate::kit::web::FormErrors;

#[derive(Template)]
#[template(path = "session/new.html")]
pub(super) struct NewSessionPage {
    pub group: Group,
    pub id: Uuid,
    /// The number that the session will get.
    pub number: i32,
    pub typed: SessionTyped,
    pub via: SchedulingVia,
    pub errors: FormErrors,
    /// Warnings about other sessions at that time.
    pub clashes: Clashes,
    /// Whether the suggested room was filled in as the place.
    pub filled: bool,
    /// The names of the practice's rooms.
    pub rooms: Vec<String>,
}

#[derive(Template)]
#[template(path = "session/session.html")]
pub(super) struct SessionPage {
    pub group: Group,
    pub session: Session,
    pub is_staff: bool,
    /// Active members; when there are few, staff confirm the start.
    pub members: Vec<Membership>,
    pub few: bool,
    /// Names of members who sat in without having signed the charter.
    pub sat_in: Vec<String>,
    /// The plan and its progress.
    pub course: Course,
    pub roll: Vec<Attendee>,
    pub is_therapist: bool,
    pub me: MembershipId,
    /// Whether the reader is a substitute: what belongs to the group's own therapist is hidden from them.
    pub stands_in: bool,
    /// The named substitutions.
    pub in_place: Vec<NamedSubstitution>,
    /// For the therapist: notices of people who named themselves as substitutes, with their reasons.
    pub reasons: Vec<Notice>,
    /// The reader's own regrets; the outer option is none unless they may be sent or taken back.
    pub regrets: Option<Option<Regrets>>,
    /// Refused regrets: the submitted text and the reason.
    pub typed: Option<(String, Message)>,
    /// The occurrence of a series that this session is.
    pub occurrence: Option<Occurrence>,
    pub refusal: Option<SessionRefusal>,
}

impl SessionPage {
    /// The substitution in which the reader is the substitute.
    pub fn own_place(&self) -> Option<&NamedSubstitution> {
        self.in_place.iter().find(|one| self.stands_in && one.substitute == self.me)
    }

    /// Whether the reader may name a substitute: the group's own therapist, until the session is over.
    pub fn may_name(&self) -> bool {
        self.is_therapist && !self.stands_in && matches!(self.session.state, SessionState::Planned | SessionState::Live)
    }
}
