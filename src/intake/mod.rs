//! Forming a group: whom it is meant for, what each candidate answers, how similar they and the group are, and what the therapist decides.
//! Figures inform; they never decide.

pub mod answer;
pub mod candidate;
pub mod card;
pub mod choices;
pub mod decision;
pub mod decision_store;
pub mod fit;
pub mod gower;
pub mod kind;
pub mod meant;
pub mod routes;
pub mod sentence;
pub mod store;
pub mod strip;
#[cfg(test)]
mod tests;
mod views;

use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

pub use answer::{IntakeAnswer, Part, Profile};
pub use candidate::Applicant;
pub use choices::{AgeBand, Area, CodedChoice, Experience, Goal, Load, Tongue};
pub use decision::Decision;
pub use routes::ApplicantAccess;
pub use views::{PendingMembership, TogetherCard};

crate::ids! {
    /// A person's answer to one step.
    PartId,
    /// A decision of the therapist.
    DecisionId,
}

/// Longest free text of a step, in characters.
pub const WORDS_LIMIT: usize = 1200;
/// Longest short line, in characters: a language, a name, a number to call.
pub const LINE_LIMIT: usize = 80;

crate::coded! {
    /// A question of the intake, on a screen of its own.
    pub enum IntakeStep {
        Age = "age" => key!("intake-age"),
        /// The language they speak most easily.
        Language = "language" => key!("intake-language"),
        /// What brings them.
        Focus = "focus" => key!("intake-focus"),
        /// How heavy it is.
        Load = "load" => key!("intake-load"),
        Goals = "goals" => key!("intake-goals"),
        /// What they hope for.
        Experience = "experience" => key!("intake-experience"),
        /// What is hard to arrange.
        Limits = "limits" => key!("intake-limits"),
        /// Changes ahead in their life.
        Changes = "changes" => key!("intake-changes"),
        /// Other care under way.
        Care = "care" => key!("intake-care"),
        /// The emergency contact.
        Contact = "contact" => key!("intake-contact"),
        /// How severe it is; only the therapist answers.
        Severity = "severity" => key!("intake-severity"),
    }
}

impl IntakeStep {
    /// The questions to a candidate, in this order.
    pub const OWN: [Self; 10] = [
        Self::Age,
        Self::Language,
        Self::Focus,
        Self::Load,
        Self::Goals,
        Self::Experience,
        Self::Limits,
        Self::Changes,
        Self::Care,
        Self::Contact,
    ];

    /// Its question to a candidate.
    pub fn asks(self) -> MessageKey {
        match self {
            Self::Age => key!("intake-age-asks"),
            Self::Language => key!("intake-language-asks"),
            Self::Focus => key!("intake-focus-asks"),
            Self::Load => key!("intake-load-asks"),
            Self::Goals => key!("intake-goals-asks"),
            Self::Experience => key!("intake-experience-asks"),
            Self::Limits => key!("intake-limits-asks"),
            Self::Changes => key!("intake-changes-asks"),
            Self::Care => key!("intake-care-asks"),
            Self::Contact => key!("intake-contact-asks"),
            Self::Severity => key!("intake-severity-asks"),
        }
    }

    pub fn hint(self) -> MessageKey {
        match self {
            Self::Age => key!("intake-age-hint"),
            Self::Language => key!("intake-language-hint"),
            Self::Focus => key!("intake-focus-hint"),
            Self::Load => key!("intake-load-hint"),
            Self::Goals => key!("intake-goals-hint"),
            Self::Experience => key!("intake-experience-hint"),
            Self::Limits => key!("intake-limits-hint"),
            Self::Changes => key!("intake-changes-hint"),
            Self::Care => key!("intake-care-hint"),
            Self::Contact => key!("intake-contact-hint"),
            Self::Severity => key!("intake-severity-hint"),
        }
    }

    /// Its number among the questions to a candidate, from 1.
    pub fn number(self) -> usize {
        Self::OWN.iter().position(|one| *one == self).map_or(0, |at| at + 1)
    }

    pub fn before(self) -> Option<Self> {
        let at = Self::OWN.iter().position(|one| *one == self)?;
        at.checked_sub(1).map(|at| Self::OWN[at])
    }

    pub fn after(self) -> Option<Self> {
        let at = Self::OWN.iter().position(|one| *one == self)?;
        Self::OWN.get(at + 1).copied()
    }
}

impl std::str::FromStr for IntakeStep {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::OWN.into_iter().chain([Self::Severity]).find(|step| step.code() == code).ok_or(())
    }
}

/// The result of saving a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeSave {
    /// The same answer is saved already.
    Kept,
    /// Saved, as this version.
    Written(i32),
    /// Another request saved something else meanwhile: both are shown.
    Conflict,
}

/// Decides a save that is based on version `seen` while `current` is saved (0: nothing yet): no one overwrites what they have not seen.
pub fn save(current: i32, seen: i32, same: bool) -> IntakeSave {
    match (current == seen, same) {
        (_, true) => IntakeSave::Kept,
        (true, false) => IntakeSave::Written(current + 1),
        (false, false) => IntakeSave::Conflict,
    }
}

fn answer_seal_context(practice: PracticeId, id: PartId) -> SealContext {
    SealContext { table: "intake_part", column: "answer", row: id.0, practice: practice.0 }
}

fn note_seal_context(practice: PracticeId, id: DecisionId) -> SealContext {
    SealContext { table: "admission_decision", column: "note", row: id.0, practice: practice.0 }
}
