//! The lines on the console.

use askama::Template;

use super::BackstageLine;
use crate::group::Group;
use crate::kit::error::Error;
use crate::kit::i18n::filters;
use crate::kit::web::Chrome;
use crate::session::Session;

#[derive(Template)]
#[template(path = "session/_backstage.html")]
struct BackstageFragment<'a> {
    lines: &'a [BackstageLine],
}

/// The lines of a session, and after it the choice what becomes of them.
#[derive(Template)]
#[template(path = "session/backstage_page.html")]
pub(super) struct BackstagePage {
    pub group: Group,
    pub session: Session,
    pub lines: Vec<BackstageLine>,
    pub kept: bool,
    /// Whether the reader may keep them or throw them away now.
    pub may_settle: bool,
}

/// Renders the lines for staff, as a partial with its own target.
pub fn lines_fragment(chrome: &Chrome, lines: &[BackstageLine]) -> Result<String, Error> {
    chrome.render(&BackstageFragment { lines }).map_err(Error::Page)
}
