//! Proof of an active membership in a group. Having a [`GroupAccess`] *is* the permission: only its proofs can make one, and it carries the
//! request's one transaction.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::actor::{self, Actor};
use super::{GroupCapacity, GroupId, MembershipId, Role, life_store, store};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditAction};
use crate::kit::db::Tx;
use crate::kit::web::{Problem, path_id};
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::once::Proof;
use crate::practice::PracticeId;

/// The roles that a proof admits.
pub trait RequiredRole: Send + Sync {
    /// Whether a substitute in this role is admitted too. By default only the group's own people are.
    const ADMITS_SUBSTITUTE: bool = false;

    fn admits(role: Role) -> bool;
}

macro_rules! required_roles {
    ($($(#[$doc:meta])* $name:ident: $($role:ident)|+ $(, substitute: $substitute:literal)?;)+) => {$(
        $(#[$doc])*
        pub struct $name;
        impl RequiredRole for $name {
            $(const ADMITS_SUBSTITUTE: bool = $substitute;)?
            fn admits(role: Role) -> bool {
                matches!(role, $(Role::$role)|+)
            }
        }
    )+};
}

required_roles! {
    /// Any role in the group.
    AnyRole: Therapist | Facilitator | Member, substitute: true;
    Staff: Therapist | Facilitator, substitute: true;
    /// The group's own therapist.
    Therapist: Therapist;
    /// The group's own therapist, or the substitute who has that role in this session.
    ActingTherapist: Therapist, substitute: true;
    Facilitator: Facilitator, substitute: true;
    Member: Member;
}

/// Proof of an active membership in the group of the path. An ended group is read-only: a POST request is refused, unless its route takes
/// [`EvenAfterEnd`].
pub struct GroupAccess<R> {
    /// The request's one transaction, opened by the proof: there is no gap between proof and act.
    pub tx: Tx,
    actor: Actor,
    required: PhantomData<fn() -> R>,
}

impl<R: RequiredRole> GroupAccess<R> {
    /// Proves a person's membership in a group, in a new transaction.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without an active membership, [`Problem::Forbidden`] in another role.
    pub async fn prove(app: &AppState, person: PersonId, group: GroupId) -> Result<Self, Problem> {
        Self::find(Tx::for_person(&app.pool, person.0).await?, person, group).await
    }

    async fn find(mut tx: Tx, person: PersonId, group: GroupId) -> Result<Self, Problem> {
        let actor = actor::store::in_group(&mut tx, person, group).await?.ok_or(Problem::NotFound)?;
        Self::of(tx, actor)
    }

    async fn in_path(tx: Tx, parts: &mut Parts, person: PersonId) -> Result<Self, Problem> {
        let group = path_id(parts, "group").await?;
        let mut access = Self::find(tx, person, group).await?;
        access.actor.mark(parts.extensions.get());
        if parts.method == Method::POST && life_store::has_ended(&mut access.tx, group).await? {
            return Err(Problem::ReadOnly);
        }
        Ok(access)
    }

    /// Makes the proof for an actor that was not found by the group's id.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] in another role.
    pub fn of(tx: Tx, actor: Actor) -> Result<Self, Problem> {
        if R::admits(actor.role()) { Ok(Self { tx, actor, required: PhantomData }) } else { Err(Problem::Forbidden) }
    }

    /// Makes the proof for an actor whose role [`super::SchedulingAccess`] has checked.
    pub(super) fn of_checked(tx: Tx, actor: Actor) -> Self {
        Self { tx, actor, required: PhantomData }
    }

    /// Locks the group's row and returns its capacity, then checks the membership again: it may have changed since it was proved. A
    /// substitute's membership is not checked: it belongs to a session, whose row is locked for it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the membership is gone, [`Problem::Forbidden`] in another role.
    pub async fn lock_group(&mut self) -> Result<GroupCapacity, Problem> {
        let (person, group, membership) = (self.actor.person(), self.actor.group(), self.actor.membership());
        let capacity = store::lock(&mut self.tx, group).await?.ok_or(Problem::NotFound)?;
        if !self.actor.stands_in() {
            let current = actor::store::in_group(&mut self.tx, person, group).await?.ok_or(Problem::NotFound)?;
            if !R::admits(current.role()) || current.membership() != membership {
                return Err(Problem::Forbidden);
            }
        }
        Ok(capacity)
    }

    /// Records in the audit log that the actor did this.
    pub async fn audit(&mut self, action: AuditAction, subject: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
        let entry = self.actor.audit_entry(action, subject);
        Ok(audit::record(&mut self.tx, entry, now).await?)
    }

    /// Records that the actor read this, once an hour. Returns whether it wrote a row, and so whether there is anything to commit.
    pub async fn audit_read(&mut self, action: AuditAction, subject: Uuid, now: DateTime<Utc>) -> Result<bool, Problem> {
        let entry = self.actor.audit_entry(action, subject);
        Ok(audit::record_read(&mut self.tx, entry, now).await?)
    }

    pub fn actor(&self) -> Actor {
        self.actor
    }

    pub fn person(&self) -> PersonId {
        self.actor.person()
    }

    pub fn membership(&self) -> MembershipId {
        self.actor.membership()
    }

    pub fn role(&self) -> Role {
        self.actor.role()
    }

    pub fn group(&self) -> GroupId {
        self.actor.group()
    }

    pub fn practice(&self) -> PracticeId {
        self.actor.practice()
    }
}

impl<R: RequiredRole> FromRequestParts<AppState> for GroupAccess<R> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let tx = Tx::for_person(&app.pool, me.person.0).await?;
        Self::in_path(tx, parts, me.person).await
    }
}

impl<R: RequiredRole> Proof for GroupAccess<R> {
    async fn prove(tx: Tx, parts: &mut Parts, person: PersonId) -> Result<Self, Problem> {
        Self::in_path(tx, parts, person).await
    }
}

/// The proof for a route that also writes to an ended group.
pub struct EvenAfterEnd<R>(pub GroupAccess<R>);

impl<R: RequiredRole> FromRequestParts<AppState> for EvenAfterEnd<R> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let tx = Tx::for_person(&app.pool, me.person.0).await?;
        Self::prove(tx, parts, me.person).await
    }
}

impl<R: RequiredRole> Proof for EvenAfterEnd<R> {
    async fn prove(tx: Tx, parts: &mut Parts, person: PersonId) -> Result<Self, Problem> {
        let access = GroupAccess::find(tx, person, path_id(parts, "group").await?).await?;
        access.actor.mark(parts.extensions.get());
        Ok(Self(access))
    }
}
