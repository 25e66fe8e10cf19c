//! Access of a practice administrator to a session: it reveals when and where the group meets and which staff lead it, and nothing else of
//! the group.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::web::{Problem, path_id};
use crate::person::sign_in::SignedIn;
use crate::practice::{AsAdministrator, Colleague};
use crate::session::{self, Session, SessionId};

/// A session, for an administrator of its practice.
pub(super) struct AdministeredSession {
    /// The request's one transaction.
    pub tx: Tx,
    pub me: SignedIn,
    pub session: Session,
}

impl FromRequestParts<AppState> for AdministeredSession {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        // A person who is no administrator learns nothing about the path: check that first.
        Self::prove(app, me, Colleague::prove(app, me.person).await?, path_id(parts, "session").await?).await
    }
}

impl AdministeredSession {
    /// Proves the access again, in a new transaction.
    pub async fn again(app: &AppState, me: SignedIn, session: SessionId) -> Result<Self, Problem> {
        Self::prove(app, me, Colleague::prove(app, me.person).await?, session).await
    }

    async fn prove(app: &AppState, me: SignedIn, mut colleague: Colleague<AsAdministrator>, id: SessionId) -> Result<Self, Problem> {
        let found = session::store::find(&mut colleague.tx, &app.vault, id).await?;
        // The transaction may also see practices in which the person has another role.
        let practices = colleague.practices();
        let session = found.filter(|session| practices.contains(&session.practice)).ok_or(Problem::NotFound)?;
        Ok(Self { tx: colleague.tx, me, session })
    }
}
