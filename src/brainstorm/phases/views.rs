//! The button *Next*, which the console's page and the stream share.

use askama::Template;
use sqlx::PgConnection;

use super::next::{BoardNow, Next, next};
use crate::brainstorm::store;
use crate::kit::error::Error;
use crate::kit::i18n::filters;
use crate::kit::web::Chrome;
use crate::session::arc::Course;
use crate::session::{Session, SessionId, SessionState};

/// What the button does, and what the page must have shown for it.
#[derive(Clone, Copy, Debug)]
pub struct NextButton {
    pub session: SessionId,
    /// The number of the visit on the screen.
    pub seen: i32,
    pub does: Next,
}

impl NextButton {
    /// None unless the session is live.
    pub fn of(session: &Session, course: &Course, board: Option<&BoardNow>) -> Option<Self> {
        let does = next(course, board).filter(|_| session.state == SessionState::Live)?;
        Some(Self { session: session.id, seen: course.number(), does })
    }
}

#[derive(Template)]
#[template(path = "session/_next_fragment.html")]
struct NextFragment {
    next: Option<NextButton>,
}

/// Renders the button as a partial with its own target; for staff only.
pub async fn next_fragment(conn: &mut PgConnection, chrome: &Chrome, session: &Session, course: &Course) -> Result<String, Error> {
    let board = store::progress(conn, session.id).await?;
    let next = NextButton::of(session, course, board.as_ref().map(|(_, now)| now));
    chrome.render(&NextFragment { next }).map_err(Error::Page)
}
