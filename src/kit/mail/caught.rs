//! What the demo would have sent: kept in memory, and shown to whoever looks around.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use super::{Channel, Letter, MessageId, Recipient};

/// As many as anybody looks at.
const KEPT: usize = 100;

/// A message that was caught.
#[derive(Clone, Debug)]
pub struct Caught {
    pub id: MessageId,
    /// By what it would have gone.
    pub channel: Channel,
    pub to: String,
    pub letter: Letter,
    /// When it would have gone.
    pub at: DateTime<Utc>,
}

/// The catcher.
#[derive(Clone, Debug, Default)]
pub struct Catcher(Arc<Mutex<Vec<Caught>>>);

impl Catcher {
    pub(super) fn catch(&self, to: &Recipient, letter: &Letter, id: MessageId, at: DateTime<Utc>) {
        let mut kept = self.lock();
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push(Caught { id, channel: to.channel(), to: to.as_str().to_owned(), letter: letter.clone(), at });
    }

    /// What was caught, the newest first.
    pub fn all(&self) -> Vec<Caught> {
        self.lock().iter().rev().cloned().collect()
    }

    /// One of them.
    pub fn find(&self, id: MessageId) -> Option<Caught> {
        self.lock().iter().find(|one| one.id == id).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Caught>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
