//! The one integration binary: rules against PostgreSQL, doors against personas, stories through the front door.

mod arc;
mod brainstorm;
#[path = "../chance.rs"]
mod chance;
mod charter;
mod climate;
mod closing;
mod cluster;
mod commitment;
mod concern;
mod desk;
mod doors;
mod feed;
mod home;
mod house;
mod intake;
mod invitation;
mod language;
mod leaks;
mod mail;
mod nameless;
mod people;
mod person;
mod pool;
mod relay;
mod roster;
mod series;
mod session;
mod staff;
mod substitute;
mod support;
mod town;
mod typed;
mod voices;
mod walls;
mod weigh;
