//! The one integration binary: rules against PostgreSQL, doors against personas, stories through the front door.

mod arc;
mod brainstorm;
mod charter;
mod climate;
mod closing;
mod cluster;
mod commitment;
mod concern;
mod doors;
mod home;
mod house;
mod invitation;
mod language;
mod leaks;
mod nameless;
mod person;
mod pool;
mod relay;
mod session;
mod support;
mod town;
mod voices;
mod walls;
mod weigh;
