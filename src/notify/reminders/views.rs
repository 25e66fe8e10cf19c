//! Views of reminders.

use askama::Template;

use super::{LEADS, ReminderSettings};
use crate::group::{Group, SchedulingVia};
use crate::kit::i18n::{Locale, LocaleContext, filters};
use crate::kit::mail::store::FailedMessage;
use crate::kit::mail::{Channel, MessageState};
use crate::kit::web::FormErrors;
use crate::session::Session;

/// The field values of the reminder form.
#[derive(Clone, Debug)]
pub(super) struct ReminderForm {
    pub channel: Channel,
    pub address: String,
    pub leads: Vec<i32>,
    pub says_group: bool,
}

#[derive(Template)]
#[template(path = "notify/reminders/reminders.html")]
pub(super) struct RemindersPage {
    pub group: Group,
    /// The page's path; the paths of its forms start with it.
    pub path: String,
    /// The member for whom staff act; `None` on the reader's own page.
    pub of: Option<String>,
    /// Whether that member has an account, and so chooses for themselves.
    pub has_account: bool,
    pub channels: Vec<Channel>,
    pub way: Option<ReminderSettings>,
    pub typed: ReminderForm,
    pub errors: FormErrors,
    pub kept: bool,
    /// Whether the page asks for another address.
    pub anew: bool,
}

/// What the page of a link that turns reminders off shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TurnOffStatus {
    Asked,
    Done,
    Nowhere,
}

#[derive(Template)]
#[template(path = "notify/reminders/off.html")]
pub(super) struct OffPage {
    pub path: String,
    pub status: TurnOffStatus,
}

/// A message that awaits a decision of staff, with its recipient's name if it is a reminder.
pub(super) struct OpenRow {
    pub message: FailedMessage,
    pub name: Option<String>,
}

#[derive(Template)]
#[template(path = "notify/reminders/outbox.html")]
pub(super) struct OutboxPage {
    pub group: Group,
    pub channels: Vec<Channel>,
    /// Counts of sent, waiting, unsure and failed messages.
    pub counts: [(MessageState, i64); 4],
    pub open: Vec<OpenRow>,
}

/// A printed slip for one member.
pub(super) struct Slip {
    /// The member's name: on the screen, never on paper.
    pub name: Option<String>,
    pub reader: LocaleContext,
}

impl Slip {
    /// The session's time in the recipient's locale.
    pub fn when(&self, session: &Session) -> String {
        self.reader.when(session.starts_at)
    }

    pub fn locale(&self) -> Locale {
        self.reader.locale
    }
}

#[derive(Template)]
#[template(path = "notify/reminders/slips.html")]
pub(super) struct SlipsPage {
    pub group: Group,
    pub session: Session,
    pub slips: Vec<Slip>,
    pub via: SchedulingVia,
}
