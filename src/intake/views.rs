//! The pages of the intake: the candidate's, and the therapist's.

use askama::Template;
use chrono::{DateTime, Utc};

use super::answer::{IntakeAnswer, Part, SpokenLanguage};
use super::choices::{AgeBand, Area, CodedChoice, Experience, Goal, Load, Tongue};
use super::decision::ApplicantStatus;
use super::decision_store::Decided;
use super::gower::Dimension;
use super::kind::OnlyOne;
use super::strip::{Cell, Label, Strip};
use super::{DecisionId, IntakeStep};
use crate::group::{Group, GroupId, Membership, MembershipId, Severity};
use crate::kit::i18n::{Locale, Message, MessageKey, filters};
use crate::kit::web::FormErrors;

/// A group that a person waits for or was not admitted to, as their home page shows it.
pub struct PendingMembership {
    pub group: GroupId,
    pub name: String,
    pub status: ApplicantStatus,
    /// Since when they are on the waiting list.
    pub listed: Option<DateTime<Utc>>,
    /// Whether they have questions to answer: a colleague who waits has none.
    pub asks: bool,
    /// How many questions they have answered.
    pub answered: usize,
}

/// The group by itself, in short, for its page.
pub struct TogetherCard {
    pub figure: Option<u8>,
    /// The figure in words.
    pub says: String,
    /// How many members the figure includes, of how many.
    pub counted: (usize, usize),
    pub waiting: usize,
}

/// A step as its page shows it.
pub(super) struct IntakeStepView {
    pub step: IntakeStep,
    pub answer: IntakeAnswer,
    pub version: i32,
    pub saved_at: Option<DateTime<Utc>>,
    /// Whether another person wrote it.
    pub by_other: bool,
    /// The field that was refused, and why.
    pub refusal: Option<(&'static str, Message)>,
    /// The current answer, when another request saved it meanwhile.
    pub meanwhile: Option<IntakeAnswer>,
}

impl IntakeStepView {
    pub(super) fn of(step: IntakeStep, part: Option<&Part>, me: MembershipId) -> Self {
        Self {
            step,
            answer: part.and_then(|part| part.answer.clone()).unwrap_or_default(),
            version: part.map_or(0, |part| part.version),
            saved_at: part.map(|part| part.saved_at),
            by_other: part.is_some_and(|part| part.written_by != me),
            refusal: None,
            meanwhile: None,
        }
    }

    pub(super) fn refusal_of(&self, field: &str) -> Option<&Message> {
        self.refusal.as_ref().filter(|(name, _)| *name == field).map(|(_, words)| words)
    }

    /// Code, word, and whether it is chosen.
    pub(super) fn options(&self) -> Vec<(&'static str, MessageKey, bool)> {
        let option = |(code, key): (&'static str, MessageKey)| (code, key, self.answer.chose(code));
        offered(self.step).into_iter().map(option).collect()
    }
}

fn listed<T: CodedChoice>() -> Vec<(&'static str, MessageKey)> {
    T::CHOICES.iter().map(|one| (one.to_code(), one.to_key())).collect()
}

fn offered(step: IntakeStep) -> Vec<(&'static str, MessageKey)> {
    match step {
        IntakeStep::Age => listed::<AgeBand>(),
        IntakeStep::Language => listed::<Tongue>(),
        IntakeStep::Focus => listed::<Area>(),
        IntakeStep::Load => listed::<Load>(),
        IntakeStep::Goals => listed::<Goal>(),
        IntakeStep::Experience => listed::<Experience>(),
        IntakeStep::Severity => Severity::ALL.iter().map(|one| (one.code(), one.key())).collect(),
        IntakeStep::Limits | IntakeStep::Changes | IntakeStep::Care | IntakeStep::Contact => Vec::new(),
    }
}

/// An answer to be read: the words of what was chosen, and what was written.
pub(super) struct AnswerInWords<'a> {
    pub chosen: Vec<MessageKey>,
    pub answer: &'a IntakeAnswer,
}

impl<'a> AnswerInWords<'a> {
    pub(super) fn of(step: &IntakeStep, answer: &'a IntakeAnswer) -> Self {
        Self { chosen: offered(*step).into_iter().filter(|(code, _)| answer.chose(code)).map(|(_, key)| key).collect(), answer }
    }
}

#[derive(Template)]
#[template(path = "intake/own.html")]
pub(super) struct OwnIntakePage {
    pub group: GroupId,
    pub name: String,
    pub therapist: Option<String>,
    pub status: ApplicantStatus,
    pub listed: Option<DateTime<Utc>>,
    pub steps: Vec<IntakeStepView>,
}

impl OwnIntakePage {
    fn answered(&self) -> usize {
        self.steps.iter().filter(|ask| !ask.answer.is_empty()).count()
    }

    /// The first question without an answer.
    fn next(&self) -> Option<IntakeStep> {
        self.steps.iter().find(|ask| ask.answer.is_empty()).map(|ask| ask.step)
    }
}

#[derive(Template)]
#[template(path = "intake/step.html")]
pub(super) struct StepPage {
    pub group: GroupId,
    pub name: String,
    pub therapist: Option<String>,
    pub ask: IntakeStepView,
    /// The URL of its form.
    pub path: String,
}

#[derive(Template)]
#[template(path = "intake/_kept.html")]
pub(super) struct KeptFragment {
    pub saved_at: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "intake/_refused.html")]
pub(super) struct RefusedFragment {
    pub words: String,
}

#[derive(Template)]
#[template(path = "intake/_meanwhile.html")]
pub(super) struct MeanwhileFragment {
    pub step: IntakeStep,
    pub meanwhile: IntakeAnswer,
}

#[derive(Template)]
#[template(path = "intake/sheet.html")]
pub(super) struct SheetPage {
    pub group: Group,
    pub member: MembershipId,
    pub name: Option<String>,
    pub steps: Vec<IntakeStepView>,
    /// Whether there is an emergency contact; the contact itself has a page of its own.
    pub has_contact: bool,
}

#[derive(Template)]
#[template(path = "intake/contact.html")]
pub(super) struct ContactPage {
    pub group: Group,
    pub member: MembershipId,
    pub name: Option<String>,
    pub ask: IntakeStepView,
    pub path: String,
}

/// A criterion of the group, and how the candidate fits it.
pub(super) struct MeantRow {
    pub dimension: MessageKey,
    pub fit: MessageKey,
    pub mark: &'static str,
    pub group: Vec<Label>,
}

#[derive(Template)]
#[template(path = "intake/fit.html")]
pub(super) struct FitPage {
    pub group: Group,
    pub member: MembershipId,
    pub name: String,
    /// Whether the group is closed and has begun.
    pub closed: bool,
    pub waiting: bool,
    pub in_group: bool,
    pub figure: Option<u8>,
    pub says: String,
    /// How many members the figure includes, of how many.
    pub counted: (usize, usize),
    /// How many of the candidate's six dimensions are known.
    pub known: usize,
    pub strips: Vec<Strip>,
    pub alone: Vec<OnlyOne>,
    pub meant: Vec<MeantRow>,
    /// For each member: name, each dimension, and the mean.
    pub table: Vec<(Option<String>, Vec<Cell>, Cell)>,
    /// The group's figure now, and with the candidate.
    pub change: (Option<u8>, Option<u8>),
    /// Steps that are read and not compared, with their answers.
    pub words: Vec<(IntakeStep, IntakeAnswer)>,
    pub has_contact: bool,
    pub listed: Option<DateTime<Utc>>,
    pub decided: Vec<Decided>,
    pub id: DecisionId,
    pub note: String,
    pub errors: FormErrors,
}

impl FitPage {
    pub(super) fn answer_in_words<'a>(&self, step: &IntakeStep, answer: &'a IntakeAnswer) -> AnswerInWords<'a> {
        AnswerInWords::of(step, answer)
    }
}

/// A person who waits, as the group's own page lists them.
pub(super) struct WaitingRow {
    pub one: Membership,
    pub listed: Option<DateTime<Utc>>,
    pub answered: usize,
    pub fit: Option<u8>,
    /// The group's figure with them.
    pub then: Option<u8>,
    pub alone: Vec<OnlyOne>,
    /// Who would no longer be the only one.
    pub no_longer: Vec<Option<String>>,
    pub first: bool,
    pub last: bool,
}

#[derive(Template)]
#[template(path = "intake/together.html")]
pub(super) struct TogetherPage {
    pub group: Group,
    pub figure: Option<u8>,
    pub says: String,
    pub counted: (usize, usize),
    pub pairs: usize,
    pub strips: Vec<Strip>,
    /// Who is the only one of their kind now.
    pub alone: Vec<(Option<String>, Vec<OnlyOne>)>,
    /// All pairs: names across and down, and each one's mean.
    pub matrix: Vec<(Option<String>, Vec<Cell>, Cell)>,
    /// Who has not answered anything yet.
    pub silent: Vec<(MembershipId, Option<String>)>,
    pub asked: Vec<WaitingRow>,
    pub kept: Vec<WaitingRow>,
}

/// Typed values of whom a group is meant for.
pub(super) struct ProfileTyped {
    pub focus: String,
    pub areas: Vec<String>,
    pub age_from: String,
    pub age_to: String,
    pub severity: (Option<Severity>, Option<Severity>),
    pub locale: Locale,
    pub version: i32,
}

impl ProfileTyped {
    fn chose(&self, area: &Area) -> bool {
        self.areas.iter().any(|one| one == area.code())
    }
}

#[derive(Template)]
#[template(path = "intake/profile.html")]
pub(super) struct ProfilePage {
    pub group: Group,
    pub typed: ProfileTyped,
    /// Whether another request changed it meanwhile.
    pub meanwhile: bool,
    pub errors: FormErrors,
}
