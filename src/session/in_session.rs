//! The proof of a seat in one session, found by the session's own id or by that of something within it.

use std::marker::PhantomData;

use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{SessionId, store};
use crate::group::seat::{GroupAccess, RequiredRole};
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, Problem, path_id};
use crate::person::PersonId;
use crate::person::sign_in::SignedIn;

/// How the path leads to a session: the name of an id in it, and what that id is of.
pub trait SessionAnchor: Send + Sync {
    /// The id's name in the path.
    const NAME: &'static str;

    /// The session it belongs to.
    fn session(conn: &mut PgConnection, id: Uuid) -> impl Future<Output = Result<Option<SessionId>, sqlx::Error>> + Send;
}

/// By the session's own id.
pub struct BySession;

impl SessionAnchor for BySession {
    const NAME: &'static str = "session";

    async fn session(_: &mut PgConnection, id: Uuid) -> Result<Option<SessionId>, sqlx::Error> {
        Ok(Some(SessionId(id)))
    }
}

/// What stays with the group's own therapist, whoever stands in for them.
const NOT_FOR_A_SUBSTITUTE: [&str; 4] = [
    "/sessions/{session}/backstage/settlement",
    "/sessions/{session}/private-notes",
    "/sessions/{session}/substitutions",
    "/sessions/{session}/substitutions/{substitution}/withdrawal",
];

/// A seat in the group of a session, or in somebody's place there, in the role that is needed.
pub struct SessionAccess<R, A = BySession> {
    /// The seat, with the request's transaction.
    pub seat: GroupAccess<R>,
    session: SessionId,
    found_by: Uuid,
    anchor: PhantomData<fn() -> A>,
}

impl<R: RequiredRole> SessionAccess<R> {
    /// A seat that was proved by way of the session's own id.
    pub(super) fn of(seat: GroupAccess<R>, session: SessionId) -> Self {
        Self { seat, session, found_by: session.0, anchor: PhantomData }
    }
}

impl<R: RequiredRole, A: SessionAnchor> SessionAccess<R, A> {
    /// Proves it for a person, inside a fresh transaction.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for what is not there or not theirs, [`Problem::Forbidden`] in another role.
    pub async fn prove(house: &AppState, person: PersonId, id: Uuid) -> Result<Self, Problem> {
        let mut tx = Tx::of(&house.pool, person.0).await?;
        let session = A::session(&mut tx, id).await?.ok_or(Problem::NotFound)?;
        let sitting = store::sitting(&mut tx, person, session).await?.ok_or(Problem::NotFound)?;
        Ok(Self { seat: GroupAccess::of(tx, sitting)?, session, found_by: id, anchor: PhantomData })
    }

    /// The session.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// The id in the path that led here.
    pub fn found_by(&self) -> Uuid {
        self.found_by
    }
}

impl<R: RequiredRole, A: SessionAnchor> FromRequestParts<AppState> for SessionAccess<R, A> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &AppState) -> Result<Self, Problem> {
        let me = SignedIn::from_request_parts(parts, house).await?;
        let id = path_id(parts, A::NAME).await?;
        let here = Self::prove(house, me.person, id).await?;
        let sits = here.seat.sitting();
        let path = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
        if sits.stands_in && NOT_FOR_A_SUBSTITUTE.contains(&path) {
            return Err(Problem::NotFound);
        }
        if let Some(chrome) = parts.extensions.get::<Chrome>().filter(|_| sits.guest) {
            chrome.guest.say();
        }
        Ok(here)
    }
}
