//! A person's own account: language, calendar, passphrase, and where they are signed in.

pub mod routes;
mod views;
