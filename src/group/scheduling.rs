//! Proof that a person may schedule for a group: by a membership that may do the act, or by a staff position that keeps the times of the
//! group's practice. From the desk, a person reads when and where a group meets, and no clinical word.

use std::fmt::Display;
use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::access::RequiredRole;
use super::actor::{self, Actor};
use super::{GroupAccess, GroupId, Role, Staff, life_store, store};
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditAction, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::web::{Problem, path_id};
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::practice::PracticeId;

/// How a person may schedule. A page links back accordingly, and shows no more than may be read there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchedulingVia {
    /// By a membership in the group.
    Seat,
    /// From the practice's desk.
    Desk,
}

impl SchedulingVia {
    /// Whether the page must show no clinical word and no name.
    pub fn is_desk(self) -> bool {
        self == Self::Desk
    }

    /// The URL that shows a group.
    pub fn group(self, id: impl Display) -> String {
        match self {
            Self::Seat => format!("/groups/{id}"),
            Self::Desk => format!("/practice/times#group-{id}"),
        }
    }

    /// The URL that shows one of its sessions.
    pub fn session(self, id: impl Display) -> String {
        match self {
            Self::Seat => format!("/sessions/{id}"),
            Self::Desk => format!("/sessions/{id}/time"),
        }
    }
}

/// Proof that a person may schedule for the group of the path: by a membership in role `R`, or from the desk.
pub struct SchedulingAccess<R = Staff> {
    /// The request's one transaction, opened by the proof.
    pub tx: Tx,
    person: PersonId,
    group: GroupId,
    practice: PracticeId,
    actor: Option<Actor>,
    required: PhantomData<fn() -> R>,
}

/// A [`SchedulingAccess`], split by the two ways.
pub enum SchedulingActor<R> {
    BySeat(GroupAccess<R>),
    FromDesk(SchedulingAccess<R>),
}

impl<R: RequiredRole> SchedulingAccess<R> {
    /// Proves it inside a transaction of this person. A membership takes precedence over a staff position.
    ///
    /// # Errors
    /// [`Problem::NotFound`] with neither, [`Problem::Forbidden`] with a membership in another role.
    pub async fn of(mut tx: Tx, person: PersonId, group: GroupId) -> Result<Self, Problem> {
        if let Some(actor) = actor::store::in_group(&mut tx, person, group).await? {
            let practice = actor.practice();
            let access = Self { tx, person, group, practice, actor: Some(actor), required: PhantomData };
            return if R::admits(actor.role()) { Ok(access) } else { Err(Problem::Forbidden) };
        }
        let practice = store::desk_of(&mut tx, person, group).await?.ok_or(Problem::NotFound)?;
        Ok(Self { tx, person, group, practice, actor: None, required: PhantomData })
    }

    /// Refuses a group that has ended: nothing is scheduled there any more.
    ///
    /// # Errors
    /// [`Problem::Closed`].
    pub async fn goes_on(mut self) -> Result<Self, Problem> {
        if life_store::has_ended(&mut self.tx, self.group).await? { Err(Problem::ReadOnly) } else { Ok(self) }
    }

    /// Locks the group's row, then checks the membership or position again: it may have ended since it was proved.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it has ended, [`Problem::Forbidden`] in another role.
    pub async fn lock_group(&mut self) -> Result<(), Problem> {
        store::lock(&mut self.tx, self.group).await?.ok_or(Problem::NotFound)?;
        match self.actor {
            Some(known) => {
                let current = actor::store::in_group(&mut self.tx, self.person, self.group).await?.ok_or(Problem::NotFound)?;
                if R::admits(current.role()) && current.membership() == known.membership() { Ok(()) } else { Err(Problem::Forbidden) }
            }
            None => store::desk_of(&mut self.tx, self.person, self.group).await?.map(|_| ()).ok_or(Problem::NotFound),
        }
    }

    /// Splits the proof by the two ways.
    pub fn split(self) -> SchedulingActor<R> {
        match self.actor {
            Some(actor) => SchedulingActor::BySeat(GroupAccess::of_checked(self.tx, actor)),
            None => SchedulingActor::FromDesk(self),
        }
    }

    pub fn person(&self) -> PersonId {
        self.person
    }

    pub fn group(&self) -> GroupId {
        self.group
    }

    pub fn practice(&self) -> PracticeId {
        self.practice
    }

    /// The membership; `None` at the desk.
    pub fn seat(&self) -> Option<Actor> {
        self.actor
    }

    pub fn is_therapist(&self) -> bool {
        self.actor.is_some_and(|actor| actor.role() == Role::Therapist)
    }

    pub fn via(&self) -> SchedulingVia {
        if self.actor.is_some() { SchedulingVia::Seat } else { SchedulingVia::Desk }
    }

    /// Records in the audit log that the person did this.
    pub async fn audit(&mut self, action: AuditAction, subject: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
        let entry = AuditEntry { practice: self.practice.0, actor: Some(self.person.0), action, subject };
        Ok(audit::record(&mut self.tx, entry, now).await?)
    }
}

impl<R: RequiredRole> FromRequestParts<AppState> for SchedulingAccess<R> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let group = path_id(parts, "group").await?;
        let access = Self::of(Tx::for_person(&app.pool, me.person.0).await?, me.person, group).await?;
        if let Some(actor) = access.actor {
            actor.mark(parts.extensions.get());
        }
        if parts.method == Method::POST { access.goes_on().await } else { Ok(access) }
    }
}
