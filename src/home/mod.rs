//! What looks at many rooms: the homes of staff and members, and a group's page with its arc.

pub mod arc;
pub mod routes;
mod store;
mod views;
