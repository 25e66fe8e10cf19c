//! A proof for an action that removes its own proof: a staff position, a seat. When the form is sent again, the proof fails, and the stored
//! answer of the first time is returned.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::SignedIn;
use crate::kit::db::Tx;
use crate::kit::web::prelude::*;
use crate::person::PersonId;

/// A proof that is established inside a transaction of its person.
pub trait Proof: Sized {
    /// Establishes the proof for the request.
    fn prove(tx: Tx, parts: &mut Parts, person: PersonId) -> impl Future<Output = Result<Self, Problem>> + Send;
}

/// A proof, with the submission that uses it up.
pub struct Once<P> {
    pub proof: P,
    /// The submission that stores the answer.
    pub press: Submission,
    /// The answer stored by the same submission. It replaces a refusal only: what can be done again is done again.
    pub answer: Option<Response>,
}

impl<P: Proof> FromRequestParts<AppState> for Once<P> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Response> {
        let refused = IntoResponse::into_response;
        let me = SignedIn::from_request_parts(parts, app).await.map_err(refused)?;
        let press = Submission::from_request_parts(parts, app).await.map_err(refused)?;
        let answered = async {
            let mut tx = Tx::for_person(&app.pool, me.person.0).await?;
            let answer = press.wait_for_answer(&mut tx, &app.vault, app.clock.now()).await?;
            Ok::<_, Problem>((tx, answer))
        };
        let (tx, answer) = answered.await.map_err(refused)?;
        match P::prove(tx, parts, me.person).await {
            Ok(proof) => Ok(Self { proof, press, answer }),
            Err(problem) => Err(answer.unwrap_or_else(|| problem.into_response())),
        }
    }
}
