//! Secrets in links and cookies: 256 random bits, of which only a hash is stored.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Form fields that hold secrets which people type: they are neither given back nor part of a form's fingerprint.
pub(super) const FIELDS: [&str; 4] = ["passphrase", "now", "new", "recovery"];

pub(super) fn is_secret(field: &str) -> bool {
    FIELDS.contains(&field)
}

/// A secret of 256 random bits, as 64 hexadecimal digits. Its `Debug` output does not show it.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub fn random() -> Self {
        let bytes = Zeroizing::new(rand::random::<[u8; 32]>());
        Self(Zeroizing::new(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Parses a secret from a request; `None` if the text is not 64 hexadecimal digits in lower case.
    pub fn parse(text: &str) -> Option<Self> {
        let is_valid = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        is_valid.then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// SHA-256, the only thing that is stored.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// The secret itself, to be shown once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
