//! The pages of inviting and joining.

use askama::Template;
use uuid::Uuid;

use super::{DAYS, Invitation, Standing};
use crate::group::{Group, Role};
use crate::kit::locale::{Locale, filters};
use crate::kit::web::Complaints;

/// A link that was made just now: it is shown this once.
#[derive(Clone)]
pub(super) struct Fresh {
    pub link: String,
    pub role: Role,
    pub seats: i32,
    pub expires_at: chrono::DateTime<chrono::Utc>,
    /// The last day it works, in both languages, the group's own first.
    pub until: [(Locale, String); 2],
    pub qr: Option<super::qr::Qr>,
}

/// What was typed into the form.
#[derive(Clone)]
pub(super) struct InvitationTyped {
    pub role: Role,
    pub seats: String,
    pub days: i64,
    pub admits: bool,
    pub email: String,
}

#[derive(Template)]
#[template(path = "invitation/invitations.html")]
pub(super) struct InvitationsPage {
    pub group: Group,
    pub is_therapist: bool,
    /// Whether the group is closed and has begun: then no invitation carries the admission.
    pub closed: bool,
    pub id: Uuid,
    pub invitations: Vec<(Invitation, Standing)>,
    pub fresh: Option<Fresh>,
    pub typed: InvitationTyped,
    /// Whether a link can be sent by e-mail.
    pub mail_on: bool,
    pub complaints: Complaints,
}

#[derive(Template)]
#[template(path = "invitation/join.html")]
pub(super) struct JoinPage {
    pub path: String,
    pub group: Group,
    pub therapist: Option<String>,
    pub role: Role,
    pub admits: bool,
    pub articles: Vec<String>,
    /// Who is signed in already, and joins with that account.
    pub known: bool,
    pub name: String,
    pub email: String,
    pub complaints: Complaints,
}

#[derive(Template)]
#[template(path = "invitation/keep.html")]
pub(super) struct KeepPage {
    pub group: String,
    pub user_name: String,
    pub admitted: bool,
    /// Whether they wait because all seats were taken.
    pub full: bool,
}

#[derive(Template)]
#[template(path = "invitation/gone.html")]
pub(super) struct GonePage;
