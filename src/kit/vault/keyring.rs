//! The keys for the sealed texts of one page.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::VaultError;
use super::seal::{SealContext, SealingKey, key_id};

/// The result of opening a sealed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsealed {
    Text(String),
    /// The key was destroyed: the owner took their words back.
    TakenBack,
}

impl Unsealed {
    /// The text; `None` when it was taken back.
    pub fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::TakenBack => None,
        }
    }
}

/// The keys loaded, by id, and the ids of those destroyed on purpose.
#[derive(Default)]
pub struct Keyring {
    keys: HashMap<Uuid, SealingKey>,
    erased: HashSet<Uuid>,
}

impl Keyring {
    pub(super) fn add(&mut self, key: SealingKey) {
        self.keys.insert(key.id(), key);
    }

    pub(super) fn missing(&self, ids: &[Uuid]) -> Vec<Uuid> {
        ids.iter().filter(|id| !self.keys.contains_key(id)).copied().collect()
    }

    pub(super) fn add_erased(&mut self, ids: Vec<Uuid>) {
        self.erased.extend(ids);
    }

    /// Opens the outer seal of a text under two keys; `None` when its key was destroyed.
    pub(super) fn open_bytes(&self, context: SealContext, sealed: &[u8]) -> Result<Option<Vec<u8>>, VaultError> {
        let id = key_id(sealed).ok_or(VaultError::Unreadable(context.table))?;
        match self.keys.get(&id) {
            Some(key) => key.open_bytes(&context.associated_data(), sealed).map(Some).ok_or(VaultError::Unreadable(context.table)),
            None if self.erased.contains(&id) => Ok(None),
            None => Err(VaultError::Lost(context.table)),
        }
    }

    /// Opens a text that was among those the ring was loaded for.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when it is not what was sealed in this context, [`VaultError::Lost`] when its key is missing without
    /// having been destroyed.
    pub fn open(&self, context: SealContext, sealed: &[u8]) -> Result<Unsealed, VaultError> {
        let id = key_id(sealed).ok_or(VaultError::Unreadable(context.table))?;
        match self.keys.get(&id) {
            Some(key) => key.open(context, sealed).map(Unsealed::Text),
            None if self.erased.contains(&id) => Ok(Unsealed::TakenBack),
            None => Err(VaultError::Lost(context.table)),
        }
    }
}
