//! Articles that other groups begin with. They are offered; none is adopted unless the group adopts it.

use crate::key;
use crate::kit::i18n::MessageKey;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Starter {
    /// What is said here stays here.
    Confidence,
    /// Giving hope in hard times.
    Hope,
    /// Speaking feelings without censorship.
    Feelings,
    /// Listening without judging.
    Listening,
    /// Everyone's right to pass.
    Passing,
    /// Coming on time.
    Time,
    /// Speaking of oneself.
    Oneself,
    /// Saying goodbye before leaving.
    Farewell,
}

impl Starter {
    /// In the order in which they are offered.
    pub const ALL: [Self; 8] =
        [Self::Confidence, Self::Listening, Self::Passing, Self::Feelings, Self::Hope, Self::Oneself, Self::Time, Self::Farewell];

    /// Its value in forms and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Confidence => "confidence",
            Self::Hope => "hope",
            Self::Feelings => "feelings",
            Self::Listening => "listening",
            Self::Passing => "passing",
            Self::Time => "time",
            Self::Oneself => "oneself",
            Self::Farewell => "farewell",
        }
    }

    /// What it says.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Confidence => key!("starter-confidence"),
            Self::Hope => key!("starter-hope"),
            Self::Feelings => key!("starter-feelings"),
            Self::Listening => key!("starter-listening"),
            Self::Passing => key!("starter-passing"),
            Self::Time => key!("starter-time"),
            Self::Oneself => key!("starter-oneself"),
            Self::Farewell => key!("starter-farewell"),
        }
    }

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
