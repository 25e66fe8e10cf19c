//! Proof that a person is, or asks to become, a member of a group. It opens what is their own there, and nothing of the group.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::decision::ApplicantStatus;
use super::store;
use crate::group::{GroupId, MembershipId, MembershipState, Role};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::web::{Problem, path_id};
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::practice::PracticeId;

/// A person with access to their own intake in a group.
pub struct Applicant {
    /// The request's one transaction.
    pub tx: Tx,
    person: PersonId,
    membership: store::IntakeMembership,
    status: ApplicantStatus,
    group: GroupId,
}

impl Applicant {
    /// Proves it, in a new transaction.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without such a membership, [`Problem::Forbidden`] with an active one in another role.
    pub async fn prove(app: &AppState, person: PersonId, group: GroupId) -> Result<Self, Problem> {
        let mut tx = Tx::for_person(&app.pool, person.0).await?;
        let membership = store::membership_of(&mut tx, person, group).await?.ok_or(Problem::NotFound)?;
        if membership.role != Role::Member {
            return Err(if membership.state == MembershipState::Active { Problem::Forbidden } else { Problem::NotFound });
        }
        let status = ApplicantStatus::of(membership.state, membership.listed.is_some(), membership.was_in).ok_or(Problem::NotFound)?;
        Ok(Self { tx, person, membership, status, group })
    }

    pub fn person(&self) -> PersonId {
        self.person
    }

    pub fn membership(&self) -> MembershipId {
        self.membership.membership
    }

    pub fn group(&self) -> GroupId {
        self.group
    }

    pub fn practice(&self) -> PracticeId {
        self.membership.practice
    }

    pub fn status(&self) -> ApplicantStatus {
        self.status
    }

    /// Since when they are on the waiting list.
    pub fn listed(&self) -> Option<chrono::DateTime<chrono::Utc>> {
        self.membership.listed
    }
}

impl FromRequestParts<AppState> for Applicant {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let group = path_id(parts, "group").await?;
        Self::prove(app, me.person, group).await
    }
}
