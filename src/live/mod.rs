//! The pages of a session in progress, composed of other modules' views: the console of staff and the phone of a member.

mod arc;
mod carried;
mod concern;
mod regions;
pub mod render;
pub mod routes;
mod views;
mod wall;
