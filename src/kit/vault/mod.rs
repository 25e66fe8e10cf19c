//! Seals every free text and every name: one key per owner, each wrapped by the master key of the installation, which stays outside the
//! database.

mod keyring;
mod master;
mod paired;
mod seal;
mod store;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::PgConnection;
use uuid::Uuid;

pub use keyring::{Keyring, Unsealed};
pub use master::{Master, MasterError};
pub use seal::{SealContext, SealingKey};

use super::error::Error;

/// The owner of a key. Destroying the key erases everything sealed under it. Each module names its own kinds of owners.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    /// The kind of owner, named by its module.
    pub kind: &'static str,
    pub id: Uuid,
    /// The practice it belongs to; a person's own key belongs to none.
    pub practice: Option<Uuid>,
}

/// Why something could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The ciphertext is not what was sealed in this context (moved, changed, or under another key).
    #[error("not readable at {0}")]
    Unreadable(&'static str),
    /// The owner has no key: it was never created, or was destroyed.
    #[error("no key for this {0}")]
    NoKey(&'static str),
    /// The key that sealed it is missing and was not destroyed: the database was restored without its keys.
    #[error("the key of something at {0} is missing, and was not erased")]
    Lost(&'static str),
    /// The master key is not the one that this database was sealed with.
    #[error("the installation's key is not the one this database was sealed with")]
    WrongMaster,
}

/// Keys, unwrapped when needed and cached in memory only.
#[derive(Clone)]
pub struct Vault {
    master: Arc<Master>,
    known: Arc<Mutex<HashMap<Uuid, SealingKey>>>,
    owned: Arc<Mutex<HashMap<(&'static str, Uuid), Uuid>>>,
}

impl Vault {
    pub fn new(master: Master) -> Self {
        Self { master: Arc::new(master), known: Arc::default(), owned: Arc::default() }
    }

    /// Whether this database may already hold sealed texts: then its master key exists somewhere.
    pub async fn was_used(conn: &mut PgConnection) -> Result<bool, Error> {
        Ok(store::has_key_check(conn).await?)
    }

    /// Refuses a master key other than the database's; the first start stores the check value.
    ///
    /// # Errors
    /// [`VaultError::WrongMaster`], or a database error.
    pub async fn check(&self, conn: &mut PgConnection) -> Result<(), Error> {
        let kept = store::key_check(conn, &self.master.check_value()).await?;
        if self.master.is_checked_by(&kept) { Ok(()) } else { Err(VaultError::WrongMaster.into()) }
    }

    /// A keyed hash for look-up without readable text (a user name, an e-mail address), different for each purpose.
    pub fn tag(&self, purpose: &str, text: &str) -> Vec<u8> {
        self.master.tag(purpose, text.as_bytes())
    }

    /// A key derived from a secret and stored nowhere: a request that brings the secret opens what it sealed. Its id is derived as well and
    /// reveals nothing of the secret.
    pub fn derived_key(&self, purpose: &str, secret: &str) -> SealingKey {
        let (mut id, mut bytes) = ([0; 16], [0; 32]);
        id.copy_from_slice(&self.tag(&format!("{purpose}: id"), secret)[..16]);
        bytes.copy_from_slice(&self.tag(&format!("{purpose}: key"), secret)[..32]);
        SealingKey::from_bytes(Uuid::from_bytes(id), bytes)
    }

    /// Creates an owner's key, in the transaction that creates the owner.
    pub async fn make_key(&self, conn: &mut PgConnection, owner: Owner) -> Result<SealingKey, Error> {
        let key = SealingKey::random();
        store::insert(conn, key.id(), owner, &self.master.wrap(&key)).await?;
        Ok(key)
    }

    /// The owner's key, for sealing.
    ///
    /// # Errors
    /// [`VaultError::NoKey`] when there is none (any more), or a database error.
    pub async fn key(&self, conn: &mut PgConnection, owner: Owner) -> Result<SealingKey, Error> {
        let cached = lock(&self.owned).get(&(owner.kind, owner.id)).copied();
        if let Some(key) = cached.and_then(|id| lock(&self.known).get(&id).cloned()) {
            return Ok(key);
        }
        let (id, wrapped) = store::of_owner(conn, owner).await?.ok_or(VaultError::NoKey(owner.kind))?;
        let key = self.master.unwrap(id, &wrapped)?;
        lock(&self.known).insert(id, key.clone());
        lock(&self.owned).insert((owner.kind, owner.id), id);
        Ok(key)
    }

    /// The owner's key; it is created for an owner who seals something for the first time. `sealed` holds the texts that are already sealed
    /// for the owner, or their heads.
    ///
    /// # Errors
    /// [`VaultError::Lost`] when the key of something sealed is missing without having been destroyed, or a database error.
    pub async fn key_or_first(&self, conn: &mut PgConnection, owner: Owner, sealed: &[Vec<u8>]) -> Result<SealingKey, Error> {
        match self.key(conn, owner).await {
            Err(Error::Vault(VaultError::NoKey(_))) if Self::lost(conn, sealed).await? > 0 => Err(VaultError::Lost(owner.kind).into()),
            Err(Error::Vault(VaultError::NoKey(_))) => self.make_key(conn, owner).await,
            key => key,
        }
    }

    /// Loads the keys of these sealed texts at once; texts of a destroyed key stay closed.
    ///
    /// # Errors
    /// When a wrapped key was tampered with, or a database error.
    pub async fn keyring<'a>(&self, conn: &mut PgConnection, sealed: impl IntoIterator<Item = &'a [u8]>) -> Result<Keyring, Error> {
        let mut ring = Keyring::default();
        let mut missing = Vec::new();
        {
            let known = lock(&self.known);
            for id in sealed.into_iter().filter_map(seal::key_id) {
                match known.get(&id) {
                    Some(key) => ring.add(key.clone()),
                    None if !missing.contains(&id) => missing.push(id),
                    None => {}
                }
            }
        }
        if !missing.is_empty() {
            for (id, wrapped) in store::by_id(conn, &missing).await? {
                let key = self.master.unwrap(id, &wrapped)?;
                lock(&self.known).insert(id, key.clone());
                ring.add(key);
            }
            let not_found = ring.missing(&missing);
            if !not_found.is_empty() {
                ring.add_erased(store::erased(conn, &not_found).await?);
            }
        }
        Ok(ring)
    }

    /// Counts the owners of a kind who have no key although it was not destroyed.
    pub async fn missing(conn: &mut PgConnection, kind: &'static str, owners: &[Uuid]) -> Result<i64, Error> {
        Ok(store::without_key(conn, kind, owners).await?)
    }

    /// Counts the keys of these sealed texts, or of their beginnings, that are missing without having been destroyed.
    pub async fn lost(conn: &mut PgConnection, sealed: &[Vec<u8>]) -> Result<i64, Error> {
        let keys: Vec<Uuid> = sealed.iter().filter_map(|sealed| seal::key_id(sealed)).collect();
        Ok(store::lost(conn, &keys).await?)
    }

    pub async fn open(&self, conn: &mut PgConnection, context: SealContext, sealed: &[u8]) -> Result<Unsealed, Error> {
        Ok(self.keyring(conn, [sealed]).await?.open(context, sealed)?)
    }

    /// Wraps raw bytes that only this installation may read (a key stored outside the key table).
    pub fn wrap_bytes(&self, id: Uuid, bytes: [u8; 32]) -> Vec<u8> {
        self.master.wrap(&SealingKey::from_bytes(id, bytes))
    }

    /// Undoes [`Vault::wrap_bytes`].
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when they were wrapped under another id or master key.
    pub fn unwrap_bytes(&self, id: Uuid, wrapped: &[u8]) -> Result<[u8; 32], VaultError> {
        Ok(self.master.unwrap(id, wrapped)?.bytes())
    }

    /// Seals a text that goes out with a page and returns with its form, for one purpose and one holder (the form token of the page).
    pub(crate) fn seal_for_form(&self, purpose: &str, holder: &str, text: &str) -> Vec<u8> {
        self.form_key(purpose, holder).seal_bytes(&[], text.as_bytes())
    }

    /// Opens a text sealed by [`Vault::seal_out`]; `None` for another purpose or holder.
    pub(crate) fn open_from_form(&self, purpose: &str, holder: &str, sealed: &[u8]) -> Option<String> {
        String::from_utf8(self.form_key(purpose, holder).open_bytes(&[], sealed)?).ok()
    }

    fn form_key(&self, purpose: &str, holder: &str) -> SealingKey {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&self.tag(purpose, holder));
        SealingKey::from_bytes(Uuid::nil(), bytes)
    }

    /// Forgets every cached key: after an erasure, and every few minutes.
    pub fn forget(&self) {
        lock(&self.known).clear();
        lock(&self.owned).clear();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
