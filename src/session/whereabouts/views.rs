//! The therapist's page without a script, and the refusal on a phone.

use askama::Template;

use super::{KnownWhereabouts, OwnWhereabouts};
use crate::group::{Group, MembershipId};
use crate::kit::locale::{Message, filters};
use crate::session::Session;

/// The place on a phone that is its owner's alone, as a partial that fills it.
#[derive(Template)]
#[template(path = "session/_where.html")]
pub(super) struct OwnWhereaboutsFragment {
    pub own: OwnWhereabouts,
}

/// The same without a script.
#[derive(Template)]
#[template(path = "session/where_own.html")]
pub(super) struct OwnWhereaboutsPage {
    pub own: OwnWhereabouts,
    pub refusal: Option<Message>,
}

/// Where everybody is, to the therapist.
#[derive(Template)]
#[template(path = "session/where_all.html")]
pub(super) struct AllPage {
    pub group: Group,
    pub session: Session,
    pub all: Vec<KnownWhereabouts>,
}

/// Writing it down for somebody without a phone.
#[derive(Template)]
#[template(path = "session/where_for.html")]
pub(super) struct ForPage {
    pub session: Session,
    pub member: MembershipId,
    pub name: String,
    /// Something is kept already; it is not shown to whoever writes.
    pub is_kept: bool,
    pub text: String,
    pub refusal: Option<Message>,
}
