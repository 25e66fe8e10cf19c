//! The tenant. Staff, groups and records of one practice are invisible to all others.

pub mod colleague;
pub mod help;
pub mod outbox;
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

/// A role in a practice. The role in a group is separate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum StaffRole {
    /// Owns the practice's settings; may lead groups too.
    Administrator,
    /// Forms and leads groups.
    Therapist,
    /// Runs the console.
    Facilitator,
    /// Keeps times and places; reads no clinical text.
    Secretary,
}

impl StaffRole {
    /// All roles, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Therapist, Self::Facilitator, Self::Secretary, Self::Administrator];

    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Therapist => "therapist",
            Self::Facilitator => "facilitator",
            Self::Secretary => "secretary",
        }
    }

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

    pub fn key(self) -> MessageKey {
        match self {
            Self::Administrator => key!("staff-administrator"),
            Self::Therapist => key!("staff-therapist"),
            Self::Facilitator => key!("staff-facilitator"),
            Self::Secretary => key!("staff-secretary"),
        }
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
    /// Crisis help in the practice's own words.
    pub crisis_help: Option<String>,
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
