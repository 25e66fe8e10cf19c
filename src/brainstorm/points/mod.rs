//! Weighing: points are benefits, costs and questions about an idea, from any participant. Like ideas they have names or not, as the board
//! does.

pub mod views;

use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::Refusal;

/// The event kind of a change to one point.
pub const POINT: &str = "point";

/// In characters.
pub const POINT_LIMIT: usize = 300;

crate::coded! {
    pub enum PointKind {
        Benefit = "benefit" => key!("point-benefit"),
        Cost = "cost" => key!("point-cost"),
        /// What the group would have to know first.
        Question = "question" => key!("point-question"),
    }
}

impl PointKind {
    /// The kinds whose number a folded idea shows.
    pub const SIDES: [Self; 2] = [Self::Benefit, Self::Cost];

    /// The text shown while there is none.
    pub fn none(self) -> MessageKey {
        match self {
            Self::Benefit => key!("point-no-benefit"),
            Self::Cost => key!("point-no-cost"),
            Self::Question => key!("point-no-question"),
        }
    }
}

/// Why a new point is refused, beside the reasons of every entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointRefusal {
    /// The idea is withdrawn or merged into another.
    NoSuchIdea,
}

impl Refusal for PointRefusal {
    fn key(&self) -> MessageKey {
        key!("point-refused-no-such-idea")
    }
}
