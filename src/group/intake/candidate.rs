//! The proof that somebody is, or asks to become, a member of a group. It opens what is their own there, and nothing of the group.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::decision::ApplicantStatus;
use super::store;
use crate::group::{GroupId, MembershipId, MembershipState, Role};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::web::{Problem, path_id};
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::practice::PracticeId;

/// Somebody at what they told a group about themselves.
pub struct Applicant {
    /// The request's one transaction.
    pub tx: Tx,
    person: PersonId,
    place: store::IntakeMembership,
    standing: ApplicantStatus,
    group: GroupId,
}

impl Applicant {
    /// Proves it, inside a fresh transaction.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without such a place, [`Problem::Forbidden`] to who has a seat of another role.
    pub async fn prove(house: &AppState, person: PersonId, group: GroupId) -> Result<Self, Problem> {
        let mut tx = Tx::of(&house.pool, person.0).await?;
        let place = store::place_of(&mut tx, person, group).await?.ok_or(Problem::NotFound)?;
        if place.role != Role::Member {
            return Err(if place.state == MembershipState::Active { Problem::Forbidden } else { Problem::NotFound });
        }
        let standing = ApplicantStatus::of(place.state, place.listed.is_some(), place.was_in).ok_or(Problem::NotFound)?;
        Ok(Self { tx, person, place, standing, group })
    }

    /// The account.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Their membership.
    pub fn membership(&self) -> MembershipId {
        self.place.membership
    }

    /// The group.
    pub fn group(&self) -> GroupId {
        self.group
    }

    /// The practice.
    pub fn practice(&self) -> PracticeId {
        self.place.practice
    }

    /// Where they stand.
    pub fn standing(&self) -> ApplicantStatus {
        self.standing
    }

    /// Since when they are on the waiting list.
    pub fn listed(&self) -> Option<chrono::DateTime<chrono::Utc>> {
        self.place.listed
    }
}

impl FromRequestParts<AppState> for Applicant {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, house).await?;
        let group = path_id(parts, "group").await?;
        Self::prove(house, me.person, group).await
    }
}
