//! Views of the table on console and phone.

use askama::Template;

use super::own::OwnConcerns;
use super::table::{ListedConcern, PastMiddleConcern, Table};
use crate::group::Group;
use crate::kit::error::Error;
use crate::kit::i18n::filters;
use crate::kit::web::Chrome;
use crate::session::{Session, SessionState};

#[derive(Template)]
#[template(path = "concern/_staff_fragment.html")]
struct StaffTableFragment<'a> {
    table: &'a Table,
    session: &'a Session,
}

#[derive(Template)]
#[template(path = "concern/_members_fragment.html")]
struct MembersTableFragment<'a> {
    table: &'a Table,
    session: &'a Session,
}

/// Renders the table for all staff, as a partial that replaces its region.
pub fn staff_fragment(chrome: &Chrome, table: &Table, session: &Session) -> Result<String, Error> {
    chrome.render(&StaffTableFragment { table, session }).map_err(Error::Page)
}

/// Renders the middle for all members.
pub fn members_fragment(chrome: &Chrome, table: &Table, session: &Session) -> Result<String, Error> {
    chrome.render(&MembersTableFragment { table, session }).map_err(Error::Page)
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
