//! The page of crisis help.

use askama::Template;

use super::EmergencyContact;
use crate::climate::contact_request_store::ContactRequestGroup;
use crate::kit::i18n::{MessageKey, filters};
use crate::practice::help::CrisisNumber;

#[derive(Default, Template)]
#[template(path = "contact/help.html")]
pub(super) struct HelpPage {
    pub practices: Vec<PracticeHelp>,
    /// The emergency contacts that the reader named.
    pub contacts: Vec<EmergencyContact>,
    /// The groups whose therapist the reader can ask for a word.
    pub words: Vec<ContactRequestGroup>,
}

/// The crisis help of a practice.
pub(super) struct PracticeHelp {
    pub name: String,
    pub numbers: Vec<CrisisNumber>,
    pub note: Option<String>,
    /// The text until it has written its own.
    pub ways: MessageKey,
}
