//! The real program and its own durable PostgreSQL under faults: kills, disconnects, repeated requests and shutdowns.
//!
//! Clients keep a ledger of what they sent and how the program answered. Every acknowledged form is stored exactly once, every other form
//! at most once, in one order for every reader; and every listener ends with the same board.

mod app;
#[path = "../chance.rs"]
mod chance;
mod client;
mod cut;
mod doubled;
mod key;
mod killed;
mod ledger;
mod listener;
mod mail;
#[expect(dead_code, reason = "the integration tests use more of it")]
#[path = "../it/mail/smtp_server.rs"]
mod smtp_server;
mod stage;
mod stopped;
