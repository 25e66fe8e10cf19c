//! Loads the emergency contacts of the page of crisis help.

use sqlx::PgConnection;

use super::EmergencyContact;
use crate::intake::{IntakeStep, store};
use crate::kit::error::Error;
use crate::kit::vault::Vault;
use crate::person::PersonId;
use crate::practice::help;

/// The contacts that a person named in their own intakes, each once. What the therapist wrote about them stays on the therapist's side.
pub(super) async fn emergency_contacts(conn: &mut PgConnection, vault: &Vault, person: PersonId) -> Result<Vec<EmergencyContact>, Error> {
    let mut contacts = Vec::new();
    for place in store::memberships(conn, person).await? {
        let is_open = place.status().is_some_and(|status| status.may_write());
        let part = if is_open { store::part(conn, vault, place.membership, IntakeStep::Contact).await? } else { None };
        let Some(answer) = part.filter(|part| part.written_by == place.membership).and_then(|part| part.answer) else { continue };
        let contact = EmergencyContact { number: help::number_in(&answer.call), name: answer.name, call: answer.call };
        let says_nothing = contact.name.is_empty() && contact.call.is_empty();
        if !says_nothing && !contacts.contains(&contact) {
            contacts.push(contact);
        }
    }
    Ok(contacts)
}
