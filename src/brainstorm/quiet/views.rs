//! What staff look through before a quiet board opens: words without names.

use askama::Template;

use crate::brainstorm::{BrainstormId, IdeaId};
use crate::kit::i18n::filters;
use crate::session::SessionId;

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
    /// Shuffled.
    pub ideas: Vec<HeldIdea>,
    /// Whether staff are offered further ideas.
    pub more: bool,
}
