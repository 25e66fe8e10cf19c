//! The pages of a group.

use std::borrow::Borrow;

use askama::Template;
use chrono_tz::Tz;
use uuid::Uuid;

use super::preparation::GuideReading;
use super::{AdmissionPolicy, Group, GroupCapacity, Meets, Membership, MembershipId, Severity};
use crate::kit::locale::{Calendar, Locale, MessageKey, filters};
use crate::kit::web::FormErrors;
use crate::practice::{Practice, StaffMember};

/// What was typed into the form that makes a group, or changes it.
#[derive(Clone)]
pub(crate) struct GroupTyped {
    pub name: String,
    pub purpose: String,
    pub focus: String,
    pub age_from: String,
    pub age_to: String,
    pub severity: (Option<Severity>, Option<Severity>),
    pub locale: Locale,
    pub capacity: String,
    pub admission: AdmissionPolicy,
    pub meets: Meets,
    pub place: String,
    pub time_zone: String,
    pub calendar: Calendar,
}

#[derive(Template)]
#[template(path = "group/new.html")]
pub(crate) struct NewGroupPage {
    pub id: Uuid,
    pub practices: Vec<Practice>,
    pub practice: String,
    pub typed: GroupTyped,
    pub zones: &'static [Tz],
    pub complaints: FormErrors,
}

/// What was typed into the settings of a group, on top of this version.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingsForm {
    pub version: i32,
    pub name: String,
    pub purpose: String,
    pub capacity: String,
    pub admission: AdmissionPolicy,
}

#[derive(Template)]
#[template(path = "group/settings.html")]
pub(crate) struct SettingsPage {
    pub group: Group,
    /// The seats that members have.
    pub taken: usize,
    pub typed: SettingsForm,
    /// It was changed meanwhile, by somebody else or in another tab.
    pub meanwhile: bool,
    pub complaints: FormErrors,
}

#[derive(Template)]
#[template(path = "group/members.html")]
pub(crate) struct MembersPage {
    pub group: Group,
    /// The reader's own seat.
    pub me: MembershipId,
    pub is_therapist: bool,
    pub waiting: Vec<Membership>,
    pub present: Vec<Membership>,
    pub gone: Vec<Membership>,
    /// Staff of the practice who could run this group's console.
    pub colleagues: Vec<StaffMember>,
    /// Who has read the guide.
    pub read: Vec<GuideReading>,
    /// The seats there are.
    pub room: GroupCapacity,
    pub again: ReturnedMemberForm,
    pub complaints: FormErrors,
}

/// What was typed into a form of the page of members that comes back.
pub(crate) struct ReturnedMemberForm {
    /// The name of somebody without a phone, and the one among the names here that looks like it.
    pub name: String,
    pub alike: String,
    pub id: Uuid,
    /// A change that was refused for its reason.
    pub refused: Option<RefusedChange>,
}

impl Default for ReturnedMemberForm {
    fn default() -> Self {
        Self { name: String::new(), alike: String::new(), id: Uuid::new_v4(), refused: None }
    }
}

pub(crate) struct RefusedChange {
    /// Where its form goes.
    pub path: String,
    pub name: String,
    pub reason: String,
    pub button: MessageKey,
}

impl MembersPage {
    /// Whether somebody has read the guide.
    pub fn has_read(&self, of: impl Borrow<MembershipId>) -> bool {
        self.read.iter().any(|reading| reading.member == *of.borrow())
    }
}

#[derive(Template)]
#[template(path = "group/sign_in_link.html")]
pub(crate) struct SignInLinkPage {
    /// What the page that leads here is about, and its path.
    pub over: String,
    pub back: String,
    pub name: String,
    pub link: String,
    pub hours: i64,
}
