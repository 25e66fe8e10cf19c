//! The proofs of this module: the group's therapist, and the therapist with one person.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};

use crate::group::access::RequiredRole;
use crate::group::{self, AnyRole, Group, GroupAccess, MembershipId, MembershipState, Role};
use crate::intake::store;
use crate::kit::app_state::AppState;
use crate::kit::audit::AuditAction;
use crate::kit::web::{Problem, path_id};

/// The group's therapist; everyone else gets 404.
pub(super) struct TherapistOr404 {
    pub access: GroupAccess<AnyRole>,
}

impl FromRequestParts<AppState> for TherapistOr404 {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let access = GroupAccess::<AnyRole>::from_request_parts(parts, app).await?;
        if access.role() == Role::Therapist { Ok(Self { access }) } else { Err(Problem::NotFound) }
    }
}

/// The therapist with one member, or one who waits.
pub struct ApplicantAccess {
    pub access: GroupAccess<AnyRole>,
    pub member: MembershipId,
    pub state: MembershipState,
    pub name: Option<String>,
    pub group: Group,
}

impl FromRequestParts<AppState> for ApplicantAccess {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let TherapistOr404 { mut access } = TherapistOr404::from_request_parts(parts, app).await?;
        let member: MembershipId = path_id(parts, "member").await?;
        let id = access.group();
        if !parts.method.is_safe() {
            // The group's row is locked first, as in an admission; then the member's.
            access.lock_group().await?;
            group::store::lock_membership(&mut access.tx, id, member).await?;
        }
        let (role, current) = store::role_and_state(&mut access.tx, id, member).await?.ok_or(Problem::NotFound)?;
        if role != Role::Member {
            return Err(Problem::NotFound);
        }
        let name = group::store::name_of(&mut access.tx, &app.vault, member).await?;
        let group = group::store::find(&mut access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
        Ok(Self { access, member, state: current, name, group })
    }
}

impl ApplicantAccess {
    /// Records in the audit log that the person's answers were read, once an hour.
    pub async fn audit_read(&mut self, action: AuditAction, now: DateTime<Utc>) -> Result<(), Problem> {
        self.access.audit_read(action, self.member.0, now).await?;
        Ok(())
    }

    pub async fn audit(&mut self, action: AuditAction, now: DateTime<Utc>) -> Result<(), Problem> {
        self.access.audit(action, self.member.0, now).await
    }

    pub fn path(&self) -> String {
        path(&self.access, self.member)
    }
}

fn path<R: RequiredRole>(access: &GroupAccess<R>, member: MembershipId) -> String {
    format!("/groups/{}/members/{member}", access.group())
}
