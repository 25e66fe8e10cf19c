//! The proof of a session of the practice that somebody administers: of its group they learn nothing by it but when and where it meets,
//! and who of the practice's staff leads it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::web::{Problem, path_id};
use crate::person::sign_in::SignedIn;
use crate::practice::{Administers, Colleague};
use crate::session::{self, Session, SessionId};

/// A session of a practice, to whoever administers that practice.
pub(super) struct OurSession {
    /// The request's one transaction.
    pub tx: Tx,
    /// Who administers it.
    pub me: SignedIn,
    pub session: Session,
}

impl FromRequestParts<AppState> for OurSession {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, house).await?;
        // Who does not administer learns nothing of the path.
        Self::prove(house, me, Colleague::prove(house, me.person).await?, path_id(parts, "session").await?).await
    }
}

impl OurSession {
    /// Proves it once more, in a fresh transaction.
    pub async fn again(house: &AppState, me: SignedIn, session: SessionId) -> Result<Self, Problem> {
        Self::prove(house, me, Colleague::prove(house, me.person).await?, session).await
    }

    async fn prove(house: &AppState, me: SignedIn, mut colleague: Colleague<Administers>, id: SessionId) -> Result<Self, Problem> {
        let found = session::store::find(&mut colleague.tx, &house.vault, id).await?;
        // They may stand in another practice as something else.
        let practices = colleague.practices();
        let session = found.filter(|session| practices.contains(&session.practice)).ok_or(Problem::NotFound)?;
        Ok(Self { tx: colleague.tx, me, session })
    }
}
