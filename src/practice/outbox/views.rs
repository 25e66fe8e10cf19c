//! Pages of the practice outbox.

use askama::Template;

use crate::kit::i18n::filters;
use crate::kit::mail::caught::Caught;
use crate::kit::mail::{Channel, MessageState};

#[derive(Template)]
#[template(path = "practice/outbox.html")]
pub(super) struct PracticeOutboxPage {
    /// Whether they may open the page of the practice too.
    pub administers: bool,
    /// Sent, waiting, unsure, failed.
    pub counts: [(MessageState, i64); 4],
    pub channels: Vec<Channel>,
    pub mail: bool,
    pub texts: bool,
    pub caught: bool,
    pub from: Option<String>,
}

#[derive(Template)]
#[template(path = "practice/demo_mail.html")]
pub(super) struct DemoMailPage {
    /// Whether this is a demo, which keeps the messages.
    pub kept: bool,
    pub caught: Vec<Caught>,
}
