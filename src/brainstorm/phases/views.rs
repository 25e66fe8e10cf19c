//! The button *Next*, which the console's page and the stream share.

use askama::Template;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::next::{Next, TakeBack, next, take_back};
use crate::brainstorm::store;
use crate::kit::error::Error;
use crate::kit::i18n::filters;
use crate::kit::web::Chrome;
use crate::session::arc::Course;
use crate::session::{Session, SessionId, SessionState};

/// What the button does, what the page must have shown for it, and the offer to take the last move back.
#[derive(Clone, Copy, Debug)]
pub struct NextButton {
    pub session: SessionId,
    /// The number of the visit on the screen.
    pub seen: i32,
    pub does: Next,
    pub back: Option<TakeBack>,
    /// For how many milliseconds it can be taken back.
    pub lasts: i64,
}

impl NextButton {
    /// None unless the session is live.
    pub async fn load(
        conn: &mut PgConnection,
        session: &Session,
        course: &Course,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, sqlx::Error> {
        let board = store::progress(conn, session.id).await?;
        let board = board.as_ref().map(|(_, board)| board);
        let Some(does) = next(course, board).filter(|_| session.state == SessionState::Live) else { return Ok(None) };
        let back = take_back(course, board, now);
        let lasts = back.map_or(0, |(_, until)| (until - now).num_milliseconds());
        Ok(Some(Self { session: session.id, seen: course.number(), does, back: back.map(|(back, _)| back), lasts }))
    }
}

#[derive(Template)]
#[template(path = "session/_next_fragment.html")]
struct NextFragment {
    next: Option<NextButton>,
}

/// Renders the button as a partial with its own target; for staff only.
pub async fn next_fragment(conn: &mut PgConnection, chrome: &Chrome, session: &Session, course: &Course) -> Result<String, Error> {
    let next = NextButton::load(conn, session, course, chrome.now).await?;
    chrome.render(&NextFragment { next }).map_err(Error::Page)
}
