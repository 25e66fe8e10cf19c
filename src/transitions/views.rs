//! The pages of arrivals and farewells, and what the live screens show of them.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{FarewellMessage, SessionTransitions, Transition};
use crate::group::life_store::HistoryLine;
use crate::group::preparation::GuideReading;
use crate::group::{Group, GroupId, Membership, MembershipId, MembershipState, Role};
use crate::kit::error::Error;
use crate::kit::i18n::filters;
use crate::kit::web::{Chrome, FormErrors};
use crate::practice::StaffMember;
use crate::session::Session;

/// What was typed into a form about leaving.
#[derive(Default)]
pub(super) struct TransitionForm {
    /// "now", or a session's id.
    pub when: String,
    pub reason: String,
    pub word: String,
    pub shown: bool,
}

#[derive(Template)]
#[template(path = "transitions/own.html")]
pub(super) struct OwnTransitionPage {
    pub group: Group,
    pub role: Role,
    pub state: MembershipState,
    pub history: Vec<HistoryLine>,
    pub transition: Option<Transition>,
    /// The group's last session, when one is planned.
    pub ending: Option<Transition>,
    pub word: Option<FarewellMessage>,
    pub may_leave_message: bool,
    pub typed: TransitionForm,
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "transitions/leaving.html")]
pub(super) struct LeavingPage {
    pub group: Group,
    pub role: Role,
    pub state: MembershipState,
    /// The sessions in which they could say goodbye.
    pub sessions: Vec<Session>,
    pub typed: TransitionForm,
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "transitions/member.html")]
pub(super) struct MemberPage {
    pub group: Group,
    pub is_therapist: bool,
    pub one: Membership,
    pub history: Vec<HistoryLine>,
    pub names: Vec<(MembershipId, Option<String>)>,
    pub transition: Option<Transition>,
    pub word: Option<FarewellMessage>,
    pub reading: Option<GuideReading>,
    pub sessions: Vec<Session>,
    /// The reason typed for a member without an account who leaves, when it was refused.
    pub reason: String,
    pub errors: FormErrors,
}

impl MemberPage {
    /// Whether the member made the change themselves.
    pub fn is_own(&self, author: &MembershipId) -> bool {
        *author == self.one.id
    }

    /// The name of the person who made a change.
    pub fn name(&self, of: &MembershipId) -> Option<&str> {
        self.names.iter().find(|(id, _)| id == of).and_then(|(_, name)| name.as_deref())
    }
}

#[derive(Template)]
#[template(path = "transitions/graduation.html")]
pub(super) struct GraduationPage {
    pub group: Group,
    pub one: Membership,
    pub sessions: Vec<Session>,
    pub typed: TransitionForm,
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "transitions/ending.html")]
pub(super) struct EndingPage {
    pub group: Group,
    pub sessions: Vec<Session>,
    pub ending: Option<Transition>,
    pub words: Vec<FarewellMessage>,
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "transitions/handover.html")]
pub(super) struct HandoverPage {
    pub group: Group,
    /// The colleagues who could lead the group.
    pub colleagues: Vec<StaffMember>,
}

/// A person's membership that is neither active nor waiting, for their home.
#[derive(Clone, Debug)]
pub struct InactiveMembership {
    pub group: GroupId,
    pub name: String,
    pub state: MembershipState,
    pub since: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "transitions/_live.html")]
struct TransitionNotice<'a> {
    transitions: &'a SessionTransitions,
}

/// The same as a partial, with the target that it replaces.
pub fn transitions_fragment(chrome: &Chrome, transitions: &SessionTransitions) -> Result<String, Error> {
    chrome.render(&TransitionNotice { transitions }).map_err(Error::Page)
}
