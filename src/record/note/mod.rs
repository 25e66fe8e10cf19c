//! The individual note: the therapist's record of one member. Each save is a version. It names no other member.

pub(super) mod routes;
pub mod store;
mod views;

use chrono::{DateTime, Utc};

use crate::group::Membership;
use crate::group::{MembershipId, Role};
use crate::kit::i18n::Locale;
use crate::kit::text::{NamedPlace, language_of, named_places, visible_form, without_names};
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

crate::ids! {
    /// A version of an individual note.
    IndividualNoteId,
}

/// Characters at most in a note.
pub const NOTE_LIMIT: usize = 8000;

/// A version, unsealed.
#[derive(Clone, Debug)]
pub struct IndividualNote {
    /// From 1.
    pub number: i32,
    /// None when the member's key was destroyed.
    pub text: Option<String>,
    pub by: MembershipId,
    pub at: DateTime<Utc>,
}

/// The other members whom a text names.
pub(crate) struct NameGuard<'a> {
    places: Vec<NamedPlace>,
    others: Vec<&'a str>,
}

impl<'a> NameGuard<'a> {
    /// Checks a text about one member against every other person who is or was a member of the group.
    pub fn of(text: &str, about: MembershipId, people: &'a [Membership]) -> Self {
        let members = || people.iter().filter(|one| one.role == Role::Member);
        let own = members().find(|one| one.id == about).and_then(|one| one.name.as_deref()).unwrap_or_default();
        let others: Vec<&str> = members().filter(|one| one.id != about).filter_map(|one| one.name.as_deref()).collect();
        Self { places: named_places(text, own, &others), others }
    }

    /// The names, once each, in the order in which the text has them.
    pub fn names(&self) -> Vec<&'a str> {
        let mut names = Vec::new();
        for place in &self.places {
            if !names.contains(&self.others[place.whom]) {
                names.push(self.others[place.whom]);
            }
        }
        names
    }

    /// The names as a form carries them, so that the page warns of each once.
    pub fn warned(&self) -> String {
        self.names().into_iter().map(visible_form).collect::<Vec<_>>().join("|")
    }

    /// Whether the page has warned of every name.
    pub fn was_warned(&self, warned: &str) -> bool {
        self.names().into_iter().all(|name| warned.split('|').any(|one| one == visible_form(name)))
    }

    /// The text with "another member" in place of the names, in the text's own language.
    pub fn without(&self, text: &str, reader: Locale) -> String {
        without_names(text, &self.places, &language_of(text).unwrap_or(reader).text("guard-another-member"))
    }
}

fn context(practice: PracticeId, id: IndividualNoteId) -> SealContext {
    SealContext { table: "individual_note", column: "text", row: id.0, practice: practice.0 }
}
