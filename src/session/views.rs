//! The pages of planning a session and of a session that is not live.

use askama::Template;
use uuid::Uuid;

use super::{Refusal, Session, SessionState};
use crate::group::{Group, Membership};
use crate::kit::locale::entry::DateEntry;
use crate::kit::locale::filters;
use crate::kit::web::Complaints;

/// What was typed into the form that plans a session.
#[derive(Clone)]
pub(super) struct SessionTyped {
    pub date: DateEntry,
    pub time: String,
    pub minutes: String,
    pub place: String,
}

#[derive(Template)]
#[template(path = "session/new.html")]
pub(super) struct NewSessionPage {
    pub group: Group,
    pub id: Uuid,
    /// The number it will have.
    pub number: i32,
    pub typed: SessionTyped,
    pub months: &'static [String; 12],
    /// The years that can be chosen, in the group's calendar.
    pub years: Vec<i32>,
    pub complaints: Complaints,
}

#[derive(Template)]
#[template(path = "session/session.html")]
pub(super) struct SessionPage {
    pub group: Group,
    pub session: Session,
    pub is_staff: bool,
    /// Active members, to be confirmed when they are few.
    pub members: Vec<Membership>,
    pub few: bool,
    /// Who entered.
    pub entered: Vec<Membership>,
    /// Who of them had yet to sign the charter.
    pub sat_in: Vec<String>,
    pub refusal: Option<Refusal>,
}
