//! The real program and its own durable PostgreSQL under faults: killed, cut off, asked twice, stopped.
//!
//! Clients keep a ledger of what they sent and what they were told. Whatever was acknowledged must be there once, whatever
//! was not may be there once or not at all, in one order for everybody; and whoever listens ends up with the same board.

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
#[expect(dead_code, reason = "the stories in it use more of it")]
#[path = "../it/mail/smtp_server.rs"]
mod smtp_server;
mod stage;
mod stopped;
