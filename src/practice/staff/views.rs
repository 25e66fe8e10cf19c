//! The pages of a practice's staff.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{StaffInvitation, StaffInvitationId};
use crate::kit::i18n::{Message, filters};
use crate::kit::web::FormErrors;
use crate::person::PersonId;
use crate::practice::{StaffMember, StaffRole};

pub(super) struct StaffRow {
    pub post: StaffMember,
    /// How many groups they lead, as therapist or facilitator.
    pub leads: usize,
    /// Why the requested change was refused.
    pub refusal: Option<Message>,
}

/// A new link, shown only once.
pub(super) struct NewStaffLink {
    pub link: String,
    pub role: StaffRole,
    pub expires_at: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "staff/staff.html")]
pub(super) struct StaffPage {
    pub practice: String,
    pub me: PersonId,
    pub rows: Vec<StaffRow>,
    pub open: Vec<StaffInvitation>,
    pub fresh: Option<NewStaffLink>,
    /// The id of the next invitation.
    pub id: StaffInvitationId,
    /// The role chosen for the invitation.
    pub chosen: StaffRole,
    /// Why the invitation was not made.
    pub refusal: Option<Message>,
}

#[derive(Template)]
#[template(path = "staff/take.html")]
pub(super) struct AcceptPositionPage {
    pub path: String,
    pub practice: String,
    pub role: StaffRole,
    /// The name of the signed-in account, which takes the position.
    pub known: Option<String>,
    pub name: String,
    pub email: String,
    pub errors: FormErrors,
}

/// One answer for links that are unknown, used, expired or revoked.
#[derive(Template)]
#[template(path = "invitation/gone.html")]
pub(super) struct StaffLinkGonePage;
