//! The pages of a group.

use std::borrow::Borrow;
use std::collections::HashMap;

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::change::Difference;
use super::preparation::GuideReading;
use super::waiting::WaitingCard;
use super::{AdmissionPolicy, Group, GroupCapacity, Meets, Membership, MembershipId, Role, Severity};
use crate::kit::i18n::{Calendar, Locale, MessageKey, filters};
use crate::kit::web::FormErrors;
use crate::practice::{Practice, StaffMember};

/// Values of the form that makes or changes a group.
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
    /// The names of the practice's rooms.
    pub rooms: Vec<String>,
    pub zones: &'static [Tz],
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "group/settings.html")]
pub(crate) struct SettingsPage {
    pub group: Group,
    /// How many seats members have taken.
    pub taken: usize,
    pub typed: GroupTyped,
    /// The names of the practice's rooms.
    pub rooms: Vec<String>,
    /// The version on which the typed values are based.
    pub version: i32,
    pub zones: &'static [Tz],
    /// Its therapist and facilitators.
    pub leads: Vec<Membership>,
    /// The newest changes, newest first.
    pub changes: Vec<KeptChange>,
    /// After another request changed the group: what is stored and what was typed, where they differ.
    pub meanwhile: Vec<Difference>,
    pub errors: FormErrors,
    pub kept: bool,
}

/// A change of a setting, for the list of the last ones.
pub(crate) struct KeptChange {
    /// The name of the person who made it, unless they withdrew it.
    pub by: Option<String>,
    pub at: DateTime<Utc>,
    pub what: Difference,
}

#[derive(Template)]
#[template(path = "group/members.html")]
pub(crate) struct MembersPage {
    pub group: Group,
    /// The reader's own membership.
    pub me: MembershipId,
    pub is_therapist: bool,
    pub waiting: Vec<Membership>,
    pub present: Vec<Membership>,
    pub former: Vec<Membership>,
    /// Staff of the practice who could run this group's console.
    pub colleagues: Vec<StaffMember>,
    pub read: Vec<GuideReading>,
    pub capacity: GroupCapacity,
    /// What those who wait have told, for the therapist; none on a page that was not recorded as read.
    pub cards: Option<HashMap<MembershipId, WaitingCard>>,
    /// The members whose admission can be undone, and until when.
    pub undoable: Vec<(MembershipId, DateTime<Utc>)>,
    pub again: ReturnedMemberForm,
    pub errors: FormErrors,
}

/// Submitted values of a refused form on the page of members.
pub(crate) struct ReturnedMemberForm {
    /// The name of a member without a phone, and the similar name the page has warned of.
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
    /// The URL of its form.
    pub path: String,
    pub name: String,
    pub reason: String,
    pub button: MessageKey,
}

impl SettingsPage {
    pub fn therapist(&self) -> Option<&str> {
        self.leads.iter().find(|one| one.role == Role::Therapist).and_then(|one| one.name.as_deref())
    }
}

impl MembersPage {
    /// For a form that makes a row.
    pub fn fresh_id(&self) -> Uuid {
        Uuid::new_v4()
    }

    pub fn card(&self, of: impl Borrow<MembershipId>) -> Option<&WaitingCard> {
        self.cards.as_ref()?.get(of.borrow())
    }

    pub fn undone_until(&self, of: impl Borrow<MembershipId>) -> Option<DateTime<Utc>> {
        self.undoable.iter().find(|(member, _)| member == of.borrow()).map(|(_, until)| *until)
    }

    /// Whether they were put on the waiting list.
    pub fn is_listed(&self, member: impl Borrow<MembershipId>) -> bool {
        self.card(member).is_some_and(|card| card.listed.is_some())
    }

    pub fn has_read(&self, of: impl Borrow<MembershipId>) -> bool {
        self.read.iter().any(|reading| reading.member == *of.borrow())
    }
}
