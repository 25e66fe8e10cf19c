//! Views of inviting and joining.

use askama::Template;
use uuid::Uuid;

use super::{DAYS, Invitation, InvitationStatus};
use crate::group::{Group, Role, SchedulingVia};
use crate::kit::i18n::entry::DateEntry;
use crate::kit::i18n::{Locale, filters};
use crate::kit::web::FormErrors;

/// A newly made link, shown only once.
#[derive(Clone)]
pub(super) struct NewInvitationLink {
    pub link: String,
    pub role: Role,
    pub seats: i32,
    pub expires_at: chrono::DateTime<chrono::Utc>,
    /// The last day it is valid, in both languages, the group's own first.
    pub until: [(Locale, String); 2],
    pub qr: Option<super::qr::Qr>,
}

impl NewInvitationLink {
    /// Whether more people can join by the link than the group has free seats.
    pub fn is_beyond(&self, free: usize) -> bool {
        !self.role.is_staff() && usize::try_from(self.seats).is_ok_and(|seats| seats > free)
    }
}

/// The field values of the form.
#[derive(Clone)]
pub(super) struct InvitationTyped {
    pub role: Role,
    pub seats: String,
    /// One of [`DAYS`], or "until".
    pub days: String,
    /// The last day, for "until".
    pub until: DateEntry,
    pub admits: bool,
    pub email: String,
}

#[derive(Template)]
#[template(path = "invitation/invitations.html")]
pub(super) struct InvitationsPage {
    pub group: Group,
    pub via: SchedulingVia,
    pub is_therapist: bool,
    /// At the desk: the name of the group's therapist.
    pub therapist: Option<String>,
    /// Whether the group is closed and has begun; then no invitation may admit.
    pub closed: bool,
    /// The seats that remain free once everyone who waits has one.
    pub free: usize,
    pub id: Uuid,
    pub invitations: Vec<(Invitation, InvitationStatus)>,
    pub fresh: Option<NewInvitationLink>,
    pub typed: InvitationTyped,
    /// Whether a link can be sent by e-mail.
    pub mail_on: bool,
    pub errors: FormErrors,
}

#[derive(Template)]
#[template(path = "invitation/join.html")]
pub(super) struct JoinPage {
    pub path: String,
    pub group: Group,
    /// Whether the page hides purpose and charter, because the reader schedules the group from the desk.
    pub from_desk: bool,
    pub therapist: Option<String>,
    pub role: Role,
    pub admits: bool,
    /// Whether the invitation admits, but others already wait for the free seats.
    pub queues: bool,
    pub articles: Vec<String>,
    /// Whether the reader is signed in and joins with that account.
    pub known: bool,
    pub name: String,
    pub email: String,
    pub errors: FormErrors,
}

/// The result of joining.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum JoinedStatus {
    /// The person is in the group.
    Admitted,
    /// The person waits because all seats are taken.
    Full,
    /// The person waits because others wait for the free seats.
    Queued,
    /// The person waits for the therapist's decision.
    Waiting,
}

#[derive(Template)]
#[template(path = "invitation/keep.html")]
pub(super) struct KeepPage {
    pub group: String,
    /// The name as the group shows it, if another member has an equal one. `None` while the person waits: the page must not reveal who is
    /// in the group.
    pub marked: Option<String>,
    pub user_name: String,
    pub words: String,
    pub status: JoinedStatus,
}

#[derive(Template)]
#[template(path = "invitation/gone.html")]
pub(super) struct InvitationGonePage;
