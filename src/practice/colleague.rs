//! The proof of a staff position in a practice, with the one transaction of the request.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{PracticeId, StaffRole, store};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::web::Problem;
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::person::sign_in::once::Proof;

/// The staff positions that a route requires.
pub trait RequiredPosition: Send + Sync {
    fn admits(role: StaffRole) -> bool;
}

/// Any staff position.
pub struct AnyPosition;
/// Administrators and therapists.
pub struct AsGroupCreator;
/// Administrators.
pub struct AsAdministrator;
/// Administrators and secretaries.
pub struct AsScheduler;

impl RequiredPosition for AnyPosition {
    fn admits(_: StaffRole) -> bool {
        true
    }
}

impl RequiredPosition for AsGroupCreator {
    fn admits(role: StaffRole) -> bool {
        role.may_form_groups()
    }
}

impl RequiredPosition for AsAdministrator {
    fn admits(role: StaffRole) -> bool {
        role == StaffRole::Administrator
    }
}

impl RequiredPosition for AsScheduler {
    fn admits(role: StaffRole) -> bool {
        role.keeps_times()
    }
}

/// A person who works in a practice, in a required role.
pub struct Colleague<R = AnyPosition> {
    /// The one transaction of the request.
    pub tx: Tx,
    pub person: PersonId,
    positions: Vec<(PracticeId, StaffRole)>,
    needs: PhantomData<fn() -> R>,
}

impl<R> Colleague<R> {
    /// The practices where they have a required role, oldest first; there is at least one.
    pub fn practices(&self) -> Vec<PracticeId> {
        self.positions.iter().map(|(practice, _)| *practice).collect()
    }

    /// Whether they are a secretary everywhere.
    pub fn is_secretary(&self) -> bool {
        self.positions.iter().all(|(_, role)| *role == StaffRole::Secretary)
    }

    /// The practices of these that they administer.
    pub fn administers(&self) -> Vec<PracticeId> {
        self.positions.iter().filter(|(_, role)| *role == StaffRole::Administrator).map(|(practice, _)| *practice).collect()
    }

    /// Whether they may form groups in any of these practices.
    pub fn may_form_groups(&self) -> bool {
        self.positions.iter().any(|(_, role)| role.may_form_groups())
    }
}

impl<R: RequiredPosition> Colleague<R> {
    /// Proves the position of a person, inside a fresh transaction.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without a required position.
    pub async fn prove(app: &AppState, person: PersonId) -> Result<Self, Problem> {
        Self::from_tx(Tx::for_person(&app.pool, person.0).await?, person).await
    }

    async fn from_tx(mut tx: Tx, person: PersonId) -> Result<Self, Problem> {
        let mut positions = store::positions_of(&mut tx, person).await?;
        positions.retain(|(_, role)| R::admits(*role));
        if positions.is_empty() { Err(Problem::Forbidden) } else { Ok(Self { tx, person, positions, needs: PhantomData }) }
    }
}

impl<R: RequiredPosition> FromRequestParts<AppState> for Colleague<R> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        Self::prove(app, me.person).await
    }
}

impl<R: RequiredPosition> Proof for Colleague<R> {
    async fn prove(tx: Tx, _: &mut Parts, person: PersonId) -> Result<Self, Problem> {
        Self::from_tx(tx, person).await
    }
}
