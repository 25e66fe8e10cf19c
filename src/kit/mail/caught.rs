//! Messages that a demo would have sent, kept in memory and shown to its visitors.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use super::{Channel, Letter, MessageId, Recipient};

/// The most messages kept; the oldest go first.
const KEPT: usize = 100;

#[derive(Clone, Debug)]
pub struct Caught {
    pub id: MessageId,
    pub channel: Channel,
    pub to: String,
    pub letter: Letter,
    /// When it would have been sent.
    pub at: DateTime<Utc>,
}

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

    /// The caught messages, newest first.
    pub fn all(&self) -> Vec<Caught> {
        self.lock().iter().rev().cloned().collect()
    }

    pub fn find(&self, id: MessageId) -> Option<Caught> {
        self.lock().iter().find(|one| one.id == id).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Caught>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
