//! The keys of one page's worth of sealed texts.

use std::collections::HashMap;

use uuid::Uuid;

use super::VaultError;
use super::seal::{Key, Place, key_id};

/// What came out of a sealed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The text.
    Text(String),
    /// The key was destroyed: whoever wrote it took their words back.
    TakenBack,
}

impl Opened {
    /// The text, or nothing when it was taken back.
    #[must_use]
    pub fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::TakenBack => None,
        }
    }
}

/// Keys at hand, by id.
#[derive(Default)]
pub struct Keyring(HashMap<Uuid, Key>);

impl Keyring {
    pub(super) fn add(&mut self, key: Key) {
        self.0.insert(key.id(), key);
    }

    /// Opens a text that was among those the ring was made for.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when it is not what was sealed at this place.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Opened, VaultError> {
        let id = key_id(sealed).ok_or(VaultError::Unreadable(place.table))?;
        self.0.get(&id).map_or(Ok(Opened::TakenBack), |key| key.open(place, sealed).map(Opened::Text))
    }
}
