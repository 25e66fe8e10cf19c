//! How the house meets a browser: pages and their chrome, forms, doors, problems, and the gate that every unsafe request passes.

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

pub use answered::Answered;
pub use door::{Doors, Pages, Who};
pub use form::{Complaints, Fields, NoFields, SENT_BEFORE, sent_before};
pub use given_back::GivenBack;
pub use once::{Brought, Press};
pub use page::{Chrome, Guest, SignedInAs};
pub use path::{InPath, InQuery, path_id};
pub use problem::Problem;
