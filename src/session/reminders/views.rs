//! The pages of reminders.

use askama::Template;

use super::{LEADS, ReminderSettings};
use crate::group::{Group, SchedulingVia};
use crate::kit::locale::{Locale, LocaleContext, filters};
use crate::kit::mail::store::FailedMessage;
use crate::kit::mail::{Channel, MessageState};
use crate::kit::web::FormErrors;
use crate::session::Session;

/// What was typed, or is to be shown in the form.
#[derive(Clone, Debug)]
pub(super) struct ReminderForm {
    pub channel: Channel,
    pub address: String,
    pub leads: Vec<i32>,
    pub says_group: bool,
}

#[derive(Template)]
#[template(path = "reminders/reminders.html")]
pub(super) struct RemindersPage {
    pub group: Group,
    /// The page's own path; its forms go below it.
    pub path: String,
    /// For whom staff do it; none when it is one's own.
    pub of: Option<String>,
    /// Whether that is somebody with an account, who chooses for themselves.
    pub theirs: bool,
    pub channels: Vec<Channel>,
    pub way: Option<ReminderSettings>,
    pub typed: ReminderForm,
    pub complaints: FormErrors,
    pub kept: bool,
    /// Whether another address is being typed in.
    pub anew: bool,
}

/// How a link that turns reminders off stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TurnOffStatus {
    Asked,
    Done,
    Nowhere,
}

#[derive(Template)]
#[template(path = "reminders/off.html")]
pub(super) struct OffPage {
    pub path: String,
    pub stands: TurnOffStatus,
}

/// A message that somebody has to decide about, and whom it is for as far as this page says so.
pub(super) struct OpenRow {
    pub message: FailedMessage,
    pub name: Option<String>,
}

#[derive(Template)]
#[template(path = "reminders/outbox.html")]
pub(super) struct OutboxPage {
    pub group: Group,
    pub channels: Vec<Channel>,
    /// Sent, waiting, unsure, failed.
    pub counts: [(MessageState, i64); 4],
    pub open: Vec<OpenRow>,
}

/// A slip to hand over.
pub(super) struct Slip {
    /// Whose it is: for the screen, never on the paper.
    pub name: Option<String>,
    pub reader: LocaleContext,
}

impl Slip {
    /// The session's time in the words of whoever gets it.
    pub fn when(&self, session: &Session) -> String {
        self.reader.when(session.starts_at)
    }

    pub fn locale(&self) -> Locale {
        self.reader.locale
    }
}

#[derive(Template)]
#[template(path = "reminders/slips.html")]
pub(super) struct SlipsPage {
    pub group: Group,
    pub session: Session,
    pub slips: Vec<Slip>,
    pub whence: SchedulingVia,
}
