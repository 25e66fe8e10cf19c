//! The proof for an act that takes away what it is proved by: a post, a seat. Sent again, the form finds nothing to be proved by, and is
//! answered as it was the first time.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use super::SignedIn;
use crate::kit::db::Tx;
use crate::kit::house::AppState;
use crate::kit::web::{Problem, Submission};
use crate::person::PersonId;

/// A proof that is made inside a transaction of its person.
pub trait Proof: Sized {
    /// Proves it for the request.
    fn prove(tx: Tx, parts: &mut Parts, person: PersonId) -> impl Future<Output = Result<Self, Problem>> + Send;
}

/// A proof, with the press that uses it up.
pub struct Once<P> {
    pub proof: P,
    /// The press: it keeps the answer.
    pub press: Submission,
    /// The answer that the same press left. It takes the place of a refusal only: what can be done once more is done once more.
    pub answer: Option<Response>,
}

impl<P: Proof> FromRequestParts<AppState> for Once<P> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, house: &AppState) -> Result<Self, Response> {
        let refused = IntoResponse::into_response;
        let me = SignedIn::from_request_parts(parts, house).await.map_err(refused)?;
        let press = Submission::from_request_parts(parts, house).await.map_err(refused)?;
        let answered = async {
            let mut tx = Tx::of(&house.pool, me.person.0).await?;
            let answer = press.answered(&mut tx, &house.vault, house.clock.now()).await?;
            Ok::<_, Problem>((tx, answer))
        };
        let (tx, answer) = answered.await.map_err(refused)?;
        match P::prove(tx, parts, me.person).await {
            Ok(proof) => Ok(Self { proof, press, answer }),
            Err(problem) => Err(answer.unwrap_or_else(|| problem.into_response())),
        }
    }
}
