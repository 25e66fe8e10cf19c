//! The table on console and phone, and what a form that was refused says.

use askama::Template;

use super::own::OwnConcerns;
use super::table::{ListedConcern, PastMiddleConcern, Table};
use crate::group::Group;
use crate::kit::failure::Error;
use crate::kit::locale::{Message, filters};
use crate::kit::web::Chrome;
use crate::session::{Session, SessionState};

#[derive(Template)]
#[template(path = "concern/_staff_told.html")]
struct ToStaff<'a> {
    table: &'a Table,
    session: &'a Session,
}

#[derive(Template)]
#[template(path = "concern/_members_told.html")]
struct ToMembers<'a> {
    table: &'a Table,
    session: &'a Session,
}

/// The table as all staff see it, as a partial that finds its place.
pub fn told_to_staff(chrome: &Chrome, table: &Table, session: &Session) -> Result<String, Error> {
    chrome.render(&ToStaff { table, session }).map_err(Error::Page)
}

/// What is in the middle as all members see it.
pub fn told_to_members(chrome: &Chrome, table: &Table, session: &Session) -> Result<String, Error> {
    chrome.render(&ToMembers { table, session }).map_err(Error::Page)
}

/// What stands there after somebody changed it meanwhile.
pub(super) struct ChangedConcern {
    pub text: String,
    pub version: i32,
}

/// Something was refused: said inside the form that asked.
#[derive(Template)]
#[template(path = "concern/_refusal.html")]
pub(super) struct ConcernRefusalFragment {
    pub words: String,
    pub theirs: Option<ChangedConcern>,
}

/// The same without a script: a page of its own that keeps what was typed and offers it again.
#[derive(Template)]
#[template(path = "concern/refused.html")]
pub(super) struct ConcernRefusedPage {
    pub words: Message,
    pub theirs: Option<ChangedConcern>,
    /// Where the form goes again.
    pub action: String,
    /// Hidden fields as they were sent.
    pub fields: Vec<(&'static str, String)>,
    /// What was typed: name and words; none when nothing was.
    pub typed: Option<(&'static str, String)>,
    /// Whether it has yet to be chosen if it bears a name, and what was.
    pub choice: Option<String>,
    pub back: String,
}

/// A session's concerns, for whoever reads them after it or beside it.
#[derive(Template)]
#[template(path = "concern/concerns.html")]
pub(super) struct ConcernsPage {
    pub group: Group,
    pub session: Session,
    pub is_staff: bool,
    pub is_therapist: bool,
    /// What was in the middle, in that order.
    pub middle: Vec<PastMiddleConcern>,
    /// To staff: what was laid and never came there.
    pub laid: Vec<ListedConcern>,
    pub mine: OwnConcerns,
}
