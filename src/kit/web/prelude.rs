//! What nearly every file with handlers uses, to be imported whole.

pub use axum::extract::State;
pub use axum::http::StatusCode;
pub use axum::response::{IntoResponse, Redirect, Response};
pub use serde::Deserialize;

pub use super::{
    Access, AppRoutes, Chrome, CurrentText, EmptyBody, FormBody, FormErrors, PathParams, Problem, QueryParams, Refused, SENT_BEFORE,
    SentBefore, Submission, free_id,
};
pub use crate::kit::app_state::AppState;
pub use crate::kit::audit::AuditAction;
