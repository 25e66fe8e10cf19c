//! A member's own dots.

use std::borrow::Borrow;
use std::collections::HashMap;

use askama::Template;

use super::DotVote;
use crate::brainstorm::{BrainstormId, IdeaId};
use crate::kit::locale::filters;

/// What a member has given and has left, while dots are asked for.
#[derive(Clone, Debug)]
pub struct OwnDots {
    pub board: BrainstormId,
    pub round: DotVote,
    /// How many are left.
    pub left: i32,
    /// How many lie on each idea that dots may go to.
    pub on: HashMap<IdeaId, i32>,
}

impl OwnDots {
    /// How many lie on an idea; none when none may go there.
    pub fn here(&self, idea: impl Borrow<IdeaId>) -> Option<i32> {
        self.on.get(idea.borrow()).copied()
    }
}

/// How somebody's dots stand after staff gave one for them: said to that staff member alone.
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
