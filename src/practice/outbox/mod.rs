//! Counts of the messages that a practice sends; in a demo, the messages that would have been sent.

pub mod routes;
mod views;
