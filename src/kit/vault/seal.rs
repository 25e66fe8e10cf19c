//! One sealed text: `version (1) | key id (16) | nonce (24) | ciphertext and tag`, XChaCha20-Poly1305, bound to its context.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::VaultError;

const VERSION: u8 = 1;
const HEAD: usize = 1 + 16 + 24;

/// The context that a sealed text is bound to. It opens in no other, so that nothing can be moved between rows, columns or practices.
#[derive(Clone, Copy, Debug)]
pub struct SealContext {
    pub table: &'static str,
    pub column: &'static str,
    pub row: Uuid,
    /// The practice, or nil for data of a person alone.
    pub practice: Uuid,
}

impl SealContext {
    pub(super) fn associated_data(&self) -> Vec<u8> {
        format!("hamdel|v{VERSION}|{}|{}|{}|{}", self.table, self.column, self.row, self.practice).into_bytes()
    }
}

/// An unwrapped key, in memory only; wiped when dropped.
#[derive(Clone)]
pub struct SealingKey {
    id: Uuid,
    bytes: Zeroizing<[u8; 32]>,
}

impl SealingKey {
    pub fn random() -> Self {
        Self::from_bytes(Uuid::new_v4(), rand::random())
    }

    pub(super) fn from_bytes(id: Uuid, bytes: [u8; 32]) -> Self {
        Self { id, bytes: Zeroizing::new(bytes) }
    }

    /// The id, a prefix of every text it sealed.
    pub fn id(&self) -> Uuid {
        self.id
    }

    pub(super) fn bytes(&self) -> [u8; 32] {
        *self.bytes
    }

    /// Seals a text in a context.
    ///
    /// # Panics
    /// Never for texts of our size: the cipher refuses only messages of many gigabytes.
    pub fn seal(&self, context: SealContext, text: &str) -> Vec<u8> {
        self.seal_bytes(&context.associated_data(), text.as_bytes())
    }

    pub(super) fn seal_bytes(&self, aad: &[u8], msg: &[u8]) -> Vec<u8> {
        let nonce: [u8; 24] = rand::random();
        let ciphertext = self.cipher().encrypt(&XNonce::from(nonce), Payload { msg, aad }).expect("a text fits the cipher");
        let mut sealed = Vec::with_capacity(HEAD + ciphertext.len());
        sealed.push(VERSION);
        sealed.extend_from_slice(self.id.as_bytes());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&ciphertext);
        sealed
    }

    /// Opens a text that it sealed in the same context.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when it was sealed in another context or by another key, or was changed.
    pub fn open(&self, context: SealContext, sealed: &[u8]) -> Result<String, VaultError> {
        let bytes = self.open_bytes(&context.associated_data(), sealed).ok_or(VaultError::Unreadable(context.table))?;
        String::from_utf8(bytes).map_err(|_| VaultError::Unreadable(context.table))
    }

    pub(super) fn open_bytes(&self, aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let nonce: [u8; 24] = sealed.get(17..HEAD)?.try_into().ok()?;
        self.cipher().decrypt(&XNonce::from(nonce), Payload { msg: &sealed[HEAD..], aad }).ok()
    }

    /// A keyed hash under a key derived from this one, different for each purpose. It is meaningless once this key is destroyed.
    ///
    /// # Panics
    /// Never: 32 bytes can be derived, and any length is a key.
    pub fn tag(&self, purpose: &str, message: &[u8]) -> Vec<u8> {
        let mut derived = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(None, &*self.bytes).expand(purpose.as_bytes(), &mut *derived).expect("32 bytes are a valid length");
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&*derived).expect("any length is a key");
        mac.update(message);
        mac.finalize().into_bytes().to_vec()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&(*self.bytes).into())
    }
}

/// The id of the key that sealed a text.
pub(super) fn key_id(sealed: &[u8]) -> Option<Uuid> {
    (*sealed.first()? == VERSION).then_some(())?;
    Uuid::from_slice(sealed.get(1..17)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> SealContext {
        SealContext { table: "idea", column: "text", row: Uuid::from_u128(1), practice: Uuid::from_u128(2) }
    }

    #[test]
    fn a_text_opens_in_its_own_context_only() {
        let key = SealingKey::random();
        let sealed = key.seal(context(), "راز");
        assert_eq!(key.open(context(), &sealed).unwrap(), "راز");
        for elsewhere in [
            SealContext { table: "closing", ..context() },
            SealContext { column: "note", ..context() },
            SealContext { row: Uuid::from_u128(9), ..context() },
            SealContext { practice: Uuid::from_u128(9), ..context() },
        ] {
            assert!(key.open(elsewhere, &sealed).is_err(), "opened at {elsewhere:?}");
        }
    }

    #[test]
    fn every_flipped_bit_is_detected() {
        let key = SealingKey::random();
        let sealed = key.seal(context(), "hi");
        for bit in (17 * 8)..(sealed.len() * 8) {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(key.open(context(), &flipped).is_err(), "bit {bit}");
        }
        assert!(key.open(context(), &sealed[..20]).is_err());
        assert!(SealingKey::random().open(context(), &sealed).is_err());
    }
}
