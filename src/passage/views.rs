//! The pages of coming and going, and what the live screens say of it.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{InSession, Passage, Word};
use crate::group::life_store::Line;
use crate::group::preparation::Reading;
use crate::group::{Group, GroupId, Membership, MembershipId, MembershipState, Role};
use crate::kit::failure::Failure;
use crate::kit::locale::filters;
use crate::kit::web::{Chrome, Complaints};
use crate::practice::StaffMember;
use crate::session::Session;

/// What was typed into a form of going.
#[derive(Default)]
pub(super) struct Typed {
    /// "now", or a session's id.
    pub when: String,
    pub reason: String,
    pub word: String,
    pub shown: bool,
}

#[derive(Template)]
#[template(path = "passage/own.html")]
pub(super) struct OwnPage {
    pub group: Group,
    pub role: Role,
    pub state: MembershipState,
    pub history: Vec<Line>,
    pub passage: Option<Passage>,
    /// The group's last session, when it is planned.
    pub ending: Option<Passage>,
    pub word: Option<Word>,
    pub may_leave_a_word: bool,
    pub typed: Typed,
    pub complaints: Complaints,
}

#[derive(Template)]
#[template(path = "passage/leaving.html")]
pub(super) struct LeavingPage {
    pub group: Group,
    pub role: Role,
    pub state: MembershipState,
    /// In which they could say goodbye.
    pub sessions: Vec<Session>,
    pub typed: Typed,
    pub complaints: Complaints,
}

#[derive(Template)]
#[template(path = "passage/member.html")]
pub(super) struct MemberPage {
    pub group: Group,
    pub is_therapist: bool,
    pub one: Membership,
    pub history: Vec<Line>,
    pub names: Vec<(MembershipId, Option<String>)>,
    pub passage: Option<Passage>,
    pub word: Option<Word>,
    pub reading: Option<Reading>,
    pub sessions: Vec<Session>,
    /// The reason typed for somebody without a phone who leaves, when it was refused.
    pub reason: String,
    pub complaints: Complaints,
}

impl MemberPage {
    /// Whether it was by their own hand.
    pub fn is_own(&self, hand: &MembershipId) -> bool {
        *hand == self.one.id
    }

    /// The name of whoever made a change.
    pub fn name(&self, of: &MembershipId) -> Option<&str> {
        self.names.iter().find(|(id, _)| id == of).and_then(|(_, name)| name.as_deref())
    }
}

#[derive(Template)]
#[template(path = "passage/graduation.html")]
pub(super) struct GraduationPage {
    pub group: Group,
    pub one: Membership,
    pub sessions: Vec<Session>,
    pub typed: Typed,
    pub complaints: Complaints,
}

#[derive(Template)]
#[template(path = "passage/ending.html")]
pub(super) struct EndingPage {
    pub group: Group,
    pub sessions: Vec<Session>,
    pub ending: Option<Passage>,
    pub words: Vec<Word>,
    pub complaints: Complaints,
}

#[derive(Template)]
#[template(path = "passage/handover.html")]
pub(super) struct HandoverPage {
    pub group: Group,
    /// Who could lead the group.
    pub colleagues: Vec<StaffMember>,
}

/// Somebody's place that is neither active nor waiting, for their home.
#[derive(Clone, Debug)]
pub struct AwayOrGone {
    /// The group.
    pub group: GroupId,
    /// Its name.
    pub name: String,
    /// How they stand.
    pub state: MembershipState,
    /// Since when.
    pub since: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "passage/_told.html")]
struct Told<'a> {
    passages: &'a InSession,
}

/// The same as a partial that finds its place.
///
/// # Errors
/// When the template cannot be rendered.
pub fn told_live(chrome: &Chrome, passages: &InSession) -> Result<String, Failure> {
    chrome.render(&Told { passages }).map_err(Failure::Page)
}
