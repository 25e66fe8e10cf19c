//! The answers of an intake, as they are typed, kept and read.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::choices::{AgeBand, Area, CodedChoice, Experience, Goal, Load, Tongue};
use super::{IntakeStep, LINE_LIMIT, WORDS_LIMIT};
use crate::group::{MembershipId, Severity};
use crate::kit::text::{TextRefusal, clean_line, clean_paragraphs, fold};

/// The answer of one step: what was chosen, and what was written. It is kept as the text of a form, sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IntakeAnswer {
    /// Codes of what was chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<String>,
    /// In the person's own words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The emergency contact's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// How to call the emergency contact.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub call: String,
}

impl IntakeAnswer {
    /// Cleans the typed answer of a step: only what its question offers stays.
    ///
    /// # Errors
    /// The field, and why its text is refused.
    pub fn typed(step: IntakeStep, typed: Self) -> Result<Self, (&'static str, TextRefusal)> {
        let offered: Vec<&str> = match step {
            IntakeStep::Age => codes::<AgeBand>(),
            IntakeStep::Language => codes::<Tongue>(),
            IntakeStep::Focus => codes::<Area>(),
            IntakeStep::Load => codes::<Load>(),
            IntakeStep::Goals => codes::<Goal>(),
            IntakeStep::Experience => codes::<Experience>(),
            IntakeStep::Severity => Severity::ALL.map(Severity::code).to_vec(),
            IntakeStep::Limits | IntakeStep::Changes | IntakeStep::Care | IntakeStep::Contact => Vec::new(),
        };
        let mut chosen: Vec<String> =
            offered.into_iter().filter(|code| typed.chosen.iter().any(|one| one == code)).map(str::to_owned).collect();
        if !step.takes_several() {
            chosen.truncate(1);
        }
        let optional =
            |field: &'static str, text: &str, clean: fn(&str, usize) -> Result<String, TextRefusal>, limit| match clean(text, limit) {
                Err(TextRefusal::Empty) => Ok(String::new()),
                other => other.map_err(|refusal| (field, refusal)),
            };
        let words = match step {
            IntakeStep::Language if chosen.iter().any(|one| one == Tongue::Another.code()) => {
                optional("words", &typed.words, clean_line, LINE_LIMIT)?
            }
            IntakeStep::Age | IntakeStep::Load | IntakeStep::Severity | IntakeStep::Language => String::new(),
            _ => optional("words", &typed.words, clean_paragraphs, WORDS_LIMIT)?,
        };
        let (name, call) = match step {
            IntakeStep::Contact => {
                (optional("name", &typed.name, clean_line, LINE_LIMIT)?, optional("call", &typed.call, clean_line, LINE_LIMIT)?)
            }
            _ => Default::default(),
        };
        Ok(Self { chosen, words, name, call })
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub fn chose(&self, code: &str) -> bool {
        self.chosen.iter().any(|one| one == code)
    }

    /// The text to be sealed.
    pub fn sealed_text(&self) -> String {
        serde_html_form::to_string(self).unwrap_or_default()
    }

    /// Reads the sealed text; `None` when it is no answer.
    pub fn opened(text: &str) -> Option<Self> {
        serde_html_form::from_str(text).ok()
    }

    fn one<T: CodedChoice>(&self) -> Option<T> {
        self.chosen.iter().find_map(|code| T::coded(code))
    }

    fn all<T: CodedChoice>(&self) -> BTreeSet<T> {
        self.chosen.iter().filter_map(|code| T::coded(code)).collect()
    }
}

fn codes<T: CodedChoice>() -> Vec<&'static str> {
    T::CHOICES.iter().map(|one| one.to_code()).collect()
}

impl IntakeStep {
    /// Whether several choices are allowed.
    pub fn takes_several(self) -> bool {
        matches!(self, Self::Focus | Self::Goals)
    }

    /// Whether the step accepts the person's own words (for the language: only one that is not on the list).
    pub fn takes_words(self) -> bool {
        !matches!(self, Self::Age | Self::Load | Self::Severity)
    }
}

/// One step as it is kept.
#[derive(Clone, Debug)]
pub struct Part {
    pub step: IntakeStep,
    /// `None` when its key was destroyed.
    pub answer: Option<IntakeAnswer>,
    /// How often it was written.
    pub version: i32,
    /// Who wrote this version.
    pub written_by: MembershipId,
    pub saved_at: DateTime<Utc>,
}

/// The language a person speaks most easily.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpokenLanguage {
    /// One of the list.
    Ours(Tongue),
    /// Another language: folded for comparison, and as it was written.
    Other(String, String),
}

/// The comparable answers of an intake. A missing answer is left out, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    pub age: Option<AgeBand>,
    /// What brings them; empty when unanswered.
    pub areas: BTreeSet<Area>,
    pub severity: Option<Severity>,
    /// What they hope for; empty when unanswered.
    pub goals: BTreeSet<Goal>,
    pub experience: Option<Experience>,
    pub language: Option<SpokenLanguage>,
}

impl Profile {
    pub fn of(parts: &[Part]) -> Self {
        let answer = |step| parts.iter().find(|part| part.step == step).and_then(|part| part.answer.as_ref());
        Self {
            age: answer(IntakeStep::Age).and_then(IntakeAnswer::one),
            areas: answer(IntakeStep::Focus).map(IntakeAnswer::all).unwrap_or_default(),
            severity: answer(IntakeStep::Severity).and_then(|answer| Severity::ALL.into_iter().find(|one| answer.chose(one.code()))),
            goals: answer(IntakeStep::Goals).map(IntakeAnswer::all).unwrap_or_default(),
            experience: answer(IntakeStep::Experience).and_then(IntakeAnswer::one),
            language: answer(IntakeStep::Language).and_then(|answer| match answer.one()? {
                Tongue::Another if answer.words.is_empty() => None,
                Tongue::Another => Some(SpokenLanguage::Other(fold(&answer.words), answer.words.clone())),
                ours => Some(SpokenLanguage::Ours(ours)),
            }),
        }
    }
}
