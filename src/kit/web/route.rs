//! The routes. A route without an [`Access`] does not compile; a test requests every route as every persona.

use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::response::Response;
use axum::routing::{MethodFilter, on};

use crate::kit::app_state::AppState;

/// Who may use a route. The handler's extractors enforce it; the test compares them with this declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Access {
    /// Everyone, signed in or not.
    Public,
    /// The holder of the token in the path.
    TokenHolder,
    SignedIn,
    /// Staff of a practice.
    PracticeStaff,
    /// Staff of a practice who may create groups: administrators and therapists.
    CanCreateGroups,
    /// An administrator of a practice.
    PracticeAdministrator,
    /// Staff who manage the times and rooms of a practice: administrators and secretaries.
    Scheduler,
    /// A person with a membership of the group in any state, for their own part of it.
    OwnInAnyState,
    /// Any participant of the group: therapist, facilitator or member.
    GroupParticipant,
    /// Any participant of the group, or staff who manage the times of its practice.
    ParticipantOrScheduler,
    /// The group's therapist or a facilitator.
    GroupStaff,
    /// The group's therapist or a facilitator, or staff who manage the times of its practice.
    GroupStaffOrScheduler,
    /// The group's therapist.
    GroupTherapist,
    /// The group's therapist; everyone else, facilitators and members included, gets 404.
    GroupTherapistOr404,
    /// An active member of the group.
    GroupMember,
    /// A member of the group, or a person who applies to become one, for their own part.
    MemberOrApplicant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AppRoute {
    pub access: Access,
    /// "GET" or "POST"; no other method is used.
    pub method: &'static str,
    pub path: &'static str,
}

/// The future of every handler that is a function.
type BoxedResponse = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A handler with its type erased, so that axum's layers around a handler are compiled once, and not for each of some hundred routes
/// (docs/decisions/0033).
#[derive(Clone)]
struct BoxedHandler(Arc<dyn Fn(Request, AppState) -> BoxedResponse + Send + Sync>);

impl BoxedHandler {
    fn new<H: Handler<T, AppState, Future = BoxedResponse>, T>(handler: H) -> Self {
        Self(Arc::new(move |request, state| handler.clone().call(request, state)))
    }
}

impl Handler<(), AppState> for BoxedHandler {
    type Future = BoxedResponse;

    fn call(self, request: Request, app: AppState) -> BoxedResponse {
        (self.0)(request, app)
    }
}

/// The path templates of all GET routes.
#[derive(Clone, Debug)]
pub struct GetRoutes(Arc<[&'static str]>);

impl GetRoutes {
    /// This path, or the nearest one above it that has a page.
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

/// The routes of a module, and the axum router that serves them.
#[derive(Default)]
pub struct AppRoutes {
    list: Vec<AppRoute>,
    router: Router<AppState>,
}

impl AppRoutes {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page; its handler changes nothing.
    pub fn get<H: Handler<T, AppState, Future = BoxedResponse>, T>(self, who: Access, path: &'static str, handler: H) -> Self {
        self.add(AppRoute { access: who, method: "GET", path }, MethodFilter::GET, BoxedHandler::new(handler))
    }

    /// Adds a form.
    pub fn post<H: Handler<T, AppState, Future = BoxedResponse>, T>(self, who: Access, path: &'static str, handler: H) -> Self {
        self.add(AppRoute { access: who, method: "POST", path }, MethodFilter::POST, BoxedHandler::new(handler))
    }

    fn add(mut self, route: AppRoute, method: MethodFilter, handler: BoxedHandler) -> Self {
        self.router = self.router.route(route.path, on(method, handler));
        self.list.push(route);
        self
    }

    /// Adds another module's routes.
    pub fn merge(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    /// Every route, for the test that requests each of them.
    pub fn list(&self) -> &[AppRoute] {
        &self.list
    }

    /// The paths that have a page.
    pub fn pages(&self) -> GetRoutes {
        GetRoutes(self.list.iter().filter(|route| route.method == "GET").map(|route| route.path).collect())
    }

    pub fn into_router(self) -> Router<AppState> {
        self.router
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_without_a_page_leads_to_the_nearest_one_above() {
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
