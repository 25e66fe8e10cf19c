//! The lines on the console.

use askama::Template;

use super::Line;
use crate::kit::failure::Failure;
use crate::kit::locale::filters;
use crate::kit::web::Chrome;

#[derive(Template)]
#[template(path = "session/_backstage.html")]
struct BackstageFragment<'a> {
    lines: &'a [Line],
}

/// The lines as all staff see them, as a partial that finds its place.
///
/// # Errors
/// When the template cannot be rendered.
pub fn told(chrome: &Chrome, lines: &[Line]) -> Result<String, Failure> {
    chrome.render(&BackstageFragment { lines }).map_err(Failure::Page)
}
