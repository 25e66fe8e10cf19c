//! Views of check-in, check-out, paper cards, what was shared, and the group's climate as charts.

use std::borrow::Borrow;

use askama::Template;
use chrono::DateTime;
use chrono_tz::Tz;

use super::answer_store::SharedAnswers;
use super::chart::{self, Chart};
use super::contact_request_store::ContactRequest;
use super::curve::{self, Calm, HeldSession, OpeningText};
use super::figure::{FigureKind, ShownFigure};
use super::store::SharedMood;
use super::{Answers, CheckOutStatus, ClimateRefusal, Mood, Question, read_value};
use crate::group::{Group, GroupId, MembershipId};
use crate::key;
use crate::kit::i18n::{Locale, Message, MessageKey, filters};
use crate::kit::refusal::Refusal;
use crate::session::substitution::NamedSubstitution;
use crate::session::{Session, SessionId};

/// One person's check-in: the form, or what they said.
#[derive(Clone, Debug)]
pub struct CheckIn {
    pub session: SessionId,
    pub mood: Option<Mood>,
    /// The refused input: value, word, and whether to share it.
    pub typed: Option<(Option<u8>, String, bool)>,
    /// Whether the session is at the stage where everyone is asked.
    pub arriving: bool,
}

impl CheckIn {
    /// The form's action.
    pub fn action(&self) -> String {
        format!("/sessions/{}/check-in", self.session)
    }

    pub fn chose(&self, one: impl Borrow<u8>) -> bool {
        let chosen = match (&self.typed, &self.mood) {
            (Some((value, ..)), _) => value.as_ref(),
            (None, Some(Mood::Given { value, .. })) => Some(value),
            (None, _) => None,
        };
        chosen == Some(one.borrow())
    }

    pub fn word(&self) -> &str {
        match (&self.typed, &self.mood) {
            (Some((_, word, _)), _) | (None, Some(Mood::Given { word: Some(word), .. })) => word,
            (None, _) => "",
        }
    }

    pub fn shared(&self) -> bool {
        matches!((&self.typed, &self.mood), (Some((_, _, true)), _) | (None, Some(Mood::Given { shared: true, .. })))
    }
}

/// The part of a phone's page that belongs to its owner alone, as a partial that fills it.
#[derive(Template)]
#[template(path = "climate/_check_in.html")]
pub struct CheckInPlace {
    /// `None` empties it.
    pub check_in: Option<CheckIn>,
}

#[derive(Template)]
#[template(path = "climate/on_behalf.html")]
pub(super) struct OnBehalfPage {
    pub session: Session,
    pub member: MembershipId,
    /// The form's action.
    pub action: String,
    pub name: String,
    /// Why staff may not write it.
    pub refused_to_staff: Option<ClimateRefusal>,
    /// Check-out, not check-in.
    pub leaving: bool,
    /// The group meets online: staff may also write down where the member is.
    pub online: bool,
    pub check_in: CheckIn,
    pub refusal: Option<Message>,
}

/// The values of the check-out form.
#[derive(Clone, Debug, Default)]
pub(super) struct CheckOutForm {
    pub value: String,
    pub word: String,
    pub answers: [String; 4],
    pub share: bool,
    pub wish: bool,
}

impl CheckOutForm {
    /// From the stored values.
    pub fn given(mood: Option<&Mood>, given: Option<(Answers, bool)>, wish: bool) -> Self {
        let (answers, answers_shared) = given.unwrap_or_default();
        let text = |value: Option<u8>| value.map(|value| value.to_string()).unwrap_or_default();
        let (value, word, shared) = match mood {
            Some(Mood::Given { value, word, shared }) => (Some(*value), word.clone().unwrap_or_default(), *shared),
            Some(Mood::Passed) | None => (None, String::new(), false),
        };
        Self { value: text(value), word, answers: answers.0.map(text), share: shared || answers_shared, wish }
    }

    fn of(&self, field: &str) -> &str {
        let at = Question::ALL.iter().position(|question| question.code() == field);
        at.map_or(self.value.as_str(), |at| &self.answers[at])
    }

    /// Whether this value is chosen in this field.
    pub fn chose(&self, field: &str, one: impl Borrow<u8>) -> bool {
        read_value(self.of(field)) == Ok(Some(*one.borrow()))
    }

    pub fn chosen(&self, field: &str) -> Option<u8> {
        read_value(self.of(field)).ok().flatten()
    }

    pub fn answered(&self) -> bool {
        self.answers.iter().any(|answer| !answer.trim().is_empty())
    }
}

#[derive(Template)]
#[template(path = "climate/check_out.html")]
pub(super) struct CheckOutPage {
    pub group: Group,
    pub session: Session,
    pub check_out: CheckOutStatus,
    pub until: DateTime<Tz>,
    /// The substitutes of the therapist, who see what is shared.
    pub in_place: Vec<NamedSubstitution>,
    pub form: CheckOutForm,
    /// What is stored, with its version in `seen`; `None` before the first check-out.
    pub kept: Option<CheckOutForm>,
    pub seen: String,
    pub refusal: Option<Message>,
}

impl CheckOutPage {
    /// The form's action.
    pub fn action(&self) -> String {
        format!("/sessions/{}/check-out", self.session.id)
    }
}

/// Replaces a script's form once its values are stored.
#[derive(Template)]
#[template(path = "climate/_check_out_kept.html")]
pub(super) struct CheckOutKept {
    /// The page where they can be read and changed.
    pub page: String,
}

/// What is stored meanwhile, with its version in `seen`, within the form that was sent: the next submission is based on it.
#[derive(Template)]
#[template(path = "climate/_check_out_meanwhile.html")]
pub(super) struct CheckOutMeanwhile {
    pub kept: CheckOutForm,
    pub seen: String,
}

#[derive(Template)]
#[template(path = "climate/cards.html")]
pub(super) struct CardsPage {
    pub group: Group,
    pub session: Session,
    pub check_out: CheckOutStatus,
    /// How many cards were entered before.
    pub entered: usize,
    pub rows: Vec<[String; 4]>,
    pub refusal: Option<ClimateRefusal>,
}

#[derive(Template)]
#[template(path = "climate/shared.html")]
pub(super) struct SharedPage {
    pub group: Group,
    pub session: Session,
    pub arrival_moods: Vec<SharedMood>,
    pub departure_moods: Vec<SharedMood>,
    pub answers: Vec<SharedAnswers>,
    pub words: Vec<ContactRequest>,
}

/// One chart, its formula, and the columns of the table behind it.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its id in the page.
    pub id: &'static str,
    pub title: MessageKey,
    /// How it is computed, in words.
    pub formula: MessageKey,
    /// The table's columns; the first `drawn` are drawn.
    pub columns: Vec<(MessageKey, FigureKind)>,
    drawn: usize,
    pub chart: Chart,
}

impl Figure {
    fn new(
        id: &'static str,
        title: MessageKey,
        formula: MessageKey,
        columns: Vec<(MessageKey, FigureKind)>,
        drawn: usize,
        held: &[HeldSession],
        locale: Locale,
    ) -> Self {
        let kinds: Vec<FigureKind> = columns.iter().take(drawn).map(|(_, kind)| *kind).collect();
        let chart = chart::draw(held, &kinds, locale.dir() == "rtl");
        Self { id, title, formula, columns, drawn, chart }
    }

    pub fn drawn_columns(&self) -> &[(MessageKey, FigureKind)] {
        &self.columns[..self.drawn]
    }

    fn climate(held: &[HeldSession], locale: Locale) -> Self {
        let questions = [FigureKind::Heard, FigureKind::Safe, FigureKind::Belonging, FigureKind::Hope].into_iter().zip(Question::ALL);
        let mut columns = vec![(key!("climate-title"), FigureKind::Climate)];
        columns.extend(questions.map(|(kind, question)| (question.about(), kind)));
        Self::new("climate", key!("climate-title"), key!("climate-formula"), columns, 1, held, locale)
    }
}

#[derive(Template)]
#[template(path = "climate/climate.html")]
pub(super) struct ClimatePage {
    pub group: Group,
    pub is_staff: bool,
    pub held: Vec<HeldSession>,
    pub calm: Calm,
    pub figures: Vec<Figure>,
}

impl ClimatePage {
    /// Chooses the figures by role: only staff see the balance of voices.
    pub fn new(group: Group, is_staff: bool, held: Vec<HeldSession>, locale: Locale) -> Self {
        let draw = |id, title, formula, columns: Vec<(MessageKey, FigureKind)>| {
            let drawn = columns.len();
            Figure::new(id, title, formula, columns, drawn, &held, locale)
        };
        let trust = vec![(key!("climate-safe"), FigureKind::Safe)];
        let moods = vec![(key!("climate-mood-in"), FigureKind::MoodIn), (key!("climate-mood-out"), FigureKind::MoodOut)];
        let mut figures = vec![
            Figure::climate(&held, locale),
            draw("trust", key!("climate-trust-title"), key!("climate-trust-formula"), trust),
            draw("mood", key!("climate-mood-title"), key!("climate-mood-formula"), moods),
        ];
        if is_staff {
            let balance = vec![(key!("climate-balance"), FigureKind::Balance)];
            figures.push(draw("balance", key!("climate-balance-title"), key!("climate-balance-formula"), balance));
        }
        let kept = vec![(key!("climate-kept"), FigureKind::Kept)];
        figures.push(draw("kept", key!("climate-kept-title"), key!("climate-kept-formula"), kept));
        let attendance = vec![(key!("climate-attendance"), FigureKind::Attendance)];
        figures.push(draw("attendance", key!("climate-attendance-title"), key!("climate-attendance-formula"), attendance));
        let calm = curve::calm(&held);
        Self { group, is_staff, held, calm, figures }
    }
}

/// The small chart on a group's page.
pub struct GroupClimate {
    pub figure: Figure,
    pub held: Vec<HeldSession>,
    pub calm: Calm,
}

impl GroupClimate {
    /// `None` before the first figures are frozen.
    pub fn of(held: Vec<HeldSession>, locale: Locale) -> Option<Self> {
        if !held.iter().any(|one| one.frozen) {
            return None;
        }
        Some(Self { figure: Figure::climate(&held, locale), calm: curve::calm(&held), held })
    }
}

/// The text before a session, on phone and console.
pub struct OpeningCurve {
    pub group: GroupId,
    pub says: OpeningText,
}

/// A wish for a word, on the therapist's home page.
pub struct WishedWord {
    pub group: String,
    pub request: ContactRequest,
}

/// A group whose climate falls, on the therapist's home page.
pub struct FallingGroup {
    pub id: GroupId,
    pub name: String,
    pub means: [String; 3],
    /// The latest session of the fall.
    pub since: SessionId,
}
