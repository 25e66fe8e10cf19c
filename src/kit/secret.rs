//! Secrets that travel in links and cookies: 256 random bits, of which only a hash is kept.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Fields of forms that hold secrets typed by people: they are neither given back nor hashed with what else a form says.
pub(super) const FIELDS: [&str; 4] = ["passphrase", "now", "new", "recovery"];

/// Whether a field of a form holds a secret.
pub(super) fn is_secret(field: &str) -> bool {
    FIELDS.contains(&field)
}

/// A secret of 256 random bits, as 64 hexadecimal digits. It never shows itself in a log.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A fresh secret.
    pub fn random() -> Self {
        let bytes = Zeroizing::new(rand::random::<[u8; 32]>());
        Self(Zeroizing::new(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// What somebody brought, if it has a secret's form.
    pub fn brought(text: &str) -> Option<Self> {
        let fits = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        fits.then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// What is kept of it.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// The secret itself, to be handed out once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
