//! The master key of the installation: read from a file that only its owner can read, or printed by a command; never in the database.

use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

use super::VaultError;
use super::seal::SealingKey;

/// Why there is no master key.
#[derive(Debug, thiserror::Error)]
pub enum MasterError {
    /// The file or the command could not be read.
    #[error("the installation's key cannot be read from {0}: {1}")]
    Unreadable(String, std::io::Error),
    /// The file is missing, and the database still holds texts sealed with it.
    #[error("the installation's key is not at {0}, and this database was sealed with it; put the file back (nothing was changed)")]
    Lost(String),
    /// Others could read the file.
    #[error("{0} can be read by others; run: chmod 600 {0}")]
    ReadableByOthers(String),
    #[error("{0} does not hold a key: 64 hexadecimal digits are expected")]
    NotAKey(String),
}

/// The master key, from which the keys for wrapping, for look-up tags and for the check are derived.
pub struct Master {
    wrapping: SealingKey,
    tagging: Zeroizing<[u8; 32]>,
    check: [u8; 32],
}

impl Master {
    /// Reads the key from a file. Without a file, a new key is created only for a database in which nothing is sealed yet; for any other, a
    /// new key would only look like the lost one.
    ///
    /// # Errors
    /// When the file is lost, unreadable, readable by others, or not a key.
    pub fn from_file(path: &Path, may_be_made: bool) -> Result<Self, MasterError> {
        let name = path.display().to_string();
        let unreadable = |error| MasterError::Unreadable(path.display().to_string(), error);
        if !path.exists() {
            if !may_be_made {
                return Err(MasterError::Lost(name));
            }
            make_file(path).map_err(unreadable)?;
        }
        let mode = std::fs::metadata(path).map_err(unreadable)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(MasterError::ReadableByOthers(name));
        }
        Self::from_hex(&name, Zeroizing::new(std::fs::read_to_string(path).map_err(unreadable)?))
    }

    /// Reads the key that a shell command prints (for example the client of a key service).
    ///
    /// # Errors
    /// When the command fails or prints no key.
    pub fn from_command(command: &str) -> Result<Self, MasterError> {
        let unreadable = |error| MasterError::Unreadable(command.to_owned(), error);
        let output = std::process::Command::new("sh").args(["-c", command]).output().map_err(unreadable)?;
        if !output.status.success() {
            return Err(unreadable(std::io::Error::other(output.status.to_string())));
        }
        let printed = String::from_utf8(output.stdout).map_err(|_| MasterError::NotAKey(command.to_owned()))?;
        Self::from_hex(command, Zeroizing::new(printed))
    }

    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        let derive = |purpose: &str| {
            let mut derived = [0; 32];
            Hkdf::<Sha256>::new(None, &bytes).expand(purpose.as_bytes(), &mut derived).expect("32 bytes are a valid length");
            derived
        };
        Self {
            wrapping: SealingKey::from_bytes(Uuid::nil(), derive("hamdel wrapping")),
            tagging: Zeroizing::new(derive("hamdel tags")),
            check: derive("hamdel check"),
        }
    }

    fn from_hex(source: &str, text: Zeroizing<String>) -> Result<Self, MasterError> {
        let digits = text.trim();
        let not_a_key = || MasterError::NotAKey(source.to_owned());
        if digits.len() != 64 || !digits.is_ascii() {
            return Err(not_a_key());
        }
        let mut bytes = [0; 32];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).map_err(|_| not_a_key())?;
        }
        let master = Self::from_bytes(bytes);
        bytes.zeroize();
        Ok(master)
    }

    pub(super) fn check_value(&self) -> [u8; 32] {
        self.check
    }

    pub(super) fn is_checked_by(&self, kept: &[u8]) -> bool {
        self.check.ct_eq(kept).into()
    }

    pub(super) fn tag(&self, purpose: &str, text: &[u8]) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&*self.tagging).expect("any length is a key");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text);
        mac.finalize().into_bytes().to_vec()
    }

    pub(super) fn wrap(&self, key: &SealingKey) -> Vec<u8> {
        self.wrapping.seal_bytes(key.id().as_bytes(), &key.bytes())
    }

    pub(super) fn unwrap(&self, id: Uuid, wrapped: &[u8]) -> Result<SealingKey, VaultError> {
        let bytes = self.wrapping.open_bytes(id.as_bytes(), wrapped).ok_or(VaultError::Unreadable("wrapped_key"))?;
        Ok(SealingKey::from_bytes(id, bytes.try_into().map_err(|_| VaultError::Unreadable("wrapped_key"))?))
    }
}

/// Written under another name first, so that a crash never leaves half a key.
fn make_file(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let bytes = Zeroizing::new(rand::random::<[u8; 32]>());
    let digits: Zeroizing<String> = Zeroizing::new(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
    let unfinished = path.with_extension("new");
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(digits.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(unfinished, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_created_once_and_refused_when_others_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys").join("master");
        let first = Master::from_file(&path, true).unwrap().check;
        assert_eq!(first, Master::from_file(&path, true).unwrap().check);
        let elsewhere = folder.path().join("lost");
        assert!(matches!(Master::from_file(&elsewhere, false), Err(MasterError::Lost(_))) && !elsewhere.exists());
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(Master::from_file(&path, true), Err(MasterError::ReadableByOthers(_))));
    }

    #[test]
    fn a_command_may_print_it() {
        let printed = Master::from_command(&format!("printf %s {}", "ab".repeat(32))).unwrap();
        assert_eq!(printed.check, Master::from_bytes([0xab; 32]).check);
        assert!(matches!(Master::from_command("echo no"), Err(MasterError::NotAKey(_))));
        assert!(matches!(Master::from_command("exit 3"), Err(MasterError::Unreadable(..))));
    }

    #[test]
    fn tags_differ_by_purpose_and_key() {
        let master = Master::from_bytes([7; 32]);
        assert_eq!(master.tag("email", b"a"), master.tag("email", b"a"));
        assert_ne!(master.tag("email", b"a"), master.tag("user name", b"a"));
        assert_ne!(master.tag("email", b"a"), Master::from_bytes([8; 32]).tag("email", b"a"));
    }
}
