//! The proof of a session of the practice that somebody administers: of its group they learn nothing by it but when and where it meets,
//! and who of the practice's staff leads it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::kit::db::Tx;
use crate::kit::house::House;
use crate::kit::web::{Problem, path_id};
use crate::person::PersonId;
use crate::practice::{Administers, Colleague};
use crate::session::{self, Session};

/// A session of a practice, to whoever administers that practice.
pub(super) struct OurSession {
    /// The request's one transaction.
    pub tx: Tx,
    /// Who administers it.
    pub person: PersonId,
    /// The session.
    pub session: Session,
}

impl FromRequestParts<House> for OurSession {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Problem> {
        let mut me = Colleague::<Administers>::from_request_parts(parts, house).await?;
        let id = path_id(parts, "session").await?;
        let found = session::store::find(&mut me.tx, &house.vault, id).await?;
        // They may stand in another practice as something else.
        let practices = me.practices();
        let session = found.filter(|session| practices.contains(&session.practice)).ok_or(Problem::NotFound)?;
        Ok(Self { tx: me.tx, person: me.person, session })
    }
}
