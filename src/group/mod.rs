//! The therapy group and who belongs to it.

pub mod access;
pub mod actor;
mod alike;
pub mod change;
pub mod form_checks;
pub mod life;
pub mod life_store;
pub mod membership_change;
pub mod own_membership;
mod people_store;
pub mod place_store;
pub mod preparation;
pub mod profile;
pub mod routes;
pub mod scheduling;
pub mod store;
mod views;
pub mod waiting;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::key;
use crate::kit::i18n::{Calendar, Locale};
use crate::kit::vault::{Owner, SealContext};
use crate::person::PersonId;
use crate::practice::PracticeId;

pub use access::{ActingTherapist, AnyRole, EvenAfterEnd, Facilitator, GroupAccess, Member, Staff, Therapist};
pub use alike::alike;
pub use life::{ChangedBy, GroupCapacity, MembershipRefusal, MembershipStep};
pub use own_membership::OwnMembership;
pub use scheduling::{SchedulingAccess, SchedulingVia};

crate::ids! {
    /// A therapy group.
    GroupId,
    /// A membership: one person's place in one group.
    MembershipId,
}

/// How many members a group may be planned for.
pub const CAPACITY: std::ops::RangeInclusive<i32> = 3..=15;
/// With fewer active members than this, starting a session asks for confirmation.
pub const FEWEST_MEMBERS: usize = 3;
/// Longest name of a group, in characters.
pub const NAME_LIMIT: usize = 80;
/// Longest purpose of a group, in characters.
pub const PURPOSE_LIMIT: usize = 400;
/// Longest place or room link, in characters.
pub const PLACE_LIMIT: usize = 300;

crate::coded! {
    /// What a person is in a group. A role exists only within a group.
    pub enum Role {
        /// Leads the group.
        Therapist = "therapist" => key!("role-therapist"),
        /// Runs the console beside the therapist.
        Facilitator = "facilitator" => key!("role-facilitator"),
        Member = "member" => key!("role-member"),
    }
}

impl Role {
    /// Therapist or facilitator.
    pub fn is_staff(self) -> bool {
        self != Self::Member
    }
}

crate::coded! {
    /// The state of a person's membership in a group. `step` in `life` makes the changes; a substitute's membership never changes.
    ///
    /// ```text
    ///  Invited ─┐                  ┌── pause ──▶ Paused
    ///           ├── admit ──▶ Active ◀─ return ──┘        Active ── undo admission (two minutes) ──▶ Waiting
    ///  Waiting ─┘                  └── graduate (members; Paused too) ──▶ Graduated
    ///
    ///  Invited, Waiting, Active, Paused ── leave ──▶ Left
    ///  Invited, Waiting, Active, Paused ── remove ─▶ Removed
    /// ```
    pub enum MembershipState {
        /// Was asked to join.
        Invited = "invited" => key!("membership-invited"),
        /// Asks to be admitted; sees nothing of the group.
        Waiting = "waiting" => key!("membership-waiting"),
        Active = "active" => key!("membership-active"),
        /// Is away for a while; the seat is kept.
        Paused = "paused" => key!("membership-paused"),
        /// Completed the group.
        Graduated = "graduated" => key!("membership-graduated"),
        Left = "left" => key!("membership-left"),
        /// Was asked to leave, or was not admitted.
        Removed = "removed" => key!("membership-removed"),
        /// Is not a member: replaces or replaced a colleague as their substitute in a session.
        Substitute = "substitute" => key!("membership-substitute"),
    }
}

impl MembershipState {
    /// Whether the therapist may make a sign-in link for this person.
    pub fn may_have_link(self) -> bool {
        matches!(self, Self::Active | Self::Paused | Self::Waiting)
    }
}

crate::coded! {
    /// How severe a person's troubles are, as their therapist sees it.
    pub enum Severity {
        Mild = "mild" => key!("severity-mild"),
        Moderate = "moderate" => key!("severity-moderate"),
        Severe = "severe" => key!("severity-severe"),
    }

    /// Whether new members may still join.
    pub enum AdmissionPolicy {
        /// At any time.
        Open = "open" => key!("admission-open"),
        /// Not after the first session.
        Closed = "closed" => key!("admission-closed"),
    }

    /// Where a group meets.
    pub enum Meets {
        InPerson = "in_person" => key!("meets-in-person"),
        /// Through a room link.
        Online = "online" => key!("meets-online"),
    }
}

/// A group with its texts unsealed.
#[derive(Clone, Debug)]
pub struct Group {
    pub id: GroupId,
    pub practice: PracticeId,
    pub name: String,
    pub purpose: String,
    /// What its members share, in the therapist's words.
    pub focus: Option<String>,
    /// Youngest and oldest age it is meant for, in years.
    pub ages: (Option<i32>, Option<i32>),
    /// Mildest and most severe troubles it is meant for.
    pub severity: (Option<Severity>, Option<Severity>),
    /// Focus areas it is meant for.
    pub areas: BTreeSet<profile::Area>,
    pub locale: Locale,
    /// How many members it can hold.
    pub capacity: i32,
    pub admission: AdmissionPolicy,
    pub meets: Meets,
    /// The room, or the room link.
    pub place: Option<String>,
    /// The time zone of its meeting times.
    pub time_zone: Tz,
    /// The calendar it plans by.
    pub calendar: Calendar,
    /// When it ended. From then on the group is read-only.
    pub ended_at: Option<DateTime<Utc>>,
    /// When it is deleted, if it is a trial: its people do not exist, and it appears in no list, figure or mail.
    pub trial_until: Option<DateTime<Utc>>,
    /// Raised by each change.
    pub version: i32,
}

/// A person in a group, as lists show them.
#[derive(Clone, Debug)]
pub struct Membership {
    pub id: MembershipId,
    /// The person's account, if they have one.
    pub person: Option<PersonId>,
    pub role: Role,
    pub state: MembershipState,
    /// The number of their seat, from 1: their key on the console.
    pub seat: Option<i32>,
    /// Their name in this group; `None` once they withdrew their words.
    pub name: Option<String>,
    /// When that state began.
    pub since: DateTime<Utc>,
    /// Whether they are a substitute, in a list of one session's people.
    pub stands_in: bool,
}

/// Work of later modules in the transaction that changes the people of a group.
#[derive(Clone, Copy)]
pub struct RosterHooks {
    /// After a person joined or left: the set of people who must agree has changed.
    pub changed: AfterRoster,
    /// After the therapist changed a membership's state.
    pub stepped: AfterStep,
    /// Before a group ends: cancels what is planned. `false` when it cannot end now.
    pub ending: OnGroupEnd,
    /// What the waiting list shows of each person.
    pub waiting: waiting::WaitingCards,
}

pub type OnGroupEnd = for<'a> fn(
    &'a mut sqlx::PgConnection,
    GroupId,
    DateTime<Utc>,
) -> futures_util::future::BoxFuture<'a, Result<bool, crate::kit::error::Error>>;

pub type AfterRoster = for<'a> fn(
    &'a mut sqlx::PgConnection,
    &'a crate::kit::vault::Vault,
    PracticeId,
    GroupId,
    DateTime<Utc>,
) -> futures_util::future::BoxFuture<'a, Result<(), crate::kit::error::Error>>;

/// A hook that runs after a membership changed its state. It gets the membership before the change, and the new state.
pub type AfterStep = for<'a> fn(
    &'a mut sqlx::PgConnection,
    &'a crate::kit::vault::Vault,
    actor::Actor,
    membership_change::LockedMember,
    MembershipState,
    DateTime<Utc>,
) -> futures_util::future::BoxFuture<'a, Result<(), crate::kit::error::Error>>;

/// Loads the heads of what a later module has sealed under the key of a person's notes in a practice. A head names its key.
pub type SealedNotes =
    for<'a> fn(&'a mut sqlx::PgConnection, PersonId, PracticeId) -> futures_util::future::BoxFuture<'a, Result<Vec<Vec<u8>>, sqlx::Error>>;

pub(crate) const GROUP_KEY: &str = "group";
pub(crate) const MEMBERSHIP_KEY: &str = "membership";

/// The owner of a group's key, which seals joint words.
pub fn owner(practice: PracticeId, id: GroupId) -> Owner {
    Owner { kind: GROUP_KEY, id: id.0, practice: Some(practice.0) }
}

/// The owner of a membership's key, which seals what that person wrote.
pub fn membership_owner(practice: PracticeId, id: MembershipId) -> Owner {
    Owner { kind: MEMBERSHIP_KEY, id: id.0, practice: Some(practice.0) }
}

pub(crate) fn seal_context(column: &'static str, practice: PracticeId, id: GroupId) -> SealContext {
    SealContext { table: "therapy_group", column, row: id.0, practice: practice.0 }
}

fn name_seal_context(practice: PracticeId, id: MembershipId) -> SealContext {
    SealContext { table: "membership", column: "name", row: id.0, practice: practice.0 }
}

fn reason_seal_context(practice: PracticeId, change: uuid::Uuid) -> SealContext {
    SealContext { table: "membership_change", column: "reason", row: change, practice: practice.0 }
}
