//! The check-in on a phone, for somebody without one, and what was shared.

use std::borrow::Borrow;

use askama::Template;

use super::Mood;
use super::store::Shared;
use crate::group::Group;
use crate::kit::locale::filters;
use crate::session::{Session, SessionId};

/// The check-in of one person: the form, or what they said.
#[derive(Clone, Debug)]
pub struct CheckIn {
    /// The session.
    pub session: SessionId,
    /// What they said.
    pub mood: Option<Mood>,
    /// Whether the stage is the one in which everyone is asked.
    pub arriving: bool,
}

impl CheckIn {
    /// Where the form goes.
    #[must_use]
    pub fn action(&self) -> String {
        format!("/sessions/{}/check-in", self.session)
    }

    /// Whether this value was chosen.
    #[must_use]
    pub fn chose(&self, one: impl Borrow<u8>) -> bool {
        matches!(&self.mood, Some(Mood::Given { value, .. }) if value == one.borrow())
    }

    /// The word beside it.
    #[must_use]
    pub fn word(&self) -> &str {
        if let Some(Mood::Given { word: Some(word), .. }) = &self.mood { word } else { "" }
    }

    /// Whether the therapist may see it.
    #[must_use]
    pub fn shared(&self) -> bool {
        matches!(self.mood, Some(Mood::Given { shared: true, .. }))
    }
}

/// The place on a phone that is its owner's alone, as a partial that fills it.
#[derive(Template)]
#[template(path = "climate/_check_in.html")]
pub struct CheckInPlace {
    /// What goes there; none takes it away.
    pub check_in: Option<CheckIn>,
    /// Why the form was refused.
    pub refusal: Option<String>,
}

#[derive(Template)]
#[template(path = "climate/check_in.html")]
pub(super) struct CheckInPage {
    pub check_in: CheckIn,
    pub refusal: Option<String>,
}

#[derive(Template)]
#[template(path = "climate/on_behalf.html")]
pub(super) struct OnBehalfPage {
    pub session: Session,
    /// Where the form goes.
    pub action: String,
    pub name: String,
    /// They have said it themselves.
    pub is_theirs: bool,
    pub check_in: CheckIn,
    pub refusal: Option<String>,
}

#[derive(Template)]
#[template(path = "climate/shared.html")]
pub(super) struct SharedPage {
    pub group: Group,
    pub session: Session,
    pub shared: Vec<Shared>,
}
