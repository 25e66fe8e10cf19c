//! The roll on the console.

use askama::Template;

use super::{Attendee, PageState};
use crate::group::MembershipId;
use crate::kit::error::Error;
use crate::kit::i18n::filters;
use crate::kit::web::Chrome;
use crate::session::Session;

#[derive(Template)]
#[template(path = "session/_roll.html")]
struct RollFragment<'a> {
    session: &'a Session,
    roll: &'a [Attendee],
}

/// Renders the roll for staff, as a partial.
pub fn attendance_fragment(chrome: &Chrome, session: &Session, roll: &[Attendee]) -> Result<String, Error> {
    chrome.render(&RollFragment { session, roll }).map_err(Error::Page)
}

/// The state of open pages, as partials that fill their targets in the roll.
#[derive(Template)]
#[template(path = "session/_presence.html")]
pub(super) struct PresenceFragment {
    pub people: Vec<(MembershipId, Option<PageState>)>,
}
