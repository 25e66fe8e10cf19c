//! The pages of inviting and joining.

use askama::Template;
use uuid::Uuid;

use super::{DAYS, Invitation, InvitationStatus};
use crate::group::{Group, Role, SchedulingVia};
use crate::kit::locale::entry::DateEntry;
use crate::kit::locale::{Locale, filters};
use crate::kit::web::FormErrors;

/// A link that was made just now: it is shown this once.
#[derive(Clone)]
pub(super) struct NewInvitationLink {
    pub link: String,
    pub role: Role,
    pub seats: i32,
    pub expires_at: chrono::DateTime<chrono::Utc>,
    /// The last day it works, in both languages, the group's own first.
    pub until: [(Locale, String); 2],
    pub qr: Option<super::qr::Qr>,
}

impl NewInvitationLink {
    /// Whether more people can join by it than there are free seats.
    pub fn is_beyond(&self, free: usize) -> bool {
        !self.role.is_staff() && usize::try_from(self.seats).is_ok_and(|seats| seats > free)
    }
}

/// What was typed into the form.
#[derive(Clone)]
pub(super) struct InvitationTyped {
    pub role: Role,
    pub seats: String,
    /// One of the days that are offered, or "until".
    pub days: String,
    /// Until which day.
    pub until: DateEntry,
    pub admits: bool,
    pub email: String,
}

#[derive(Template)]
#[template(path = "invitation/invitations.html")]
pub(super) struct InvitationsPage {
    pub group: Group,
    pub whence: SchedulingVia,
    pub is_therapist: bool,
    /// To the desk: who leads the group.
    pub therapist: Option<String>,
    /// Whether the group is closed and has begun: then no invitation carries the admission.
    pub closed: bool,
    /// The seats that are free when everyone who waits has one.
    pub free: usize,
    pub id: Uuid,
    pub invitations: Vec<(Invitation, InvitationStatus)>,
    pub fresh: Option<NewInvitationLink>,
    pub typed: InvitationTyped,
    /// Whether a link can be sent by e-mail.
    pub mail_on: bool,
    pub complaints: FormErrors,
}

#[derive(Template)]
#[template(path = "invitation/join.html")]
pub(super) struct JoinPage {
    pub path: String,
    pub group: Group,
    /// Whether purpose and charter stay unread: the reader keeps the practice's times, and handed the link out.
    pub from_desk: bool,
    pub therapist: Option<String>,
    pub role: Role,
    pub admits: bool,
    /// Whether it would admit, and others wait for the free seats.
    pub queues: bool,
    pub articles: Vec<String>,
    /// Who is signed in already, and joins with that account.
    pub known: bool,
    pub name: String,
    pub email: String,
    pub complaints: FormErrors,
}

/// How somebody stands who has joined.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum JoinedStatus {
    /// They are in the group.
    Admitted,
    /// They wait, since all seats are taken.
    Full,
    /// They wait behind others, for whom there are the free seats.
    Queued,
    /// They wait for the therapist's word.
    Waiting,
}

#[derive(Template)]
#[template(path = "invitation/keep.html")]
pub(super) struct KeepPage {
    pub group: String,
    /// How the group shows the name, where another in it has an equal one. None for who waits: nothing says who is in the group.
    pub marked: Option<String>,
    pub user_name: String,
    pub words: String,
    pub stands: JoinedStatus,
}

#[derive(Template)]
#[template(path = "invitation/gone.html")]
pub(super) struct InvitationGonePage;
