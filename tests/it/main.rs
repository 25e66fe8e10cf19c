//! The integration tests: rules against PostgreSQL, routes against personas, and whole workflows over HTTP.

#![expect(clippy::disallowed_methods, reason = "tests look behind the program, with statements that the schema does not know")]

mod access;
mod arc;
mod architecture;
mod brainstorm;
#[path = "../chance.rs"]
mod chance;
mod charter;
mod climate;
mod closing;
mod cluster;
mod commitment;
mod concern;
mod crisis_help;
mod events;
mod feed;
mod home;
mod intake;
mod invitation;
mod jobs;
mod kept_text;
mod keys;
mod language;
mod leaks;
mod letters;
mod mail;
mod nameless;
mod people;
mod person;
mod pool;
mod program;
mod races;
mod record;
mod resend;
mod roster;
mod scheduling;
mod search;
mod security;
mod series;
mod session;
mod staff;
mod substitute;
mod support;
mod trial;
mod voices;
mod weigh;
mod world;
