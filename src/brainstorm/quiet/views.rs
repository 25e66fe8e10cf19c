//! What staff look through before a quiet board is opened: words, and nobody's name.

use askama::Template;

use crate::brainstorm::{BrainstormId, IdeaId};
use crate::kit::locale::filters;
use crate::session::SessionId;

/// An idea that staff look at.
pub(crate) struct HeldIdea {
    pub id: IdeaId,
    pub text: String,
    pub held: bool,
}

#[derive(Template)]
#[template(path = "brainstorm/look.html")]
pub(crate) struct LookPage {
    pub session: SessionId,
    pub board: BrainstormId,
    pub question: String,
    /// In no order that tells anything.
    pub ideas: Vec<HeldIdea>,
    /// Whether so many wait that they may be looked at.
    pub more: bool,
}
