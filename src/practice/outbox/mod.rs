//! What the practice sends, in numbers; and in a demo, what would have been sent.

pub mod routes;
mod views;
