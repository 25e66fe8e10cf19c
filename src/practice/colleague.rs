//! The proof of a post in a practice, with the request's one transaction.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{PracticeId, StaffRole, store};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::web::Problem;
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::once::Proof;

/// Which posts will do.
pub trait RequiredPosition: Send + Sync {
    /// Whether this role will do.
    fn admits(role: StaffRole) -> bool;
}

/// Whoever works in a practice.
pub struct AnyPost;
/// Administrators and therapists.
pub struct FormsGroups;
/// Administrators.
pub struct Administers;
/// Administrators and secretaries.
pub struct KeepsTimes;

impl RequiredPosition for AnyPost {
    fn admits(_: StaffRole) -> bool {
        true
    }
}

impl RequiredPosition for FormsGroups {
    fn admits(role: StaffRole) -> bool {
        role.may_form_groups()
    }
}

impl RequiredPosition for Administers {
    fn admits(role: StaffRole) -> bool {
        role == StaffRole::Administrator
    }
}

impl RequiredPosition for KeepsTimes {
    fn admits(role: StaffRole) -> bool {
        role.keeps_times()
    }
}

/// Somebody who works in a practice, in a role that will do.
pub struct Colleague<R = AnyPost> {
    /// The request's one transaction.
    pub tx: Tx,
    /// Who.
    pub person: PersonId,
    posts: Vec<(PracticeId, StaffRole)>,
    needs: PhantomData<fn() -> R>,
}

impl<R> Colleague<R> {
    /// The practices where their role will do, the oldest first; there is at least one.
    pub fn practices(&self) -> Vec<PracticeId> {
        self.posts.iter().map(|(practice, _)| *practice).collect()
    }

    /// Whether they are a secretary, and nothing besides.
    pub fn is_secretary(&self) -> bool {
        self.posts.iter().all(|(_, role)| *role == StaffRole::Secretary)
    }

    /// Those of them that they administer.
    pub fn administers(&self) -> Vec<PracticeId> {
        self.posts.iter().filter(|(_, role)| *role == StaffRole::Administrator).map(|(practice, _)| *practice).collect()
    }

    /// Whether they may form groups anywhere.
    pub fn may_form_groups(&self) -> bool {
        self.posts.iter().any(|(_, role)| role.may_form_groups())
    }
}

impl<R: RequiredPosition> Colleague<R> {
    /// Proves the post of a person, inside a fresh transaction.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a post that will do.
    pub async fn prove(house: &AppState, person: PersonId) -> Result<Self, Problem> {
        Self::of(Tx::of(&house.pool, person.0).await?, person).await
    }

    async fn of(mut tx: Tx, person: PersonId) -> Result<Self, Problem> {
        let mut posts = store::posts(&mut tx, person).await?;
        posts.retain(|(_, role)| R::admits(*role));
        if posts.is_empty() { Err(Problem::Forbidden) } else { Ok(Self { tx, person, posts, needs: PhantomData }) }
    }
}

impl<R: RequiredPosition> FromRequestParts<AppState> for Colleague<R> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, house).await?;
        Self::prove(house, me.person).await
    }
}

impl<R: RequiredPosition> Proof for Colleague<R> {
    async fn prove(tx: Tx, _: &mut Parts, person: PersonId) -> Result<Self, Problem> {
        Self::of(tx, person).await
    }
}
