//! Passphrases: long rather than odd, hashed with argon2id in a place that never holds up the house.

use std::sync::atomic::{AtomicBool, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::{Semaphore, SemaphorePermit};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::key;
use crate::kit::locale::Key;
use crate::kit::text;

/// The fewest characters (Unicode code points) of a passphrase; NIST SP 800-63B-4 asks for 15 where it stands alone.
pub const FEWEST: usize = 15;
/// The most bytes; more is refused, never cut.
pub const MOST_BYTES: usize = 256;

/// One hash uses 64 MiB and about a tenth of a second: as many at once as there are usual cores.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// A passphrase as typed, held until it is hashed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// Why a passphrase will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// Fewer than [`FEWEST`] characters.
    Short,
    /// More than [`MOST_BYTES`] bytes.
    Long,
    /// Easy to guess: a known phrase, a row of keys, one's own name.
    Guessable,
}

impl Weak {
    /// The words for it.
    #[must_use]
    pub fn key(self) -> Key {
        match self {
            Self::Short => key!("passphrase-short"),
            Self::Long => key!("passphrase-long"),
            Self::Guessable => key!("passphrase-guessable"),
        }
    }
}

impl Passphrase {
    /// What was typed, in the one form in which it is hashed (NFKC), to be held against a kept hash.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self(Zeroizing::new(text.nfkc().collect()))
    }

    /// A new passphrase, good enough to keep. `own` are words of the account that must not make it up.
    ///
    /// # Errors
    /// [`Weak`] says why not.
    pub fn chosen(text: &str, own: &[&str]) -> Result<Self, Weak> {
        if text.len() > MOST_BYTES {
            return Err(Weak::Long);
        }
        let chosen = Self::typed(text);
        if chosen.0.chars().count() < FEWEST {
            return Err(Weak::Short);
        }
        if guessable(&chosen.0, own) { Err(Weak::Guessable) } else { Ok(chosen) }
    }

    /// The hash to keep, as a PHC string.
    ///
    /// # Panics
    /// Only if argon2 itself refuses its own parameters.
    pub async fn hash(self) -> String {
        let _turn = turn().await;
        tokio::task::spawn_blocking(move || hasher().hash_password(self.0.as_bytes()).expect("argon2 takes its own parameters").to_string())
            .await
            .expect("hashing does not panic")
    }

    /// Whether this is the passphrase that was kept. Without a kept hash the same work is done for nothing, so that an unknown
    /// account takes as long as a known one.
    pub async fn is(self, kept: Option<String>) -> bool {
        let Some(kept) = kept else {
            self.hash().await;
            return false;
        };
        let _turn = turn().await;
        tokio::task::spawn_blocking(move || {
            PasswordHash::new(&kept).is_ok_and(|hash| hasher().verify_password(self.0.as_bytes(), &hash).is_ok())
        })
        .await
        .unwrap_or(false)
    }
}

/// Waits for a turn to hash.
async fn turn() -> Option<SemaphorePermit<'static>> {
    let turn = AT_ONCE.acquire().await.ok();
    tracing::trace!("a passphrase is hashed");
    turn
}

/// Whether hashing is made cheap, for people who are made up.
static LIGHTLY: AtomicBool = AtomicBool::new(false);

/// Makes hashing cheap in this process, for stories in which crowds sign up. A release build goes on as before.
pub fn hash_lightly() {
    LIGHTLY.store(true, Ordering::Relaxed);
}

/// argon2id with m = 64 MiB, t = 3, p = 1 (RFC 9106, second recommended option).
fn hasher() -> Argon2<'static> {
    let (memory, passes) = if cfg!(debug_assertions) && LIGHTLY.load(Ordering::Relaxed) { (64, 1) } else { (64 * 1024, 3) };
    let params = Params::new(memory, passes, 1, None).expect("these parameters are valid");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// zxcvbn knows English words and rows of keys; it is blind to Persian, hence the words of our own.
fn guessable(passphrase: &str, own: &[&str]) -> bool {
    const WELL_KNOWN: [&str; 10] =
        ["همدل", "گروه درمانی", "درمانگر", "رمز عبور", "گذرواژه", "دوستت دارم", "یک دو سه چهار پنج", "بسم الله", "به نام خدا", "تهران"];
    let folded = text::fold(passphrase);
    let mut rest = folded.clone();
    for word in WELL_KNOWN.iter().copied().chain(own.iter().copied()).map(text::fold).filter(|word| word.chars().count() >= 3) {
        rest = rest.replace(&word, "");
    }
    let distinct: std::collections::BTreeSet<char> = rest.chars().filter(|c| c.is_alphanumeric()).collect();
    if distinct.len() < 5 {
        return true;
    }
    let own: Vec<&str> = own.iter().copied().chain(["hamdel", "therapy", "therapist", "session"]).collect();
    folded.is_ascii() && u8::from(zxcvbn::zxcvbn(passphrase, &own).score()) < 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_unlike_is_good_short_or_known_is_not() {
        for (typed, expected) in [
            ("four plain words here", Ok(())),
            ("چتر آبی روی پله سوم", Ok(())),
            ("short one", Err(Weak::Short)),
            ("aaaaaaaaaaaaaaaaaaaa", Err(Weak::Guessable)),
            ("qwertyuiopasdfghjkl", Err(Weak::Guessable)),
            ("passwordpassword", Err(Weak::Guessable)),
            ("درمانگر درمانگر درمانگر", Err(Weak::Guessable)),
            ("رمز عبور رمز عبور", Err(Weak::Guessable)),
            ("۱۲۳۱۲۳۱۲۳۱۲۳۱۲۳۱۲۳", Err(Weak::Guessable)),
        ] {
            assert_eq!(Passphrase::chosen(typed, &["Leila Karimi"]).map(|_| ()), expected, "{typed}");
        }
        assert_eq!(Passphrase::chosen("Leila Karimi Leila Karimi", &["Leila Karimi"]).map(|_| ()), Err(Weak::Guessable));
        assert_eq!(Passphrase::chosen(&"چتر ".repeat(60), &[]).map(|_| ()), Err(Weak::Long));
    }

    #[tokio::test]
    async fn one_form_of_a_letter_is_as_good_as_another() {
        let kept = Passphrase::typed("cafe\u{301} on the third step").hash().await;
        assert!(kept.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{kept}");
        assert!(Passphrase::typed("café on the third step").is(Some(kept.clone())).await);
        assert!(!Passphrase::typed("cafe on the third step").is(Some(kept)).await);
        assert!(!Passphrase::typed("anything at all here").is(None).await);
    }
}
