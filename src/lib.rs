//! Hamdel's modules. The architecture test holds the order in which they may use each other.

pub mod config;
/// What every module uses.
pub mod kit;

/// The whole application: layers, routes and renderers.
pub mod app;
/// Ideas on a question, from every phone and from the facilitator.
pub mod brainstorm;
/// What the members agreed upon.
pub mod charter;
/// Check-ins and check-outs, how the group feels, and its figures from session to session.
pub mod climate;
/// What the therapist writes about a session: for the members, and private notes.
pub mod closing;
/// What a member takes up after a session, and what became of it.
pub mod commitment;
/// What a member lays before the group, and «I know this too».
pub mod concern;
/// Who may need a word from the staff after a session.
pub mod contact;
/// A practice to try the application with.
pub mod demo;
/// The therapy group, its memberships, and the proof of access to it.
pub mod group;
/// The homes of staff and members, and a group's page: pages that read from many modules.
pub mod home;
/// The profile, likeness and waiting list of people who apply to a group, and the decisions on them.
pub mod intake;
/// Links that invite to a seat.
pub mod invitation;
/// A session in progress: the console, the phone and what is streamed to them.
pub mod live;
/// Reminders by mail, and the calendar feed.
pub mod notify;
/// Accounts, and the sign-ins of their browsers.
pub mod person;
/// The tenant: a practice, its staff and its settings.
pub mod practice;
/// A PostgreSQL run as a child process; it knows nothing of Hamdel.
pub mod private_postgres;
/// What is read afterwards: a held session, a member's sheet, the individual note.
pub mod record;
/// Sessions: planned, live, ended; and the proof of access to one.
pub mod session;
/// Starts the application from its settings.
pub mod start;
/// Arrivals and farewells: announced ahead, tied to a session.
pub mod transitions;
/// A trial session with people who do not exist.
pub mod trial;
/// Whose turn it is, who would like one, and how the time is shared.
pub mod voices;
