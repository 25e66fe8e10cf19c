//! The keys of one page's worth of sealed texts.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::VaultError;
use super::seal::{SealContext, SealingKey, key_id};

/// What came out of a sealed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsealed {
    /// The text.
    Text(String),
    /// The key was destroyed: whoever wrote it took their words back.
    TakenBack,
}

impl Unsealed {
    /// The text, or nothing when it was taken back.
    pub fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::TakenBack => None,
        }
    }
}

/// Keys at hand, by id, and those that were destroyed on purpose.
#[derive(Default)]
pub struct Keyring {
    keys: HashMap<Uuid, SealingKey>,
    erased: HashSet<Uuid>,
}

impl Keyring {
    pub(super) fn add(&mut self, key: SealingKey) {
        self.keys.insert(key.id(), key);
    }

    pub(super) fn lacks(&self, ids: &[Uuid]) -> Vec<Uuid> {
        ids.iter().filter(|id| !self.keys.contains_key(id)).copied().collect()
    }

    pub(super) fn add_erased(&mut self, ids: Vec<Uuid>) {
        self.erased.extend(ids);
    }

    /// Opens a text that was among those the ring was made for.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when it is not what was sealed at this place, [`VaultError::Lost`] when its key is not there though
    /// nobody destroyed it.
    pub fn open(&self, place: SealContext, sealed: &[u8]) -> Result<Unsealed, VaultError> {
        let id = key_id(sealed).ok_or(VaultError::Unreadable(place.table))?;
        match self.keys.get(&id) {
            Some(key) => key.open(place, sealed).map(Unsealed::Text),
            None if self.erased.contains(&id) => Ok(Unsealed::TakenBack),
            None => Err(VaultError::Lost(place.table)),
        }
    }
}
