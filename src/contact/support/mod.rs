//! The page of crisis help: the practice's numbers, the emergency contact that the reader named, and the request for a word.

mod load;
pub mod routes;
mod views;

use crate::practice::help;

/// The emergency contact of a person, as they wrote it themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
struct EmergencyContact {
    name: String,
    /// How to reach them.
    call: String,
    /// The number that was read from that.
    number: Option<String>,
}

impl EmergencyContact {
    /// Whether `call` says more than the number.
    fn says_more(&self) -> bool {
        self.number.as_ref().is_some_and(|number| help::number_of(&self.call).as_ref() != Some(number))
    }
}
