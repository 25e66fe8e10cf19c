//! Response headers that report to a script what was stored of its form.

use std::fmt::Display;

use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;

/// Which form was stored: the id that the form carried.
pub const KEPT: HeaderName = HeaderName::from_static("hamdel-kept");
/// The stored save on which the next one builds.
pub const DRAFT: HeaderName = HeaderName::from_static("hamdel-draft");

/// Sets the header; a value that a header cannot hold, from a form that no page of ours made, is left out.
pub fn with_header(mut response: Response, name: HeaderName, value: impl Display) -> Response {
    if let Ok(value) = HeaderValue::from_str(&value.to_string()) {
        response.headers_mut().insert(name, value);
    }
    response
}
