//! The pages of the closing.

use askama::Template;
use chrono::{DateTime, Utc};

use super::assembled::Section;
use super::{Content, DraftId, PageId, SaveId};
use crate::charter::diff::Diff;
use crate::group::Group;
use crate::kit::i18n::{Message, filters};
use crate::session::{Session, SessionId, SessionState};

/// Who will see the closing, in numbers and names.
pub(super) struct Readers {
    /// Active members who belonged to the group on the session's day.
    pub may: usize,
    /// Active members.
    pub of: usize,
    pub facilitators: Vec<String>,
}

#[derive(Template)]
#[template(path = "closing/desk.html")]
pub(super) struct ClosingDeskPage {
    pub group: Group,
    pub session: Session,
    pub is_therapist: bool,
    /// Whether the reader keeps private notes: a substitute could not read them again.
    pub keeps_notes: bool,
    pub may_write: bool,
    pub summary: String,
    pub points: Vec<String>,
    pub save: SaveId,
    pub page: PageId,
    pub based_on: Option<SaveId>,
    /// The current draft: version, number, when it was saved.
    pub head: Option<(i32, i32, DateTime<Utc>)>,
    /// The last published version: number and when it was published.
    pub published: Option<(i32, DateTime<Utc>)>,
    /// When the held closing goes out.
    pub goes_out: Option<DateTime<Utc>>,
    /// How many texts were set aside.
    pub asides: usize,
    pub sections: Vec<Section>,
    pub readers: Readers,
    /// The field that shows a refusal, and its words.
    pub refusal: Option<(&'static str, Message)>,
}

impl ClosingDeskPage {
    /// The refusal shown beside this field.
    pub(super) fn error(&self, field: &str) -> Option<&Message> {
        self.refusal.as_ref().filter(|(name, _)| *name == field).map(|(_, words)| words)
    }

    /// The points, followed by an empty one while there is room.
    pub(super) fn rows(&self) -> Vec<&str> {
        let more = (self.points.len() < super::POINTS).then_some("");
        self.points.iter().map(String::as_str).chain(more).collect()
    }

    /// The number of the next version.
    pub(super) fn next(&self) -> i32 {
        self.published.map_or(1, |(number, _)| number + 1)
    }
}

/// The state of the draft, beside the page's title.
#[derive(Template)]
#[template(path = "closing/_status.html")]
pub(super) struct DraftStatusFragment {
    pub head: Option<(i32, i32, DateTime<Utc>)>,
    pub published: Option<(i32, DateTime<Utc>)>,
}

/// Why a save was refused.
#[derive(Template)]
#[template(path = "closing/_refusal.html")]
pub(super) struct ClosingRefusalFragment {
    pub words: String,
}

/// Two texts and the choice between them.
#[derive(Template)]
#[template(path = "closing/_conflict.html")]
pub(super) struct ClosingConflictFragment {
    pub session: SessionId,
    pub mine: Content,
    pub theirs: Content,
    pub both: Content,
    /// The other text's author.
    pub by: Option<String>,
    pub saved_at: DateTime<Utc>,
    pub based_on: SaveId,
    pub saves: [SaveId; 2],
    pub page: PageId,
    /// Whether the form was meant to publish; it did not.
    pub was_to_be_sent: bool,
}

#[derive(Template)]
#[template(path = "closing/conflict.html")]
pub(super) struct ConflictPage {
    pub group: Group,
    pub session: Session,
    pub fragment: ClosingConflictFragment,
}

/// A draft in the list of earlier ones.
pub(super) struct DraftRow {
    pub id: DraftId,
    pub version: i32,
    /// None when it was set aside.
    pub number: Option<i32>,
    pub by: Option<String>,
    pub saved_at: DateTime<Utc>,
    pub content: Option<Content>,
    pub is_current: bool,
}

#[derive(Template)]
#[template(path = "closing/drafts.html")]
pub(super) struct DraftsPage {
    pub group: Group,
    pub session: Session,
    pub rows: Vec<DraftRow>,
}

/// The changes since the version before.
pub(super) struct ClosingComparison {
    pub from: i32,
    pub summary: Option<Diff>,
    pub points: Option<Diff>,
}

#[derive(Template)]
#[template(path = "closing/read.html")]
pub(super) struct ReadPage {
    pub group: Group,
    pub session: Session,
    pub content: Option<Content>,
    pub number: i32,
    pub newest: i32,
    pub published_at: DateTime<Utc>,
    pub compared: Option<ClosingComparison>,
    pub is_staff: bool,
}

/// Nothing to read: not yet, or not for this reader.
#[derive(Template)]
#[template(path = "closing/wait.html")]
pub(super) struct WaitPage {
    pub group: Group,
    pub session: Session,
    pub may: bool,
}

#[derive(Template)]
#[template(path = "closing/print.html")]
pub(super) struct ClosingPrintPage {
    pub group: Group,
    pub session: Session,
    pub content: Option<Content>,
    pub number: i32,
    pub published_at: DateTime<Utc>,
}
