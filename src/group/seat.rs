//! The proof of a seat in a group. Having a `GroupAccess` *is* the permission: its fields cannot be made elsewhere, and it carries the request's one transaction.

use std::marker::PhantomData;

use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::Method;
use axum::http::request::Parts;

use super::{GroupCapacity, GroupId, MembershipId, Role, life_store, store};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::web::{Problem, path_id};
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::once::Proof;
use crate::practice::PracticeId;

/// Which roles a seat must have.
pub trait RequiredRole: Send + Sync {
    /// Whether this role will do.
    fn admits(role: Role) -> bool;
}

macro_rules! needs {
    ($($(#[$doc:meta])* $name:ident: $($role:ident)|+;)+) => {$(
        $(#[$doc])*
        pub struct $name;
        impl RequiredRole for $name {
            fn admits(role: Role) -> bool {
                matches!(role, $(Role::$role)|+)
            }
        }
    )+};
}

needs! {
    /// Whoever is in the group.
    AnySeat: Therapist | Facilitator | Member;
    /// Therapist or facilitator.
    Staff: Therapist | Facilitator;
    Therapist: Therapist;
    Facilitator: Facilitator;
    Member: Member;
}

/// What may still be done in a group that has ended. It is read from then on, and not added to: that is so for every other door of a
/// group, those that are yet to be built too.
const AFTER_THE_END: [&str; 4] = [
    "/groups/{group}/ending/withdrawal",
    "/groups/{group}/members/{member}/not-needed",
    "/groups/{group}/members/{member}/sign-in-link",
    "/groups/{group}/therapist",
];

/// An active seat in the group of the path.
pub struct GroupAccess<R> {
    /// The request's one transaction, opened by the proof: there is no gap between proof and act.
    pub tx: Tx,
    sitting: Actor,
    needs: PhantomData<fn() -> R>,
}

/// Who sits where.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    pub person: PersonId,
    pub membership: MembershipId,
    pub role: Role,
    pub group: GroupId,
    pub practice: PracticeId,
    /// Whether they stand in for somebody in this session, and have their role for that.
    pub stands_in: bool,
    /// Whether they have no other place in the group than that.
    pub guest: bool,
}

impl<R: RequiredRole> GroupAccess<R> {
    /// Proves the seat of a person in a group, inside a fresh transaction.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without an active seat, [`Problem::Forbidden`] in another role.
    pub async fn prove(house: &AppState, person: PersonId, group: GroupId) -> Result<Self, Problem> {
        Self::find(Tx::of(&house.pool, person.0).await?, person, group).await
    }

    async fn find(mut tx: Tx, person: PersonId, group: GroupId) -> Result<Self, Problem> {
        let sitting = store::sitting(&mut tx, person, group).await?.ok_or(Problem::NotFound)?;
        Self::of(tx, sitting)
    }

    async fn in_path(tx: Tx, parts: &mut Parts, person: PersonId) -> Result<Self, Problem> {
        let group = path_id(parts, "group").await?;
        let mut seat = Self::find(tx, person, group).await?;
        let path = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
        if parts.method == Method::POST && !AFTER_THE_END.contains(&path) && life_store::has_ended(&mut seat.tx, group).await? {
            return Err(Problem::Closed);
        }
        Ok(seat)
    }

    /// A seat that was found on another way than by its group's id.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] in another role.
    pub fn of(tx: Tx, sitting: Actor) -> Result<Self, Problem> {
        if R::admits(sitting.role) { Ok(Self { tx, sitting, needs: PhantomData }) } else { Err(Problem::Forbidden) }
    }

    /// A seat whose role was looked at already, by the proof of arranging.
    pub(super) fn admitted(tx: Tx, sitting: Actor) -> Self {
        Self { tx, sitting, needs: PhantomData }
    }

    /// Holds the group's row, then looks at the seat again: it may have gone to another since it was proved. The room that the group has.
    /// A substitute's seat belongs to its session, whose row is held for it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the seat is gone, [`Problem::Forbidden`] in another role.
    pub async fn hold(&mut self) -> Result<GroupCapacity, Problem> {
        let Actor { person, group, membership, stands_in, .. } = self.sitting;
        let room = store::hold(&mut self.tx, group).await?.ok_or(Problem::NotFound)?;
        if !stands_in {
            let now = store::sitting(&mut self.tx, person, group).await?.ok_or(Problem::NotFound)?;
            if !R::admits(now.role) || now.membership != membership {
                return Err(Problem::Forbidden);
            }
        }
        Ok(room)
    }

    /// Who sits here.
    pub fn sitting(&self) -> Actor {
        self.sitting
    }

    /// The account.
    pub fn person(&self) -> PersonId {
        self.sitting.person
    }

    /// The seat.
    pub fn membership(&self) -> MembershipId {
        self.sitting.membership
    }

    /// Its role.
    pub fn role(&self) -> Role {
        self.sitting.role
    }

    /// Its group.
    pub fn group(&self) -> GroupId {
        self.sitting.group
    }

    /// Its practice.
    pub fn practice(&self) -> PracticeId {
        self.sitting.practice
    }
}

impl<R: RequiredRole> FromRequestParts<AppState> for GroupAccess<R> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, house).await?;
        let tx = Tx::of(&house.pool, me.person.0).await?;
        Self::in_path(tx, parts, me.person).await
    }
}

impl<R: RequiredRole> Proof for GroupAccess<R> {
    async fn prove(tx: Tx, parts: &mut Parts, person: PersonId) -> Result<Self, Problem> {
        Self::in_path(tx, parts, person).await
    }
}
