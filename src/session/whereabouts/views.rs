//! The pages of whereabouts, and the field on a member's phone.

use askama::Template;

use super::{KnownWhereabouts, OwnWhereabouts};
use crate::group::{Group, MembershipId};
use crate::kit::i18n::{Message, filters};
use crate::session::Session;

/// The private part of a member's phone, as a partial that fills it.
#[derive(Template)]
#[template(path = "session/_where.html")]
pub(super) struct OwnWhereaboutsFragment {
    pub own: OwnWhereabouts,
}

/// The whereabouts of all members, for the therapist.
#[derive(Template)]
#[template(path = "session/where_all.html")]
pub(super) struct AllPage {
    pub group: Group,
    pub session: Session,
    pub all: Vec<KnownWhereabouts>,
}

/// The form for recording whereabouts of a member without a phone.
#[derive(Template)]
#[template(path = "session/where_for.html")]
pub(super) struct ForPage {
    pub session: Session,
    pub member: MembershipId,
    pub name: String,
    /// Whether a text is stored already; the form does not show it.
    pub is_kept: bool,
    pub text: String,
    pub refusal: Option<Message>,
}
