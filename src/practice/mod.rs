//! The tenant. Staff, groups and records of one practice are invisible to all others.

pub mod colleague;
pub mod help;
pub mod outbox;
pub mod rooms;
pub mod routes;
pub mod setup;
pub mod staff;
pub mod store;
mod views;

use chrono_tz::Tz;
use uuid::Uuid;

use crate::key;
use crate::kit::i18n::{Calendar, Locale, MessageKey};
use crate::kit::vault::{Owner, SealContext};
use crate::person::PersonId;

pub use colleague::{AsAdministrator, AsGroupCreator, AsScheduler, Colleague};

crate::ids! {
    /// A practice.
    PracticeId,
    /// A staff position in a practice.
    StaffId,
}

crate::coded! {
    /// A role in a practice, in the order of the form. The role in a group is separate.
    pub enum StaffRole {
        /// Forms and leads groups.
        Therapist = "therapist" => key!("staff-therapist"),
        /// Runs the console.
        Facilitator = "facilitator" => key!("staff-facilitator"),
        /// Keeps times and places; reads no clinical text.
        Secretary = "secretary" => key!("staff-secretary"),
        /// Owns the practice's settings; may lead groups too.
        Administrator = "administrator" => key!("staff-administrator"),
    }
}

impl StaffRole {
    /// One sentence on what the role may do.
    pub fn means(self) -> MessageKey {
        match self {
            Self::Administrator => key!("staff-administrator-means"),
            Self::Therapist => key!("staff-therapist-means"),
            Self::Facilitator => key!("staff-facilitator-means"),
            Self::Secretary => key!("staff-secretary-means"),
        }
    }

    pub fn may_form_groups(self) -> bool {
        matches!(self, Self::Administrator | Self::Therapist)
    }

    /// Whether the role keeps the times and places of all groups.
    pub fn keeps_times(self) -> bool {
        matches!(self, Self::Administrator | Self::Secretary)
    }
}

/// A staff member of a practice.
#[derive(Clone, Debug)]
pub struct StaffMember {
    pub id: StaffId,
    pub person: PersonId,
    /// The name as pages show it: equal-looking names of one practice are distinguished.
    pub name: String,
    /// The name as they gave it.
    pub given: String,
    pub role: StaffRole,
}

/// A practice with its texts unsealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    pub id: PracticeId,
    pub name: String,
    /// The language of its documents.
    pub locale: Locale,
    pub calendar: Calendar,
    pub time_zone: Tz,
    /// Incremented by each change, to detect concurrent edits.
    pub version: i32,
}

const KEY: &str = "practice";

pub fn owner(id: PracticeId) -> Owner {
    Owner { kind: KEY, id: id.0, practice: Some(id.0) }
}

fn seal_context(column: &'static str, id: PracticeId) -> SealContext {
    SealContext { table: "practice", column, row: id.0, practice: id.0 }
}

/// The owner of a key for something else that belongs to the practice.
pub fn owned(practice: PracticeId, kind: &'static str, id: Uuid) -> Owner {
    Owner { kind, id, practice: Some(practice.0) }
}
