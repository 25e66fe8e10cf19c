//! A person's own membership in a group, in any state. People who wait, are paused or have left see nothing of the group, but still what is
//! their own.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{GroupId, MembershipId, MembershipState, Role, life_store};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::web::{Problem, path_id};
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::practice::PracticeId;

#[derive(Clone, Copy, Debug)]
pub struct MembershipRef {
    pub person: PersonId,
    pub membership: MembershipId,
    pub role: Role,
    pub state: MembershipState,
    pub group: GroupId,
    pub practice: PracticeId,
}

/// Proof of a membership in the group of the path, in any state. Unlike [`super::GroupAccess`] it opens only what is the person's own.
pub struct OwnMembership {
    /// The request's one transaction.
    pub tx: Tx,
    membership: MembershipRef,
}

impl OwnMembership {
    pub fn membership(&self) -> MembershipRef {
        self.membership
    }
}

impl FromRequestParts<AppState> for OwnMembership {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let group = path_id(parts, "group").await?;
        let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
        let membership = life_store::newest_membership(&mut tx, me.person, group).await?.ok_or(Problem::NotFound)?;
        Ok(Self { tx, membership })
    }
}
