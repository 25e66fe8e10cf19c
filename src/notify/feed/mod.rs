//! A person's calendar feed for their calendar program: the times of their groups' sessions, with as little detail as they choose.

mod ics;
pub mod routes;
pub mod store;
mod views;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::kit::i18n::Locale;
use crate::person::PersonId;
use crate::session::{SessionId, SessionState};

/// What the feed shows besides the times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedDetail {
    /// Group names instead of a neutral word.
    pub group_names: bool,
    pub places: bool,
}

/// A session in the feed.
#[derive(Clone, Debug)]
pub struct Event {
    pub session: SessionId,
    pub starts_at: DateTime<Utc>,
    pub minutes: i32,
    pub state: SessionState,
    /// The version of the session; SEQUENCE follows from it.
    pub version: i32,
    pub changed_at: DateTime<Utc>,
    pub group: String,
    pub place: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Feed {
    pub person: PersonId,
    pub locale: Locale,
    pub detail: FeedDetail,
    pub events: Vec<Event>,
}

impl Event {
    /// The permanent UID of the event. It differs per person, so that a program with the calendars of several people cannot infer from it
    /// that they are in one group.
    fn uid(&self, person: PersonId) -> String {
        let digest = Sha256::new().chain_update(person.0.as_bytes()).chain_update(self.session.0.as_bytes()).finalize();
        let name: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{name}@hamdel")
    }
}
