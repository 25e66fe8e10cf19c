//! The page of crisis help: the practice's numbers, the emergency contact that the reader named, and the request for a word.

pub mod routes;
mod views;

use sqlx::PgConnection;

use crate::intake::{IntakeStep, store};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::help;

/// The emergency contact of a person, as they wrote it themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OwnContact {
    name: String,
    /// How to reach them.
    call: String,
    /// The number that was read from that.
    number: Option<String>,
}

impl OwnContact {
    /// The link that calls them.
    fn href(&self) -> Option<String> {
        self.number.as_ref().map(|number| format!("tel:{}", number.replace(' ', "")))
    }

    /// Whether `call` says more than the number.
    fn says_more(&self) -> bool {
        self.number.is_some() && help::number_of(&self.call).is_none()
    }
}

/// The contacts that a person named in their own intakes, each once. What the therapist wrote about them stays on the therapist's side.
async fn own_contacts(conn: &mut PgConnection, vault: &Vault, person: PersonId) -> Result<Vec<OwnContact>, Error> {
    let mut contacts = Vec::new();
    for place in store::memberships(conn, person).await? {
        let is_open = place.status().is_some_and(|status| status.may_write());
        let part = if is_open { store::part(conn, vault, place.membership, IntakeStep::Contact).await? } else { None };
        let Some(answer) = part.filter(|part| part.written_by == place.membership).and_then(|part| part.answer) else { continue };
        let contact = OwnContact { number: help::number_in(&answer.call), name: answer.name, call: answer.call };
        if !(contact.name.is_empty() && contact.call.is_empty()) && !contacts.contains(&contact) {
            contacts.push(contact);
        }
    }
    Ok(contacts)
}
