//! Hamdel's glossary: the rooms of the house, in the order in which they may use each other.

pub mod config;
/// What every room uses.
pub mod kit;

/// The whole house: layers, doors and renderers.
pub mod app;
/// Ideas on a question, from every phone and from the facilitator.
pub mod brainstorm;
/// What the members agreed upon.
pub mod charter;
/// How people come and go, how the group feels, and its figures from session to session.
pub mod climate;
/// What the therapist writes of a session: for the members, and for nobody else.
pub mod closing;
/// What somebody lays before the group, and «I know this too».
pub mod concern;
/// A practice to look around in.
pub mod demo;
/// The therapy group, who belongs to it, and the proof of a seat in it.
pub mod group;
/// The homes of staff and members, and a group's page: what looks at many rooms.
pub mod home;
/// Links that invite to a seat.
pub mod invitation;
/// A session in progress: the console, the phone and what is streamed to them.
pub mod live;
/// Arrivals and farewells: told ahead, tied to a session.
pub mod passage;
/// Accounts, and the sign-ins of their browsers.
pub mod person;
/// The tenant: a practice, its staff and its settings.
pub mod practice;
/// Sessions: planned, live, ended; and the proof for one of them.
pub mod session;
/// From settings to a house at work.
pub mod start;
/// Whose turn it is, who would like one, and how the time is shared.
pub mod voices;
