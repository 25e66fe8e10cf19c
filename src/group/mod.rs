//! The therapy group and who belongs to it.

mod alike;
pub mod desk;
pub mod intake;
pub mod life;
pub mod life_store;
pub mod own;
mod people_store;
pub mod preparation;
pub mod routes;
pub mod seat;
pub mod staff;
pub mod store;
mod views;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::key;
use crate::kit::locale::{Calendar, Locale, MessageKey};
use crate::kit::vault::{Owner, SealContext};
use crate::person::PersonId;
use crate::practice::PracticeId;

pub use alike::alike;
pub use desk::{SchedulingAccess, SchedulingVia};
pub use life::{ChangedBy, GroupCapacity, MembershipRefusal, MembershipStep};
pub use own::OwnMembership;
pub use seat::{AnySeat, Facilitator, GroupAccess, Member, Staff, Therapist};

crate::ids! {
    /// A therapy group.
    GroupId,
    /// A seat in a group.
    MembershipId,
}

/// A group is 3 to 15 people.
pub const CAPACITY: std::ops::RangeInclusive<i32> = 3..=15;
/// With fewer active members than this, starting a session asks for confirmation.
pub const FEWEST_MEMBERS: usize = 3;
/// Characters of a group's name.
pub const NAME_LIMIT: usize = 80;
/// Characters of a group's purpose.
pub const PURPOSE_LIMIT: usize = 400;
/// Characters of a place or room link.
pub const PLACE_LIMIT: usize = 300;

/// What somebody is in a group: a role is always *in a group*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Leads the group.
    Therapist,
    /// Runs the console beside the therapist.
    Facilitator,
    /// Takes part.
    Member,
}

impl Role {
    /// Therapist or facilitator.
    pub fn is_staff(self) -> bool {
        self != Self::Member
    }

    /// The word for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Therapist => key!("role-therapist"),
            Self::Facilitator => key!("role-facilitator"),
            Self::Member => key!("role-member"),
        }
    }
}

/// Where somebody stands with a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum MembershipState {
    /// Asked to come.
    Invited,
    /// Asks to be admitted; sees nothing of the group.
    Waiting,
    /// Takes part.
    Active,
    /// Away for a while.
    Paused,
    /// Finished.
    Graduated,
    /// Went.
    Left,
    /// Was asked to go.
    Removed,
    /// Has no place here, and stood or stands in for somebody in a session.
    Substitute,
}

impl MembershipState {
    /// The word for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Invited => key!("membership-invited"),
            Self::Waiting => key!("membership-waiting"),
            Self::Active => key!("membership-active"),
            Self::Paused => key!("membership-paused"),
            Self::Graduated => key!("membership-graduated"),
            Self::Left => key!("membership-left"),
            Self::Removed => key!("membership-removed"),
            Self::Substitute => key!("membership-substitute"),
        }
    }

    /// Whether the therapist may make a sign-in link for them.
    pub fn may_have_link(self) -> bool {
        matches!(self, Self::Active | Self::Paused | Self::Waiting)
    }
}

/// How severe somebody's troubles are, as their therapist sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Mild.
    Mild,
    /// Moderate.
    Moderate,
    /// Severe.
    Severe,
}

impl Severity {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Mild, Self::Moderate, Self::Severe];

    /// Its value in the form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mild => "mild",
            Self::Moderate => "moderate",
            Self::Severe => "severe",
        }
    }

    /// The word for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Mild => key!("severity-mild"),
            Self::Moderate => key!("severity-moderate"),
            Self::Severe => key!("severity-severe"),
        }
    }
}

/// Whether somebody new may still come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AdmissionPolicy {
    /// New members may come at any time.
    Open,
    /// Who began together stays together.
    Closed,
}

impl AdmissionPolicy {
    /// The word for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Open => key!("admission-open"),
            Self::Closed => key!("admission-closed"),
        }
    }
}

/// Where the group meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Meets {
    /// In a room.
    InPerson,
    /// By a room link.
    Online,
}

impl Meets {
    /// The word for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::InPerson => key!("meets-in-person"),
            Self::Online => key!("meets-online"),
        }
    }
}

/// A group with its words opened.
#[derive(Clone, Debug)]
pub struct Group {
    pub id: GroupId,
    pub practice: PracticeId,
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What its members share, in the therapist's words.
    pub focus: Option<String>,
    /// The youngest and oldest it is meant for, in years.
    pub ages: (Option<i32>, Option<i32>),
    /// The mildest and the most severe it is meant for.
    pub severity: (Option<Severity>, Option<Severity>),
    /// The focus areas it is meant for.
    pub areas: BTreeSet<intake::Area>,
    pub locale: Locale,
    /// How many members it holds.
    pub capacity: i32,
    pub admission: AdmissionPolicy,
    /// In a room or online.
    pub meets: Meets,
    /// The room, or the room link.
    pub place: Option<String>,
    /// The zone whose wall clock it meets by.
    pub time_zone: Tz,
    /// The calendar it plans by.
    pub calendar: Calendar,
    /// When it ended: from then on it is read, and not added to.
    pub ended_at: Option<DateTime<Utc>>,
    /// Raised by each change.
    pub version: i32,
}

/// Somebody in a group, as a list shows them.
#[derive(Clone, Debug)]
pub struct Membership {
    pub id: MembershipId,
    /// Their account, if they have one.
    pub person: Option<PersonId>,
    pub role: Role,
    pub state: MembershipState,
    /// The number of their seat, from 1: their key on the console.
    pub seat: Option<i32>,
    /// Their name in this group; none when they took their words back.
    pub name: Option<String>,
    /// Since when they are in that state.
    pub since: DateTime<Utc>,
    /// Whether they stand in for somebody, among the people of one session.
    pub stands_in: bool,
}

/// What a later room does, in the same transaction, after somebody came into a group or went: who must agree there has changed.
pub type AfterRoster = for<'a> fn(
    &'a mut sqlx::PgConnection,
    &'a crate::kit::vault::Vault,
    PracticeId,
    GroupId,
    DateTime<Utc>,
) -> futures_util::future::BoxFuture<'a, Result<(), crate::kit::failure::Error>>;

/// What a later room has sealed under the key of somebody's notes in a practice: the beginnings of it, which name their keys.
pub type SealedNotes =
    for<'a> fn(&'a mut sqlx::PgConnection, PersonId, PracticeId) -> futures_util::future::BoxFuture<'a, Result<Vec<Vec<u8>>, sqlx::Error>>;

pub(crate) const GROUP_KEY: &str = "group";
pub(crate) const MEMBERSHIP_KEY: &str = "membership";

/// A group's own key: joint words.
pub fn owner(practice: PracticeId, id: GroupId) -> Owner {
    Owner { kind: GROUP_KEY, id: id.0, practice: Some(practice.0) }
}

/// A membership's own key: what that person wrote.
pub fn membership_owner(practice: PracticeId, id: MembershipId) -> Owner {
    Owner { kind: MEMBERSHIP_KEY, id: id.0, practice: Some(practice.0) }
}

fn place(column: &'static str, practice: PracticeId, id: GroupId) -> SealContext {
    SealContext { table: "therapy_group", column, row: id.0, practice: practice.0 }
}

/// Where a membership's name stands.
fn name_place(practice: PracticeId, id: MembershipId) -> SealContext {
    SealContext { table: "membership", column: "name", row: id.0, practice: practice.0 }
}

/// Where the reason of a change stands.
fn reason_place(practice: PracticeId, change: uuid::Uuid) -> SealContext {
    SealContext { table: "membership_change", column: "reason", row: change, practice: practice.0 }
}
