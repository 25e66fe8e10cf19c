//! A route says who may enter, or it does not compile; a test then knocks at every door as every persona.

use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::response::Response;
use axum::routing::{MethodFilter, on};

use crate::kit::house::AppState;

/// Who may enter by a door. The handler's own extractors prove it; this is what the test holds them against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Access {
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
    /// Any seat in the group, or a post that keeps the times of its practice.
    AnySeatOrDesk,
    /// The group's therapist or a facilitator of it.
    SeatOfStaff,
    /// The group's therapist or a facilitator of it, or a post that keeps the times of its practice.
    Arranges,
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
pub struct AppRoute {
    pub who: Access,
    /// "GET" or "POST": nothing else is used.
    pub method: &'static str,
    pub path: &'static str,
}

/// What every handler that is a function gives.
type BoxedResponse = Pin<Box<dyn Future<Output = Response> + Send>>;

/// What is behind a door, whatever its type: axum's layers around a handler are then compiled once, not once for each of some hundred
/// doors (docs/decisions/0033).
#[derive(Clone)]
struct BoxedHandler(Arc<dyn Fn(Request, AppState) -> BoxedResponse + Send + Sync>);

impl BoxedHandler {
    fn of<H: Handler<T, AppState, Future = BoxedResponse>, T>(handler: H) -> Self {
        Self(Arc::new(move |request, house| handler.clone().call(request, house)))
    }
}

impl Handler<(), AppState> for BoxedHandler {
    type Future = BoxedResponse;

    fn call(self, request: Request, house: AppState) -> BoxedResponse {
        (self.0)(request, house)
    }
}

/// The paths that can be looked at, as the doors' templates.
#[derive(Clone, Debug)]
pub struct GetRoutes(Arc<[&'static str]>);

impl GetRoutes {
    /// This path, or the nearest above it that can be looked at.
    pub fn nearest(&self, path: &str) -> String {
        let mut path = path.trim_end_matches('/');
        while !path.is_empty() {
            if self.has(path) {
                return path.to_owned();
            }
            path = path.rsplit_once('/').map_or("", |(above, _)| above);
        }
        "/".to_owned()
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.iter().any(|template| {
            let mut parts = path.split('/');
            template.split('/').all(|part| parts.next().is_some_and(|found| part == found || part.starts_with('{')))
                && parts.next().is_none()
        })
    }
}

/// A room's doors, and the routes behind them.
#[derive(Default)]
pub struct AppRoutes {
    list: Vec<AppRoute>,
    router: Router<AppState>,
}

impl AppRoutes {
    /// No doors yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page to look at: it changes nothing.
    pub fn get<H: Handler<T, AppState, Future = BoxedResponse>, T>(self, who: Access, path: &'static str, handler: H) -> Self {
        self.open(AppRoute { who, method: "GET", path }, MethodFilter::GET, BoxedHandler::of(handler))
    }

    /// A form to send.
    pub fn post<H: Handler<T, AppState, Future = BoxedResponse>, T>(self, who: Access, path: &'static str, handler: H) -> Self {
        self.open(AppRoute { who, method: "POST", path }, MethodFilter::POST, BoxedHandler::of(handler))
    }

    fn open(mut self, door: AppRoute, method: MethodFilter, behind: BoxedHandler) -> Self {
        self.router = self.router.route(door.path, on(method, behind));
        self.list.push(door);
        self
    }

    /// Puts another room's doors beside these.
    pub fn and(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    /// Every door, for the test that knocks.
    pub fn list(&self) -> &[AppRoute] {
        &self.list
    }

    /// The paths that can be looked at.
    pub fn pages(&self) -> GetRoutes {
        GetRoutes(self.list.iter().filter(|door| door.method == "GET").map(|door| door.path).collect())
    }

    /// The routes.
    pub fn into_router(self) -> Router<AppState> {
        self.router
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_without_a_page_has_one_above_it() {
        let pages = GetRoutes(["/", "/groups", "/groups/{group}", "/groups/{group}/invitations"].into());
        for (path, page) in [
            ("/groups/7/invitations", "/groups/7/invitations"),
            ("/groups/7/series", "/groups/7"),
            ("/groups/7/series/8/skips", "/groups/7"),
            ("/brainstorms/7/ideas", "/"),
            ("/", "/"),
            ("", "/"),
        ] {
            assert_eq!(pages.nearest(path), page, "{path}");
        }
    }
}
