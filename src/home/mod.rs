//! Pages that read from many modules: the homes of staff and members, and a group's page with its arc.

pub mod arc;
mod first_steps;
pub mod morning;
mod not_needed;
pub mod routes;
pub mod search;
pub mod step;
mod store;
mod views;
mod waits;
