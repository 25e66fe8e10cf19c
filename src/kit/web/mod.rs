//! Everything between a handler and a browser: pages and their chrome, forms, routes, problems, and the gate for unsafe requests.

pub mod answered;
pub mod assets;
pub mod client;
pub mod cookie;
pub mod form;
pub mod gate;
pub mod given_back;
pub mod headers;
pub mod kept;
pub mod navigation;
pub mod once;
pub mod page;
pub mod path;
pub mod prelude;
pub mod problem;
mod refusal;
pub mod route;
pub mod serve;
pub mod theme;

pub use answered::AnsweredPage;
pub use form::{EmptyBody, FormBody, FormErrors, SENT_BEFORE, sent_before_response};
pub use given_back::GivenBack;
pub use navigation::Positions;
pub use once::{Submission, TokenCookies};
pub use page::{Chrome, SignedInAs, StartedGuest, TrialPage};
pub use path::{PathParams, QueryParams, path_id};
pub use problem::Problem;
pub use refusal::{CurrentText, Refused, SentBefore, free_id, refusal_status};
pub use route::{Access, AppRoutes, GetRoutes};
