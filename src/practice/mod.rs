//! The tenant. Staff, groups and records of one practice are invisible to every other.

pub mod colleague;
pub mod help;
pub mod outbox;
pub mod routes;
pub mod setup;
pub mod store;
mod views;

use chrono_tz::Tz;
use uuid::Uuid;

use crate::key;
use crate::kit::locale::{Calendar, Locale, MessageKey};
use crate::kit::vault::{Owner, SealContext};
use crate::person::PersonId;

pub use colleague::{Administers, Colleague, FormsGroups, KeepsTimes};

crate::ids! {
    /// A practice.
    PracticeId,
    /// Somebody's post in a practice.
    StaffId,
}

/// What somebody is in a practice. In a group their role is another matter.
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
    /// Keeps times and rooms; reads no clinical word.
    Secretary,
}

impl StaffRole {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Therapist, Self::Facilitator, Self::Secretary, Self::Administrator];

    /// Its code in a form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Therapist => "therapist",
            Self::Facilitator => "facilitator",
            Self::Secretary => "secretary",
        }
    }

    /// What comes with it, in a sentence.
    pub fn means(self) -> MessageKey {
        match self {
            Self::Administrator => key!("staff-administrator-means"),
            Self::Therapist => key!("staff-therapist-means"),
            Self::Facilitator => key!("staff-facilitator-means"),
            Self::Secretary => key!("staff-secretary-means"),
        }
    }

    /// Whether they may form a group.
    pub fn may_form_groups(self) -> bool {
        matches!(self, Self::Administrator | Self::Therapist)
    }

    /// Whether they keep the times and rooms of all groups.
    pub fn keeps_times(self) -> bool {
        matches!(self, Self::Administrator | Self::Secretary)
    }

    /// The word for it.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Administrator => key!("staff-administrator"),
            Self::Therapist => key!("staff-therapist"),
            Self::Facilitator => key!("staff-facilitator"),
            Self::Secretary => key!("staff-secretary"),
        }
    }
}

/// Somebody who works in a practice.
#[derive(Clone, Debug)]
pub struct StaffMember {
    pub id: StaffId,
    pub person: PersonId,
    /// Their name as pages show it: names of one practice that look equal are told apart.
    pub name: String,
    /// Their name as they gave it.
    pub given: String,
    pub role: StaffRole,
}

/// A practice with its words opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    pub id: PracticeId,
    pub name: String,
    /// What to do when somebody is in danger, in the practice's own words.
    pub crisis_help: Option<String>,
    /// The language of its papers.
    pub locale: Locale,
    /// The calendar it plans by.
    pub calendar: Calendar,
    pub time_zone: Tz,
    /// Raised by each change, so that two editors notice each other.
    pub version: i32,
}

const KEY: &str = "practice";

/// A practice's own key.
pub fn owner(id: PracticeId) -> Owner {
    Owner { kind: KEY, id: id.0, practice: Some(id.0) }
}

fn place(column: &'static str, id: PracticeId) -> SealContext {
    SealContext { table: "practice", column, row: id.0, practice: id.0 }
}

/// A key of the practice's own kind for something else that belongs to it.
pub fn owned(practice: PracticeId, kind: &'static str, id: Uuid) -> Owner {
    Owner { kind, id, practice: Some(practice.0) }
}
