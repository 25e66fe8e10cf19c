//! Views of the table on console and phone, and of refused forms.

use askama::Template;

use super::own::OwnConcerns;
use super::table::{ListedConcern, PastMiddleConcern, Table};
use crate::group::Group;
use crate::kit::error::Error;
use crate::kit::i18n::{Message, filters};
use crate::kit::web::Chrome;
use crate::session::{Session, SessionState};

#[derive(Template)]
#[template(path = "concern/_staff_told.html")]
struct StaffTableFragment<'a> {
    table: &'a Table,
    session: &'a Session,
}

#[derive(Template)]
#[template(path = "concern/_members_told.html")]
struct MembersTableFragment<'a> {
    table: &'a Table,
    session: &'a Session,
}

/// Renders the table for all staff, as a partial that replaces its region.
pub fn told_to_staff(chrome: &Chrome, table: &Table, session: &Session) -> Result<String, Error> {
    chrome.render(&StaffTableFragment { table, session }).map_err(Error::Page)
}

/// Renders the middle for all members.
pub fn told_to_members(chrome: &Chrome, table: &Table, session: &Session) -> Result<String, Error> {
    chrome.render(&MembersTableFragment { table, session }).map_err(Error::Page)
}

/// The stored words after another request changed them.
pub(super) struct ChangedConcern {
    pub text: String,
    pub version: i32,
}

/// A refusal within the form that was sent.
#[derive(Template)]
#[template(path = "concern/_refusal.html")]
pub(super) struct ConcernRefusalFragment {
    pub words: String,
    pub current: Option<ChangedConcern>,
}

/// A refusal without a script: a page that keeps what was typed and offers it again.
#[derive(Template)]
#[template(path = "concern/refused.html")]
pub(super) struct ConcernRefusedPage {
    pub words: Message,
    pub current: Option<ChangedConcern>,
    /// The form's action.
    pub action: String,
    /// The hidden fields as they were sent.
    pub fields: Vec<(&'static str, String)>,
    /// The field's name and what was typed; `None` when nothing was.
    pub typed: Option<(&'static str, String)>,
    /// The choice whether it bears a name, if the form asks for it.
    pub choice: Option<String>,
    pub back: String,
}

/// The page of a session's concerns, after it or beside it.
#[derive(Template)]
#[template(path = "concern/concerns.html")]
pub(super) struct ConcernsPage {
    pub group: Group,
    pub session: Session,
    pub is_staff: bool,
    pub is_therapist: bool,
    /// What was in the middle, in order.
    pub middle: Vec<PastMiddleConcern>,
    /// For staff: concerns that were laid and never came to the middle.
    pub laid: Vec<ListedConcern>,
    pub mine: OwnConcerns,
}
