//! A record of what clients sent and how the program answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard};

use uuid::Uuid;

use crate::client::Answer;

/// What the sender knows about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The request is in progress.
    Sent,
    /// The program acknowledged it as stored.
    Acknowledged,
    /// No answer, or the answer that it cannot be done now: it may be stored or not.
    Unknown,
}

/// One idea.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The form's id.
    pub id: Uuid,
    /// Text that no other entry has.
    pub text: String,
    /// The sender.
    pub by: usize,
    /// What the sender knows about it.
    pub outcome: Outcome,
}

/// Everything that was sent.
#[derive(Default)]
pub struct Ledger {
    entries: Mutex<Vec<Entry>>,
    answers: Mutex<BTreeMap<String, usize>>,
}

impl Ledger {
    /// Records an idea before it is sent.
    pub fn begin(&self, by: usize, what: &str) -> Entry {
        let mut entries = self.lock();
        let text = format!("idea {} of {by}, {what}", entries.len());
        let entry = Entry { id: Uuid::new_v4(), text, by, outcome: Outcome::Sent };
        entries.push(entry.clone());
        entry
    }

    /// Records the answer. An explicit refusal would be a fault.
    pub fn end(&self, id: Uuid, answer: Answer) {
        let outcome = match answer {
            Answer::Kept(kept) => {
                assert_eq!(kept, id, "acknowledged under another id");
                Outcome::Acknowledged
            }
            Answer::Other(status) => {
                assert!(status.is_server_error(), "refused: {status}");
                Outcome::Unknown
            }
            Answer::Nothing => Outcome::Unknown,
        };
        let word = match answer {
            Answer::Kept(_) => "kept".to_owned(),
            Answer::Other(status) => status.as_u16().to_string(),
            Answer::Nothing => "no answer".to_owned(),
        };
        *self.answers.lock().expect("answers").entry(word).or_default() += 1;
        let mut entries = self.lock();
        let entry = entries.iter_mut().find(|entry| entry.id == id).expect("it was sent");
        // An acknowledged entry stays acknowledged, independent of the answer to a resend.
        if entry.outcome != Outcome::Acknowledged {
            entry.outcome = outcome;
        }
    }

    /// The entries with this outcome.
    pub fn with(&self, outcome: Outcome) -> Vec<Entry> {
        self.lock().iter().filter(|entry| entry.outcome == outcome).cloned().collect()
    }

    /// The number of times that each answer occurred.
    pub fn answers(&self) -> BTreeMap<String, usize> {
        self.answers.lock().expect("answers").clone()
    }

    /// Compares the ledger with the stored ids: every acknowledged id is stored, and every stored id was sent.
    pub fn hold_against(&self, there: &BTreeSet<Uuid>, from_before: &BTreeSet<Uuid>) {
        let entries = self.lock();
        let lost: Vec<&Entry> = entries.iter().filter(|e| e.outcome == Outcome::Acknowledged && !there.contains(&e.id)).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        let sent: BTreeSet<Uuid> = entries.iter().map(|entry| entry.id).collect();
        let strange: Vec<&Uuid> = there.iter().filter(|id| !sent.contains(id) && !from_before.contains(id)).collect();
        assert!(strange.is_empty(), "stored, but never sent: {strange:?}");
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().expect("entries")
    }
}
