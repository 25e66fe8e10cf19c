//! Articles that other groups begin with. They are offered; none is adopted unless the group adopts it.

use crate::key;
use crate::kit::i18n::MessageKey;

crate::coded! {
    /// In the order in which they are offered.
    pub enum Starter {
        /// What is said here stays here.
        Confidence = "confidence" => key!("starter-confidence"),
        /// Listening without judging.
        Listening = "listening" => key!("starter-listening"),
        /// Everyone's right to pass.
        Passing = "passing" => key!("starter-passing"),
        /// Speaking feelings without censorship.
        Feelings = "feelings" => key!("starter-feelings"),
        /// Giving hope in hard times.
        Hope = "hope" => key!("starter-hope"),
        /// Speaking of oneself.
        Oneself = "oneself" => key!("starter-oneself"),
        /// Coming on time.
        Time = "time" => key!("starter-time"),
        /// Saying goodbye before leaving.
        Farewell = "farewell" => key!("starter-farewell"),
    }
}

impl Starter {
    /// Why groups choose it.
    pub fn why(self) -> MessageKey {
        match self {
            Self::Confidence => key!("starter-confidence-why"),
            Self::Hope => key!("starter-hope-why"),
            Self::Feelings => key!("starter-feelings-why"),
            Self::Listening => key!("starter-listening-why"),
            Self::Passing => key!("starter-passing-why"),
            Self::Time => key!("starter-time-why"),
            Self::Oneself => key!("starter-oneself-why"),
            Self::Farewell => key!("starter-farewell-why"),
        }
    }

    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}
