//! Passphrases: long rather than complex, hashed with argon2id on blocking threads so that hashing never holds up requests.

use std::sync::atomic::{AtomicBool, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::{Semaphore, SemaphorePermit};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::text;

/// The fewest characters (Unicode code points) of a passphrase; NIST SP 800-63B-4 asks for 15 where it is the only factor.
pub const FEWEST: usize = 15;
/// The most bytes; a longer one is refused, never cut.
pub const MOST_BYTES: usize = 256;

/// A queue for hashing. One hash uses 64 MiB and about a tenth of a second.
pub struct HashQueue {
    running: Semaphore,
    /// Running and waiting together: a caller beyond this is refused instead of waiting indefinitely.
    admitted: Semaphore,
}

impl HashQueue {
    const fn new(running: usize, waiting: usize) -> Self {
        Self { running: Semaphore::const_new(running), admitted: Semaphore::const_new(running + waiting) }
    }

    async fn acquire(&'static self) -> Result<[SemaphorePermit<'static>; 2], HashQueueFull> {
        let admission = self.admitted.try_acquire().map_err(|_| HashQueueFull)?;
        let turn = self.running.acquire().await.map_err(|_| HashQueueFull)?;
        tracing::trace!("a passphrase is hashed");
        Ok([admission, turn])
    }
}

/// For all other requests: the last in the queue waits about three seconds.
pub static STRANGERS: HashQueue = HashQueue::new(2, 64);
/// For people who are signed in and for browsers that were: a crowd of strangers cannot delay them.
pub static KNOWN: HashQueue = HashQueue::new(1, 32);

/// The queue for hashing is full; a retry may succeed after [`HashQueueFull::SECONDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashQueueFull;

impl HashQueueFull {
    /// When a retry may help.
    pub const SECONDS: u32 = 2;
}

/// The normalization of a passphrase before hashing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[repr(i16)]
pub enum CanonicalForm {
    /// NFKC alone: hashes made by earlier versions.
    Composed = 1,
    /// [`text::canonical`].
    Canonical = 2,
}

#[derive(Clone, Debug)]
pub struct HashedPassphrase {
    pub hash: String,
    /// The normalization it was made with.
    pub form: CanonicalForm,
}

/// A passphrase as typed, held until it is hashed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// Why a passphrase is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPassphrase {
    /// Fewer than [`FEWEST`] characters.
    Short,
    /// More than [`MOST_BYTES`] bytes.
    Long,
    /// Easy to guess: a known phrase, a row of keys, the person's own name.
    Guessable,
}

impl WeakPassphrase {
    pub fn key(self) -> MessageKey {
        match self {
            Self::Short => key!("passphrase-short"),
            Self::Long => key!("passphrase-long"),
            Self::Guessable => key!("passphrase-guessable"),
        }
    }
}

impl Passphrase {
    /// A typed passphrase, to compare with a stored hash.
    pub fn typed(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// A new passphrase that is strong enough. It must not consist of `own`, words of the account.
    ///
    /// # Errors
    /// [`WeakPassphrase`] says why not.
    pub fn chosen(text: &str, own: &[&str]) -> Result<Self, WeakPassphrase> {
        if text.len() > MOST_BYTES {
            return Err(WeakPassphrase::Long);
        }
        let chosen = Self::typed(text);
        let canonical = chosen.form(CanonicalForm::Canonical);
        if canonical.chars().count() < FEWEST {
            return Err(WeakPassphrase::Short);
        }
        if guessable(&canonical, own) { Err(WeakPassphrase::Guessable) } else { Ok(chosen) }
    }

    fn form(&self, form: CanonicalForm) -> Zeroizing<String> {
        match form {
            CanonicalForm::Composed => Zeroizing::new(self.0.nfkc().collect()),
            CanonicalForm::Canonical => text::canonical(&self.0),
        }
    }

    /// The hash of the canonical form, as a PHC string.
    ///
    /// # Errors
    /// [`HashQueueFull`].
    ///
    /// # Panics
    /// Only if argon2 itself refuses its own parameters.
    pub async fn hash(self, queue: &'static HashQueue) -> Result<String, HashQueueFull> {
        let _permits = queue.acquire().await?;
        let hash = tokio::task::spawn_blocking(move || {
            let form = self.form(CanonicalForm::Canonical);
            hasher().hash_password(form.as_bytes()).expect("argon2 takes its own parameters").to_string()
        });
        Ok(hash.await.expect("hashing does not panic"))
    }

    /// Whether this is the stored passphrase. Without a stored hash the passphrase is hashed all the same, so that an unknown account takes
    /// as long as a known one.
    ///
    /// # Errors
    /// [`HashQueueFull`].
    pub async fn verify(self, kept: Option<HashedPassphrase>, queue: &'static HashQueue) -> Result<bool, HashQueueFull> {
        let Some(kept) = kept else {
            self.hash(queue).await?;
            return Ok(false);
        };
        let _permits = queue.acquire().await?;
        let same = tokio::task::spawn_blocking(move || {
            let form = self.form(kept.form);
            PasswordHash::new(&kept.hash).is_ok_and(|hash| hasher().verify_password(form.as_bytes(), &hash).is_ok())
        });
        Ok(same.await.unwrap_or(false))
    }
}

/// Whether hashing is cheap, for generated people in tests.
static CHEAP_HASHING: AtomicBool = AtomicBool::new(false);

/// Makes hashing cheap in this process, for tests in which crowds sign up. A release build ignores it.
pub fn use_cheap_hashing() {
    CHEAP_HASHING.store(true, Ordering::Relaxed);
}

/// argon2id with m = 64 MiB, t = 3, p = 1 (RFC 9106, second recommended option).
fn hasher() -> Argon2<'static> {
    let (memory, passes) = if cfg!(debug_assertions) && CHEAP_HASHING.load(Ordering::Relaxed) { (64, 1) } else { (64 * 1024, 3) };
    let params = Params::new(memory, passes, 1, None).expect("these parameters are valid");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// zxcvbn knows English words and rows of keys but no Persian, hence our own list of words.
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
    fn long_and_unusual_is_accepted_short_or_known_is_refused() {
        for (typed, expected) in [
            ("four plain words here", Ok(())),
            ("چتر آبی روی پله سوم", Ok(())),
            ("short one", Err(WeakPassphrase::Short)),
            ("aaaaaaaaaaaaaaaaaaaa", Err(WeakPassphrase::Guessable)),
            ("qwertyuiopasdfghjkl", Err(WeakPassphrase::Guessable)),
            ("passwordpassword", Err(WeakPassphrase::Guessable)),
            ("درمانگر درمانگر درمانگر", Err(WeakPassphrase::Guessable)),
            ("رمز عبور رمز عبور", Err(WeakPassphrase::Guessable)),
            ("۱۲۳۱۲۳۱۲۳۱۲۳۱۲۳۱۲۳", Err(WeakPassphrase::Guessable)),
        ] {
            assert_eq!(Passphrase::chosen(typed, &["Leila Karimi"]).map(|_| ()), expected, "{typed}");
        }
        assert_eq!(Passphrase::chosen("Leila Karimi Leila Karimi", &["Leila Karimi"]).map(|_| ()), Err(WeakPassphrase::Guessable));
        assert_eq!(Passphrase::chosen(&"چتر ".repeat(60), &[]).map(|_| ()), Err(WeakPassphrase::Long));
    }

    #[tokio::test]
    async fn equivalent_letters_match() {
        let hash = Passphrase::typed("cafe\u{301} ۱۲۳ on the step").hash(&KNOWN).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{hash}");
        let kept = HashedPassphrase { hash, form: CanonicalForm::Canonical };
        let is = async |typed: &str, kept: Option<HashedPassphrase>| Passphrase::typed(typed).verify(kept, &KNOWN).await.unwrap();
        assert!(is("café  123 on the step", Some(kept.clone())).await);
        assert!(!is("cafe 123 on the step", Some(kept)).await);
        assert!(!is("anything at all here", None).await);
        // As stored before there was a canonical form.
        let old = "کافه ۱۲۳ روی پله‌ها";
        let hash = hasher().hash_password(old.nfkc().collect::<String>().as_bytes()).unwrap().to_string();
        assert!(is(old, Some(HashedPassphrase { hash, form: CanonicalForm::Composed })).await);
    }

    #[tokio::test]
    async fn a_full_queue_refuses() {
        static NARROW: HashQueue = HashQueue::new(1, 1);
        let [first, second] = [NARROW.admitted.try_acquire(), NARROW.admitted.try_acquire()].map(Result::unwrap);
        assert_eq!(Passphrase::typed("one too many").hash(&NARROW).await, Err(HashQueueFull));
        drop(first);
        assert!(Passphrase::typed("now there is room").hash(&NARROW).await.is_ok());
        drop(second);
    }
}
