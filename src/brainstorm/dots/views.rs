//! Views of a member's own dots.

use std::borrow::Borrow;
use std::collections::HashMap;

use askama::Template;

use super::DotVote;
use crate::brainstorm::{BrainstormId, IdeaId};
use crate::kit::i18n::filters;

/// The dots a member has given and has left.
#[derive(Clone, Debug)]
pub struct OwnDots {
    pub board: BrainstormId,
    pub round: DotVote,
    pub left: i32,
    /// The number on each idea that takes dots.
    pub on: HashMap<IdeaId, i32>,
}

impl OwnDots {
    /// The number on an idea; none when it takes no dots.
    pub fn on_idea(&self, idea: impl Borrow<IdeaId>) -> Option<i32> {
        self.on.get(idea.borrow()).copied()
    }
}

/// A member's dots after staff entered one for them, shown to that staff member only.
#[derive(Template)]
#[template(path = "brainstorm/_entered.html")]
pub(crate) struct EnteredDots {
    pub name: String,
    pub given: i32,
    pub of: i32,
}

/// A member's dots after they gave one: on that idea, and how many are left.
#[derive(Template)]
#[template(path = "brainstorm/_dots.html")]
pub(crate) struct DotsFragment {
    pub dots: OwnDots,
    pub idea: IdeaId,
    pub form_token: String,
}
