//! The pages of who works in a practice.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{StaffInvitation, StaffInvitationId};
use crate::kit::locale::{Message, filters};
use crate::kit::web::FormErrors;
use crate::person::PersonId;
use crate::practice::{StaffMember, StaffRole};

/// Somebody who works here.
pub(super) struct StaffRow {
    pub post: StaffMember,
    /// In how many groups they sit as therapist or facilitator.
    pub leads: usize,
    /// Why what was asked for this post is not done.
    pub refusal: Option<Message>,
}

/// A link that was made just now: it is shown this once.
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
    /// Of the next invitation.
    pub id: StaffInvitationId,
    /// As what it invites, as it was chosen.
    pub chosen: StaffRole,
    /// Why it was not made.
    pub refusal: Option<Message>,
}

#[derive(Template)]
#[template(path = "staff/take.html")]
pub(super) struct TakePage {
    pub path: String,
    pub practice: String,
    pub role: StaffRole,
    /// Whoever is signed in already takes the post with that account.
    pub known: Option<String>,
    pub name: String,
    pub email: String,
    pub complaints: FormErrors,
}

/// One answer for links that are unknown, used, expired or taken back.
#[derive(Template)]
#[template(path = "invitation/gone.html")]
pub(super) struct StaffLinkGonePage;
