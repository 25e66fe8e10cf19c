//! A route says who may enter, or it does not compile; a test then knocks at every door as every persona.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::kit::house::House;

/// Who may enter by a door. The handler's own extractors prove it; this is what the test holds them against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Who {
    /// Everybody, signed in or not.
    Anyone,
    /// Whoever holds the token in the path.
    Holder,
    /// Whoever is signed in.
    SignedIn,
    /// Staff of a practice.
    Staff,
    /// Staff of a practice who may form groups: administrators and therapists.
    Former,
    /// Whoever administers a practice.
    Administrator,
    /// Whoever keeps the times and rooms of a practice: administrators and secretaries.
    KeepsTimes,
    /// Whoever has a place in the group in whatever state, for what is their own of it.
    OnesOwn,
    /// Any seat in the group.
    AnySeat,
    /// The group's therapist or a facilitator of it.
    SeatOfStaff,
    /// The group's therapist.
    SeatOfTherapist,
    /// The group's therapist; to everybody else, facilitator and members too, there is nothing.
    TherapistAlone,
    /// An active member of the group.
    SeatOfMember,
    /// Whoever is a member of the group or asks to become one, for what is their own.
    OwnPlace,
}

/// One door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Door {
    /// Who may enter.
    pub who: Who,
    /// "GET" or "POST": nothing else is used.
    pub method: &'static str,
    /// The route's template.
    pub path: &'static str,
}

/// A room's doors, and the routes behind them.
#[derive(Default)]
pub struct Doors {
    list: Vec<Door>,
    router: Router<House>,
}

impl Doors {
    /// No doors yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page to look at: it changes nothing.
    #[must_use]
    pub fn get<H: Handler<T, House>, T: 'static>(self, who: Who, path: &'static str, handler: H) -> Self {
        self.open(who, "GET", path, on(MethodFilter::GET, handler))
    }

    /// A form to send.
    #[must_use]
    pub fn post<H: Handler<T, House>, T: 'static>(self, who: Who, path: &'static str, handler: H) -> Self {
        self.open(who, "POST", path, on(MethodFilter::POST, handler))
    }

    fn open(mut self, who: Who, method: &'static str, path: &'static str, handler: MethodRouter<House>) -> Self {
        self.list.push(Door { who, method, path });
        self.router = self.router.route(path, handler);
        self
    }

    /// Puts another room's doors beside these.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    /// Every door, for the test that knocks.
    #[must_use]
    pub fn list(&self) -> &[Door] {
        &self.list
    }

    /// The routes.
    pub fn into_router(self) -> Router<House> {
        self.router
    }
}
