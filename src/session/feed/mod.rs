//! A person's own calendar, for their calendar program: the times of their groups' sessions, and as few words as they wish.

mod ics;
pub mod routes;
pub mod store;
mod views;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::{SessionId, SessionState};
use crate::kit::locale::Locale;
use crate::person::PersonId;

/// What the calendar tells besides the times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedDetail {
    /// The groups' names; else a neutral word.
    pub group_names: bool,
    /// Where.
    pub places: bool,
}

/// A session as the calendar tells it.
#[derive(Clone, Debug)]
pub struct Event {
    pub session: SessionId,
    pub starts_at: DateTime<Utc>,
    /// How long, in minutes.
    pub minutes: i32,
    pub state: SessionState,
    /// How often it was changed.
    pub version: i32,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
    pub group: String,
    /// Where, if that is known.
    pub place: Option<String>,
}

/// A whole calendar.
#[derive(Clone, Debug)]
pub struct Feed {
    pub person: PersonId,
    /// The language they read.
    pub locale: Locale,
    pub tells: FeedDetail,
    /// The sessions, by when they are.
    pub events: Vec<Event>,
}

impl Event {
    /// What it is called outside for good. Each person has another name for the same session: whoever keeps the calendars of several people
    /// cannot tell from it that they sit in one group.
    fn uid(&self, person: PersonId) -> String {
        let digest = Sha256::new().chain_update(person.0.as_bytes()).chain_update(self.session.0.as_bytes()).finalize();
        let name: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{name}@hamdel")
    }
}
