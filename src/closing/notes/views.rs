//! The page of a private note.

use askama::Template;
use chrono::{DateTime, Utc};

use crate::closing::{PageId, SaveId};
use crate::group::Group;
use crate::kit::i18n::{Message, filters};
use crate::session::Session;
use crate::session::backstage::BackstageLine;

/// What a note is on, as its page shows it.
pub(super) enum NoteSubject {
    Session(Box<Session>),
    Member(Option<String>),
}

/// What was saved meanwhile.
pub(super) struct ChangedNote {
    pub text: String,
    pub saved_at: DateTime<Utc>,
    pub based_on: SaveId,
    pub both: String,
    pub saves: [SaveId; 2],
}

#[derive(Template)]
#[template(path = "closing/_note_conflict.html")]
pub(super) struct NoteConflictFragment<'a> {
    pub path: &'a str,
    pub page: PageId,
    pub mine: &'a str,
    pub other: &'a ChangedNote,
}

#[derive(Template)]
#[template(path = "closing/note.html")]
pub(super) struct NotePage {
    pub group: Group,
    pub subject: NoteSubject,
    /// The target of the form.
    pub path: String,
    pub text: String,
    pub save: SaveId,
    pub page: PageId,
    pub based_on: Option<SaveId>,
    pub saved_at: Option<DateTime<Utc>>,
    /// Lines of a session's backstage that were saved with the private notes.
    pub lines: Vec<BackstageLine>,
    pub other: Option<ChangedNote>,
    pub refusal: Option<Message>,
}

impl NotePage {
    /// The fragment that offers the choice between two texts.
    pub(super) fn conflict<'a>(&'a self, other: &'a ChangedNote) -> NoteConflictFragment<'a> {
        NoteConflictFragment { path: &self.path, page: self.page, mine: &self.text, other }
    }
}

#[derive(Template)]
#[template(path = "closing/_note_status.html")]
pub(super) struct NoteStatusFragment {
    pub saved_at: Option<DateTime<Utc>>,
}

/// Asks for the passphrase before the note is saved; the note's words go along.
#[derive(Template)]
#[template(path = "closing/note_again.html")]
pub(super) struct AgainPage {
    pub path: String,
    pub text: String,
    pub save: SaveId,
    pub page: PageId,
    pub based_on: String,
    pub refusal: Option<Message>,
}
