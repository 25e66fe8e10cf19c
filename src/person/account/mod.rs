//! A person's own account: language, calendar, passphrase, recovery word, and where they are signed in.

mod recovery;
pub mod routes;
mod views;
