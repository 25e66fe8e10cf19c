//! Parameters in the path and the query. An invalid one gives the same "not found" as one that does not exist.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Path, Query, RawPathParams};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::problem::Problem;

/// The path parameter with this name.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn path_id<T: FromStr>(parts: &mut Parts, name: &str) -> Result<T, Problem> {
    let params = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Problem::NotFound)?;
    let text = params.iter().find(|(key, _)| *key == name).map(|(_, value)| value).ok_or(Problem::NotFound)?;
    text.parse().map_err(|_| Problem::NotFound)
}

/// All path parameters.
pub struct PathParams<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for PathParams<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        Path::from_request_parts(parts, state).await.map(|Path(value)| Self(value)).map_err(|_| Problem::NotFound)
    }
}

/// The query parameters.
pub struct QueryParams<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for QueryParams<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        Query::from_request_parts(parts, state).await.map(|Query(value)| Self(value)).map_err(|_| Problem::NotFound)
    }
}
