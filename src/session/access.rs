//! The extractor for access to one session, found by the session's id or by the id of something within it.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use sqlx::PgConnection;
use uuid::Uuid;

use super::SessionId;
use crate::group;
use crate::group::access::{GroupAccess, RequiredRole};
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::web::{Problem, path_id};
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;

/// How a path identifies a session: the name of its id parameter, and how that id leads to the session.
pub trait SessionAnchor: Send + Sync {
    /// The name of the path parameter.
    const NAME: &'static str;

    /// The session that `id` belongs to.
    fn session(conn: &mut PgConnection, id: Uuid) -> impl Future<Output = Result<Option<SessionId>, sqlx::Error>> + Send;
}

/// Identifies the session by its own id.
pub struct BySession;

impl SessionAnchor for BySession {
    const NAME: &'static str = "session";

    async fn session(_: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        Ok(Some(SessionId(id)))
    }
}

/// Access to a session in the required role, through a membership in its group or as a substitute in it.
pub struct SessionAccess<R, A = BySession> {
    /// The access to the group, with the request's transaction.
    pub group_access: GroupAccess<R>,
    session: SessionId,
    found_by: Uuid,
    anchor: PhantomData<fn() -> A>,
}

impl<R: RequiredRole, A: SessionAnchor> SessionAccess<R, A> {
    /// Proves the access of a person inside a fresh transaction.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the session does not exist or the person has no access to it, a substitute where only the own people have, [`Problem::Forbidden`] in another role.
    pub async fn prove(app: &AppState, person: PersonId, id: Uuid) -> Result<Self, Problem> {
        let mut tx = Tx::for_person(&app.pool, person.0).await?;
        let session = A::session(&mut tx, id).await?.ok_or(Problem::NotFound)?;
        let actor = group::actor::store::in_session(&mut tx, person, session.0).await?.ok_or(Problem::NotFound)?;
        let group_access = GroupAccess::of(tx, actor)?;
        if actor.stands_in() && !R::ADMITS_SUBSTITUTE {
            return Err(Problem::NotFound);
        }
        Ok(Self { group_access, session, found_by: id, anchor: PhantomData })
    }

    pub fn session(&self) -> SessionId {
        self.session
    }

    /// The id of the path parameter.
    pub fn found_by(&self) -> Uuid {
        self.found_by
    }
}

impl<R: RequiredRole, A: SessionAnchor> FromRequestParts<AppState> for SessionAccess<R, A> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, app).await?;
        let id = path_id(parts, A::NAME).await?;
        let access = Self::prove(app, me.person, id).await?;
        access.group_access.actor().mark(parts.extensions.get());
        Ok(access)
    }
}
