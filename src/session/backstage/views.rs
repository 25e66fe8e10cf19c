//! The lines on the console.

use askama::Template;

use super::BackstageLine;
use crate::kit::error::Error;
use crate::kit::i18n::filters;
use crate::kit::web::Chrome;

#[derive(Template)]
#[template(path = "session/_backstage.html")]
struct BackstageFragment<'a> {
    lines: &'a [BackstageLine],
}

/// Renders the lines for staff, as a partial with its own target.
pub fn lines_fragment(chrome: &Chrome, lines: &[BackstageLine]) -> Result<String, Error> {
    chrome.render(&BackstageFragment { lines }).map_err(Error::Page)
}
