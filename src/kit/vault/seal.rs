//! One sealed text: `version (1) | key id (16) | nonce (24) | ciphertext and tag`, XChaCha20-Poly1305, bound to its place.

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

/// Where a sealed text stands. It opens nowhere else, so that nothing can be moved between rows, columns or practices.
#[derive(Clone, Copy, Debug)]
pub struct SealContext {
    pub table: &'static str,
    pub column: &'static str,
    pub row: Uuid,
    /// The practice, or nil for what belongs to a person alone.
    pub practice: Uuid,
}

impl SealContext {
    fn associated_data(&self) -> Vec<u8> {
        format!("hamdel|v{VERSION}|{}|{}|{}|{}", self.table, self.column, self.row, self.practice).into_bytes()
    }
}

/// A key that is unwrapped, in memory only; wiped when dropped.
#[derive(Clone)]
pub struct SealingKey {
    id: Uuid,
    bytes: Zeroizing<[u8; 32]>,
}

impl SealingKey {
    /// A fresh key.
    pub fn random() -> Self {
        Self::from_bytes(Uuid::new_v4(), rand::random())
    }

    pub(super) fn from_bytes(id: Uuid, bytes: [u8; 32]) -> Self {
        Self { id, bytes: Zeroizing::new(bytes) }
    }

    /// Its id, which stands in front of what it sealed.
    pub fn id(&self) -> Uuid {
        self.id
    }

    pub(super) fn bytes(&self) -> [u8; 32] {
        *self.bytes
    }

    /// Seals a text for its place.
    ///
    /// # Panics
    /// Never for texts of our size: the cipher only refuses messages of many gigabytes.
    pub fn seal(&self, place: SealContext, text: &str) -> Vec<u8> {
        self.seal_bytes(&place.associated_data(), text.as_bytes())
    }

    pub(super) fn seal_bytes(&self, aad: &[u8], msg: &[u8]) -> Vec<u8> {
        let nonce: [u8; 24] = rand::random();
        let closed = self.cipher().encrypt(&XNonce::from(nonce), Payload { msg, aad }).expect("a text fits the cipher");
        let mut sealed = Vec::with_capacity(HEAD + closed.len());
        sealed.push(VERSION);
        sealed.extend_from_slice(self.id.as_bytes());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&closed);
        sealed
    }

    /// Opens what it sealed for its place.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when it is not that.
    pub fn open(&self, place: SealContext, sealed: &[u8]) -> Result<String, VaultError> {
        let bytes = self.open_bytes(&place.associated_data(), sealed).ok_or(VaultError::Unreadable(place.table))?;
        String::from_utf8(bytes).map_err(|_| VaultError::Unreadable(place.table))
    }

    pub(super) fn open_bytes(&self, aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let nonce: [u8; 24] = sealed.get(17..HEAD)?.try_into().ok()?;
        self.cipher().decrypt(&XNonce::from(nonce), Payload { msg: &sealed[HEAD..], aad }).ok()
    }

    /// A keyed hash under a key derived from this one, apart for each purpose. It means nothing any more once this key is destroyed.
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

/// Which key a sealed text was sealed with.
pub(super) fn key_id(sealed: &[u8]) -> Option<Uuid> {
    (*sealed.first()? == VERSION).then_some(())?;
    Uuid::from_slice(sealed.get(1..17)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> SealContext {
        SealContext { table: "idea", column: "text", row: Uuid::from_u128(1), practice: Uuid::from_u128(2) }
    }

    #[test]
    fn opens_at_its_own_place_only() {
        let key = SealingKey::random();
        let sealed = key.seal(place(), "راز");
        assert_eq!(key.open(place(), &sealed).unwrap(), "راز");
        for elsewhere in [
            SealContext { table: "closing", ..place() },
            SealContext { column: "note", ..place() },
            SealContext { row: Uuid::from_u128(9), ..place() },
            SealContext { practice: Uuid::from_u128(9), ..place() },
        ] {
            assert!(key.open(elsewhere, &sealed).is_err(), "opened at {elsewhere:?}");
        }
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let key = SealingKey::random();
        let sealed = key.seal(place(), "hi");
        for bit in (17 * 8)..(sealed.len() * 8) {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(key.open(place(), &flipped).is_err(), "bit {bit}");
        }
        assert!(key.open(place(), &sealed[..20]).is_err());
        assert!(SealingKey::random().open(place(), &sealed).is_err());
    }
}
