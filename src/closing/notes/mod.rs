//! Private psychotherapy notes: one on each session and on each member, under their author's own key. No one else reads them.

pub mod routes;
pub mod store;
mod views;

use crate::closing::SaveId;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

crate::ids! {
    /// A private note.
    NoteId,
    /// A person's employment in a practice, which owns their key for notes.
    PostId,
}

/// Characters at most in a note.
pub const NOTE_LIMIT: usize = 8000;

/// The outcome of saving a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteSaveStep {
    /// The same words are saved already.
    Kept,
    /// The words are saved.
    Written,
    /// The note was changed meanwhile: both texts are shown.
    Conflict,
}

/// Decides a save by the note's last save: no one overwrites words they have not seen, not even their own.
pub fn step(head: Option<SaveId>, save: SaveId, based_on: Option<SaveId>, same_words: bool) -> NoteSaveStep {
    match head {
        Some(_) if same_words => NoteSaveStep::Kept,
        Some(head) if head == save => NoteSaveStep::Conflict,
        head if head == based_on => NoteSaveStep::Written,
        None => NoteSaveStep::Written,
        Some(_) => NoteSaveStep::Conflict,
    }
}

/// Both texts as one.
pub fn both(theirs: &str, mine: &str) -> String {
    match (theirs.trim_end(), mine.trim()) {
        ("", mine) => mine.to_owned(),
        (theirs, "") => theirs.to_owned(),
        (theirs, mine) => format!("{theirs}\n\n{mine}"),
    }
}

fn note_context(practice: PracticeId, id: NoteId) -> SealContext {
    SealContext { table: "private_note", column: "text", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_even_ones_own_words_are_overwritten_unseen() {
        let (head, save) = (SaveId::random(), SaveId::random());
        assert_eq!(step(None, save, None, false), NoteSaveStep::Written);
        assert_eq!(step(Some(head), save, Some(head), false), NoteSaveStep::Written);
        assert_eq!(step(Some(head), save, None, false), NoteSaveStep::Conflict);
        assert_eq!(step(Some(head), save, Some(save), false), NoteSaveStep::Conflict);
        assert_eq!(step(Some(head), head, None, false), NoteSaveStep::Conflict, "other words under the same id");
        assert_eq!(step(Some(head), save, None, true), NoteSaveStep::Kept, "the same words are no conflict");
    }

    #[test]
    fn both_texts_are_joined() {
        assert_eq!(both("a\n", "b"), "a\n\nb");
        assert_eq!(both("", "b"), "b");
        assert_eq!(both("a", " "), "a");
    }
}
