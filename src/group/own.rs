//! One's own place in a group, in whatever state: who waits, is paused or has gone sees nothing of the group, and still what is theirs.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{GroupId, MembershipId, MembershipState, Role, life_store};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::web::{Problem, path_id};
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;
use crate::practice::PracticeId;

/// Who has it, and how it stands.
#[derive(Clone, Copy, Debug)]
pub struct MembershipRef {
    pub person: PersonId,
    pub membership: MembershipId,
    pub role: Role,
    pub state: MembershipState,
    pub group: GroupId,
    pub practice: PracticeId,
}

/// The proof of a place in the group of the path. It is no seat: it opens nothing but what is the person's own.
pub struct OwnMembership {
    /// The request's one transaction.
    pub tx: Tx,
    place: MembershipRef,
}

impl OwnMembership {
    /// Whose place it is.
    pub fn place(&self) -> MembershipRef {
        self.place
    }
}

impl FromRequestParts<AppState> for OwnMembership {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, house).await?;
        let group = path_id(parts, "group").await?;
        let mut tx = Tx::of(&house.pool, me.person.0).await?;
        let place = life_store::place_of(&mut tx, me.person, group).await?.ok_or(Problem::NotFound)?;
        Ok(Self { tx, place })
    }
}
