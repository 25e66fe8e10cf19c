//! The page of one's own calendar's address.

use askama::Template;

use super::FeedDetail;
use super::store::OwnFeed;
use crate::kit::locale::filters;

/// An address that was made just now: it is shown this once.
pub(super) struct NewFeedAddress {
    pub link: String,
    /// The same, as calendar programs take it from a page.
    pub opens: String,
}

#[derive(Template)]
#[template(path = "session/feed/feed.html")]
pub(super) struct FeedPage {
    pub kept: Option<OwnFeed>,
    pub fresh: Option<NewFeedAddress>,
    pub tells: FeedDetail,
    pub saved: bool,
}
