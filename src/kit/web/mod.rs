//! Everything between a handler and a browser: pages and their chrome, forms, routes, problems, and the gate for unsafe requests.

pub mod answered;
pub mod assets;
pub mod client;
pub mod cookie;
pub mod door;
pub mod form;
pub mod gate;
pub mod given_back;
pub mod headers;
pub mod once;
pub mod page;
pub mod path;
pub mod problem;
pub mod serve;

pub use answered::AnsweredPage;
pub use door::{Access, AppRoutes, GetRoutes};
pub use form::{EmptyBody, FormBody, FormErrors, SENT_BEFORE, sent_before};
pub use given_back::GivenBack;
pub use once::{Submission, TokenCookies};
pub use page::{Chrome, SignedInAs, StartedGuest};
pub use path::{InQuery, PathParams, path_id};
pub use problem::Problem;
