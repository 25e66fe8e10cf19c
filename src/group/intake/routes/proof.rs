//! The proofs of this room: the group's therapist, and the therapist before one person.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};

use crate::group::intake::store;
use crate::group::seat::RequiredRole;
use crate::group::{self, AnySeat, Group, GroupAccess, MembershipId, MembershipState, Role};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, Problem, path_id};

/// The group's therapist; to everybody else there is no such door.
pub(super) struct TherapistOr404 {
    pub seat: GroupAccess<AnySeat>,
}

impl FromRequestParts<AppState> for TherapistOr404 {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &AppState) -> Result<Self, Problem> {
        let seat = GroupAccess::<AnySeat>::from_request_parts(parts, house).await?;
        if seat.role() == Role::Therapist { Ok(Self { seat }) } else { Err(Problem::NotFound) }
    }
}

/// The therapist before one member, or one who waits.
pub(super) struct ApplicantAccess {
    pub seat: GroupAccess<AnySeat>,
    pub member: MembershipId,
    pub state: MembershipState,
    pub name: Option<String>,
    pub group: Group,
}

impl FromRequestParts<AppState> for ApplicantAccess {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &AppState) -> Result<Self, Problem> {
        let TherapistOr404 { mut seat } = TherapistOr404::from_request_parts(parts, house).await?;
        let member: MembershipId = path_id(parts, "member").await?;
        let id = seat.group();
        if !parts.method.is_safe() {
            // The group's row first, as whoever admits does; then the member's.
            seat.hold().await?;
            group::store::hold_membership(&mut seat.tx, id, member).await?;
        }
        let (role, state) = store::stands(&mut seat.tx, id, member).await?.ok_or(Problem::NotFound)?;
        if role != Role::Member {
            return Err(Problem::NotFound);
        }
        let name = group::store::name_of(&mut seat.tx, &house.vault, member).await?;
        let group = group::store::find(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
        Ok(Self { seat, member, state, name, group })
    }
}

impl ApplicantAccess {
    /// Writes down that what somebody told was read.
    pub async fn was_read(&mut self, kind: &'static str, now: DateTime<Utc>) -> Result<(), Problem> {
        let act = self.act("read", kind);
        audit::record_read(&mut self.seat.tx, act, now).await?;
        Ok(())
    }

    pub async fn note(&mut self, act: &'static str, kind: &'static str, chrome: &Chrome) -> Result<(), Problem> {
        let act = self.act(act, kind);
        Ok(audit::record(&mut self.seat.tx, act, chrome.now).await?)
    }

    fn act(&self, act: &'static str, kind: &'static str) -> AuditEntry {
        AuditEntry { practice: self.seat.practice().0, actor: Some(self.seat.person().0), act, kind, subject: self.member.0 }
    }

    pub fn path(&self) -> String {
        path(&self.seat, self.member)
    }
}

fn path<R: RequiredRole>(seat: &GroupAccess<R>, member: MembershipId) -> String {
    format!("/groups/{}/members/{member}", seat.group())
}
