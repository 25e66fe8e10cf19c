//! The choices of an intake. Each has a code that is kept and a word that is read. The lists are short, so that no one has to look for
//! themselves in a catalogue, and beside each list there is room for one's own words.

use crate::key;

pub use crate::group::profile::{AgeBand, Area};
pub use crate::kit::coded::CodedChoice;

crate::coded! {
    /// What a person hopes for.
    pub enum Goal {
        Heard = "heard" => key!("goal-heard"),
        /// To say what was never said.
        Say = "say" => key!("goal-say"),
        /// To know oneself.
        Know = "know" => key!("goal-know"),
        /// Ways through hard days.
        Ways = "ways" => key!("goal-ways"),
        /// To be closer to others.
        Closer = "closer" => key!("goal-closer"),
        /// To carry it more lightly.
        Lighter = "lighter" => key!("goal-lighter"),
    }
    /// Earlier experience of such groups, from none to much.
    pub enum Experience {
        Never = "never" => key!("experience-never"),
        /// A few sessions.
        Some = "some" => key!("experience-some"),
        /// A whole course, or more.
        Much = "much" => key!("experience-much"),
    }
    /// How heavy it is, in the candidate's plain words. It is read beside the severity, and never counted as one.
    pub enum Load {
        /// Light enough to carry.
        Light = "light" => key!("load-light"),
        /// Heavy on some days.
        SomeDays = "some-days" => key!("load-some-days"),
        /// Heavy on most days.
        MostDays = "most-days" => key!("load-most-days"),
        /// More than one can carry alone.
        TooMuch = "too-much" => key!("load-too-much"),
    }
    /// The language a person speaks most easily.
    pub enum Tongue {
        Persian = "fa" => key!("tongue-persian"),
        English = "en" => key!("tongue-english"),
        /// Another, in the person's own word.
        Another = "another" => key!("tongue-another"),
    }
}

impl Experience {
    pub fn any(self) -> bool {
        self != Self::Never
    }
}
