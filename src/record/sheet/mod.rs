//! A member's sheet, which the group's therapist alone reads: what a session with this member is prepared from.

pub(super) mod routes;
mod shared;
mod views;
