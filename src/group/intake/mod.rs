//! Forming a group: whom it is meant for, what each candidate tells, how they and the group are alike, and what the therapist decides.
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
use crate::kit::locale::MessageKey;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;

pub use answer::{IntakeAnswer, Part, Profile};
pub use candidate::Applicant;
pub use choices::{AgeBand, Area, CodedChoice, Experience, Goal, Load, Tongue};
pub use decision::Decision;
pub use views::{PendingMembership, TogetherCard};

crate::ids! {
    /// What somebody told in one step.
    PartId,
    /// What the therapist decided once.
    DecisionId,
}

/// Characters of what is written freely in a step.
pub const WORDS_LIMIT: usize = 1200;
/// Characters of a short line: a language, a name, a number to call.
pub const LINE_LIMIT: usize = 80;

/// One question of the intake: each has a screen of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum IntakeStep {
    /// The age band.
    Age,
    /// The language they speak most easily.
    Language,
    /// What brings them.
    Focus,
    /// How heavy it is.
    Load,
    /// What they hope for.
    Goals,
    /// Earlier experience of groups.
    Experience,
    /// What is hard to arrange.
    Limits,
    /// Changes ahead in their life.
    Changes,
    /// Other care under way.
    Care,
    /// Whom to call.
    Contact,
    /// How severe it is: the therapist's to say.
    Severity,
}

impl IntakeStep {
    /// What a candidate is asked, in this order.
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

    /// Its name in an address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Language => "language",
            Self::Focus => "focus",
            Self::Load => "load",
            Self::Goals => "goals",
            Self::Experience => "experience",
            Self::Limits => "limits",
            Self::Changes => "changes",
            Self::Care => "care",
            Self::Contact => "contact",
            Self::Severity => "severity",
        }
    }

    /// What it is about, in a word or two.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Age => key!("intake-age"),
            Self::Language => key!("intake-language"),
            Self::Focus => key!("intake-focus"),
            Self::Load => key!("intake-load"),
            Self::Goals => key!("intake-goals"),
            Self::Experience => key!("intake-experience"),
            Self::Limits => key!("intake-limits"),
            Self::Changes => key!("intake-changes"),
            Self::Care => key!("intake-care"),
            Self::Contact => key!("intake-contact"),
            Self::Severity => key!("intake-severity"),
        }
    }

    /// Its question, as a candidate is asked.
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

    /// A word of help under it.
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

    /// Its number among what a candidate is asked, from 1.
    pub fn number(self) -> usize {
        Self::OWN.iter().position(|one| *one == self).map_or(0, |at| at + 1)
    }

    /// The step before it.
    pub fn before(self) -> Option<Self> {
        let at = Self::OWN.iter().position(|one| *one == self)?;
        at.checked_sub(1).map(|at| Self::OWN[at])
    }

    /// The step after it.
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

/// What becomes of a save of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeSave {
    /// It stands there already.
    Kept,
    /// It is written, as this version.
    Written(i32),
    /// Something else was written meanwhile: both are shown.
    Conflict,
}

/// What becomes of a save that was written upon `seen`, where `stands` is (0: nothing yet): nobody overwrites what they have not seen.
pub fn save(stands: i32, seen: i32, same: bool) -> IntakeSave {
    match (stands == seen, same) {
        (_, true) => IntakeSave::Kept,
        (true, false) => IntakeSave::Written(stands + 1),
        (false, false) => IntakeSave::Conflict,
    }
}

fn answer_place(practice: PracticeId, id: PartId) -> SealContext {
    SealContext { table: "intake_part", column: "answer", row: id.0, practice: practice.0 }
}

fn note_place(practice: PracticeId, id: DecisionId) -> SealContext {
    SealContext { table: "admission_decision", column: "note", row: id.0, practice: practice.0 }
}
