//! The proof of arranging: a seat in the group that may do the act, or a post that keeps the times of the group's practice. Whoever comes
//! from the desk reads when and where a group meets, and no clinical word.

use std::fmt::Display;
use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::seat::{Actor, RequiredRole};
use super::{GroupAccess, GroupId, Role, Staff, life_store, store};
use crate::kit::audit::{self, AuditEntry};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::web::{Problem, path_id};
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::practice::PracticeId;

/// From where somebody arranges: a page leads back there, and shows no more than is read there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchedulingVia {
    /// A seat in the group.
    Seat,
    /// The practice's desk.
    Desk,
}

impl SchedulingVia {
    /// Whether no clinical word and nobody's name may stand on the page.
    pub fn is_desk(self) -> bool {
        self == Self::Desk
    }

    /// Where a group is seen from here.
    pub fn group(self, id: impl Display) -> String {
        match self {
            Self::Seat => format!("/groups/{id}"),
            Self::Desk => format!("/practice/times#group-{id}"),
        }
    }

    /// Where one of its sessions is seen from here.
    pub fn session(self, id: impl Display) -> String {
        match self {
            Self::Seat => format!("/sessions/{id}"),
            Self::Desk => format!("/sessions/{id}/time"),
        }
    }
}

/// Somebody who may arrange for the group of the path: by a seat in role `R`, or from the desk.
pub struct SchedulingAccess<R = Staff> {
    /// The request's one transaction, opened by the proof.
    pub tx: Tx,
    person: PersonId,
    group: GroupId,
    practice: PracticeId,
    seat: Option<Actor>,
    needs: PhantomData<fn() -> R>,
}

/// The proof taken apart.
pub enum SchedulingActor<R> {
    /// By a seat in the group.
    BySeat(GroupAccess<R>),
    /// From the practice's desk.
    FromDesk(SchedulingAccess<R>),
}

impl<R: RequiredRole> SchedulingAccess<R> {
    /// Proves it inside a transaction of this person. Whoever has a seat comes by their seat, whatever their post.
    ///
    /// # Errors
    /// [`Problem::NotFound`] with neither seat nor post, [`Problem::Forbidden`] with a seat in another role.
    pub async fn of(mut tx: Tx, person: PersonId, group: GroupId) -> Result<Self, Problem> {
        if let Some(sitting) = store::sitting(&mut tx, person, group).await? {
            let Actor { practice, .. } = sitting;
            let by = Self { tx, person, group, practice, seat: Some(sitting), needs: PhantomData };
            return if R::admits(sitting.role) { Ok(by) } else { Err(Problem::Forbidden) };
        }
        let practice = store::desk_of(&mut tx, person, group).await?.ok_or(Problem::NotFound)?;
        Ok(Self { tx, person, group, practice, seat: None, needs: PhantomData })
    }

    /// In a group that has ended nothing is arranged any more.
    ///
    /// # Errors
    /// [`Problem::Closed`].
    pub async fn goes_on(mut self) -> Result<Self, Problem> {
        if life_store::has_ended(&mut self.tx, self.group).await? { Err(Problem::Closed) } else { Ok(self) }
    }

    /// Holds the group's row, then looks again at what they come by: a seat or a post may have ended since it was proved.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it has, [`Problem::Forbidden`] in another role.
    pub async fn hold(&mut self) -> Result<(), Problem> {
        store::hold(&mut self.tx, self.group).await?.ok_or(Problem::NotFound)?;
        match self.seat {
            Some(known) => {
                let now = store::sitting(&mut self.tx, self.person, self.group).await?.ok_or(Problem::NotFound)?;
                if R::admits(now.role) && now.membership == known.membership { Ok(()) } else { Err(Problem::Forbidden) }
            }
            None => store::desk_of(&mut self.tx, self.person, self.group).await?.map(|_| ()).ok_or(Problem::NotFound),
        }
    }

    /// By which of the two they came.
    pub fn came(self) -> SchedulingActor<R> {
        match self.seat {
            Some(sitting) => SchedulingActor::BySeat(GroupAccess::admitted(self.tx, sitting)),
            None => SchedulingActor::FromDesk(self),
        }
    }

    /// The account.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The group.
    pub fn group(&self) -> GroupId {
        self.group
    }

    /// Its practice.
    pub fn practice(&self) -> PracticeId {
        self.practice
    }

    /// Their seat; none at the desk.
    pub fn seat(&self) -> Option<Actor> {
        self.seat
    }

    /// Whether they lead the group.
    pub fn is_therapist(&self) -> bool {
        self.seat.is_some_and(|sitting| sitting.role == Role::Therapist)
    }

    /// From where they come.
    pub fn whence(&self) -> SchedulingVia {
        if self.seat.is_some() { SchedulingVia::Seat } else { SchedulingVia::Desk }
    }

    /// Writes down what they did.
    pub async fn record(&mut self, act: &'static str, kind: &'static str, subject: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
        let act = AuditEntry { practice: self.practice.0, actor: Some(self.person.0), act, kind, subject };
        Ok(audit::record(&mut self.tx, act, now).await?)
    }
}

impl<R: RequiredRole> FromRequestParts<AppState> for SchedulingAccess<R> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, house).await?;
        let group = path_id(parts, "group").await?;
        let by = Self::of(Tx::of(&house.pool, me.person.0).await?, me.person, group).await?;
        if parts.method == Method::POST { by.goes_on().await } else { Ok(by) }
    }
}
