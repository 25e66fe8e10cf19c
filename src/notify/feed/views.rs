//! The page of the feed's address.

use askama::Template;

use super::FeedDetail;
use super::store::OwnFeed;
use crate::kit::i18n::filters;

/// A newly made address, shown only once.
pub(super) struct NewFeedAddress {
    pub link: String,
    /// The address as a `webcal:` link, which opens a calendar program.
    pub opens: String,
}

#[derive(Template)]
#[template(path = "session/feed/feed.html")]
pub(super) struct FeedPage {
    pub kept: Option<OwnFeed>,
    pub fresh: Option<NewFeedAddress>,
    pub detail: FeedDetail,
    pub saved: bool,
}
