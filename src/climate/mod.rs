//! Check-in, check-out and how the group feels: a mood from 0 to 10, which belongs to its author; four nameless questions on the climate;
//! and the group's figures, which freeze at noon of the next day.

pub mod answer_store;
pub mod chart;
pub mod contact_request_store;
pub mod curve;
pub mod figure;
pub mod figure_store;
pub mod finished;
pub mod routes;
pub mod store;
mod views;

use chrono::{DateTime, Utc};

use crate::key;
use crate::kit::i18n::MessageKey;
use crate::kit::refusal::{Refusal, RefusalKind};
use crate::kit::text::plain;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::{SessionState, attendance};

pub use views::{CheckIn, CheckInPlace, FallingGroup, GroupClimate, OpeningCurve, WishedWord};

crate::ids! {
    /// A mood entry.
    MoodId,
    /// One member's answers to the four questions.
    AnswerId,
}

/// The event kind for a change of one's own mood; it is published to no one else.
pub const MOOD: &str = "mood";
/// The range of a mood and of an answer.
pub const VALUES: std::ops::RangeInclusive<u8> = 0..=10;
/// The most characters of the word beside a mood.
pub const WORD_LIMIT: usize = 60;

crate::coded! {
    /// When a member says how they are.
    pub enum Moment {
        /// At check-in.
        In = "in",
        /// At check-out.
        Out = "out",
    }
}

/// How a member is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mood {
    /// The member passes; a choice of equal weight.
    Passed,
    Given {
        /// From 0, very hard, to 10, very good.
        value: u8,
        word: Option<String>,
        /// Whether the therapist may see the value and the word.
        shared: bool,
    },
}

/// One of the four climate questions; their wording is our own, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    Heard,
    Safe,
    Belonging,
    Hope,
}

impl Question {
    /// All four, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Heard, Self::Safe, Self::Belonging, Self::Hope];

    /// The name of its form field.
    pub fn code(self) -> &'static str {
        match self {
            Self::Heard => "heard",
            Self::Safe => "safe",
            Self::Belonging => "belonging",
            Self::Hope => "hope",
        }
    }

    pub fn key(self) -> MessageKey {
        match self {
            Self::Heard => key!("climate-asks-heard"),
            Self::Safe => key!("climate-asks-safe"),
            Self::Belonging => key!("climate-asks-belonging"),
            Self::Hope => key!("climate-asks-hope"),
        }
    }

    /// Its subject, in a word or two.
    pub fn about(self) -> MessageKey {
        match self {
            Self::Heard => key!("climate-heard"),
            Self::Safe => key!("climate-safe"),
            Self::Belonging => key!("climate-belonging"),
            Self::Hope => key!("climate-hope"),
        }
    }
}

/// Answers to the four questions, indexed by [`Question`]; each may be skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub [Option<u8>; 4]);

impl Answers {
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    pub fn to(&self, question: Question) -> Option<u8> {
        self.0[question as usize]
    }

    /// One person's climate: the mean of their answers.
    pub fn mean(&self) -> Option<f64> {
        let given: Vec<f64> = self.0.iter().flatten().map(|value| f64::from(*value)).collect();
        if given.is_empty() { None } else { Some(given.iter().sum::<f64>() / f64::from(u8::try_from(given.len()).unwrap_or(1))) }
    }

    /// The form that is sealed: always of the same length, so that the ciphertext reveals nothing.
    fn write(&self) -> String {
        self.0.map(|value| value.map_or_else(|| "--".to_owned(), |value| format!("{value:02}"))).join("|")
    }

    fn read(text: &str) -> Option<Self> {
        let mut answers = Self::default();
        let mut parts = text.split('|');
        for answer in &mut answers.0 {
            *answer = match parts.next()? {
                "--" => None,
                value => Some(value.parse().ok()?),
            };
        }
        Some(answers)
    }
}

/// Why a mood, an answer or a card is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClimateRefusal {
    /// Nothing was chosen; passing has its own button.
    Nothing,
    NotLive,
    /// The member is not present.
    NotHere,
    /// The member has said it themselves; others may not change it.
    TheirOwn,
    /// The member entered with their own phone, and says it there.
    OwnPhone,
    /// A word without a number.
    WordAlone,
    /// Not a number from 0 to 10.
    NotANumber,
    /// The member did not attend the session.
    NotThere,
    /// The session has not begun, or was cancelled.
    NotYet,
    /// The figures are frozen: the four questions are closed, the mood is not.
    Frozen,
    /// More paper cards than people who can have filled one in.
    TooManyCards,
    NoCard,
    /// Another page has stored a check-out meanwhile.
    GivenMeanwhile,
    /// The member has yet to enter their recovery word, so an earlier answer of theirs cannot be found.
    AnswersClosed,
}

impl Refusal for ClimateRefusal {
    fn key(&self) -> MessageKey {
        match self {
            Self::Nothing => key!("mood-nothing"),
            Self::NotLive => key!("mood-not-live"),
            Self::NotHere => attendance::not_here(),
            Self::TheirOwn => key!("mood-their-own"),
            Self::OwnPhone => key!("attendance-own-phone"),
            Self::WordAlone => key!("mood-word-alone"),
            Self::NotANumber => key!("climate-not-a-number"),
            Self::NotThere => key!("check-out-not-there"),
            Self::NotYet => key!("check-out-not-yet"),
            Self::Frozen => key!("check-out-frozen"),
            Self::TooManyCards => key!("cards-too-many"),
            Self::NoCard => key!("cards-none"),
            Self::GivenMeanwhile => key!("check-out-given-meanwhile"),
            Self::AnswersClosed => key!("recovery-answers-closed"),
        }
    }

    fn kind(&self) -> RefusalKind {
        if *self == Self::GivenMeanwhile { RefusalKind::Conflict } else { RefusalKind::Invalid }
    }
}

/// What a member may still enter at a check-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutStatus {
    /// The session has not begun, or was cancelled.
    NotYet,
    /// The member did not attend.
    NotThere,
    /// Everything can be entered and changed.
    Open,
    /// The figures are frozen: only one's own mood can still be entered.
    Frozen,
}

impl CheckOutStatus {
    /// `due` is when the figures of an ended session freeze; `None` when they are frozen.
    pub fn of(state: SessionState, was_there: bool, due: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        match state {
            SessionState::Planned | SessionState::Cancelled => Self::NotYet,
            SessionState::Live | SessionState::Ended if !was_there => Self::NotThere,
            SessionState::Live => Self::Open,
            SessionState::Ended if due.is_some_and(|due| now < due) => Self::Open,
            SessionState::Ended => Self::Frozen,
        }
    }

    pub fn open(self) -> Result<(), ClimateRefusal> {
        match self {
            Self::Open => Ok(()),
            Self::NotYet => Err(ClimateRefusal::NotYet),
            Self::NotThere => Err(ClimateRefusal::NotThere),
            Self::Frozen => Err(ClimateRefusal::Frozen),
        }
    }

    /// Whether these answers may be saved now.
    pub fn takes(self, answers: &Answers) -> Result<(), ClimateRefusal> {
        match self {
            Self::Frozen if answers.is_empty() => Ok(()),
            other => other.open(),
        }
    }
}

/// Reads a check-in: a pass discards all other fields of the form.
///
/// # Errors
/// [`ClimateRefusal::Nothing`] when the member neither passed nor chose a value.
pub fn check_in_mood(pass: bool, value: Option<u8>, word: Option<String>, shared: bool) -> Result<Mood, ClimateRefusal> {
    if pass {
        return Ok(Mood::Passed);
    }
    let value = value.filter(|value| VALUES.contains(value)).ok_or(ClimateRefusal::Nothing)?;
    Ok(Mood::Given { value, word, shared })
}

/// Reads a check-out: everything can be skipped, so no number means passing; but a word is never silently discarded.
///
/// # Errors
/// [`ClimateRefusal::WordAlone`].
pub fn check_out_mood(value: Option<u8>, word: Option<String>, shared: bool) -> Result<Mood, ClimateRefusal> {
    match (value, word) {
        (Some(value), word) => Ok(Mood::Given { value, word, shared }),
        (None, Some(_)) => Err(ClimateRefusal::WordAlone),
        (None, None) => Ok(Mood::Passed),
    }
}

/// Reads a typed or chosen value, in any digits; an empty field is a skip.
///
/// # Errors
/// [`ClimateRefusal::NotANumber`].
pub fn read_value(typed: &str) -> Result<Option<u8>, ClimateRefusal> {
    match plain(typed).as_str() {
        "" => Ok(None),
        digits => digits.parse().ok().filter(|value| VALUES.contains(value)).map(Some).ok_or(ClimateRefusal::NotANumber),
    }
}

/// Whether staff may write it down for a member: only for one who came without a phone and has not said it themselves. `own` says whether
/// an existing mood is the member's own.
///
/// # Errors
/// [`ClimateRefusal::TheirOwn`] or [`ClimateRefusal::OwnPhone`].
pub fn on_behalf(own: Option<bool>, by_phone: bool) -> Result<(), ClimateRefusal> {
    match own {
        Some(true) => Err(ClimateRefusal::TheirOwn),
        _ if by_phone => Err(ClimateRefusal::OwnPhone),
        _ => Ok(()),
    }
}

fn mood_context(column: &'static str, practice: PracticeId, id: MoodId) -> SealContext {
    SealContext { table: "mood", column, row: id.0, practice: practice.0 }
}

fn answer_context(table: &'static str, practice: PracticeId, id: AnswerId) -> SealContext {
    SealContext { table, column: "answers", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passing_discards_everything_else() {
        assert_eq!(check_in_mood(true, Some(3), Some("tired".to_owned()), true), Ok(Mood::Passed));
        assert_eq!(check_in_mood(false, Some(0), None, false), Ok(Mood::Given { value: 0, word: None, shared: false }));
        assert_eq!(check_in_mood(false, Some(10), None, true), Ok(Mood::Given { value: 10, word: None, shared: true }));
        for nothing in [None, Some(11)] {
            assert_eq!(check_in_mood(false, nothing, Some("tired".to_owned()), false), Err(ClimateRefusal::Nothing));
        }
    }

    #[test]
    fn a_check_out_may_skip_the_number_but_keeps_the_word() {
        assert_eq!(check_out_mood(None, None, true), Ok(Mood::Passed));
        assert_eq!(check_out_mood(None, Some("tired".to_owned()), false), Err(ClimateRefusal::WordAlone));
        let given = Mood::Given { value: 4, word: Some("tired".to_owned()), shared: true };
        assert_eq!(check_out_mood(Some(4), Some("tired".to_owned()), true), Ok(given));
    }

    #[test]
    fn attendees_may_answer_the_climate_until_noon_and_the_mood_for_longer() {
        use SessionState::{Cancelled, Ended, Live, Planned};
        let noon = DateTime::UNIX_EPOCH;
        let (before, after) = (noon - chrono::TimeDelta::seconds(1), noon);
        for (state, was_there, due, now, expected) in [
            (Planned, false, None, before, CheckOutStatus::NotYet),
            (Cancelled, true, None, before, CheckOutStatus::NotYet),
            (Live, false, None, before, CheckOutStatus::NotThere),
            (Live, true, None, before, CheckOutStatus::Open),
            (Ended, false, Some(noon), before, CheckOutStatus::NotThere),
            (Ended, true, Some(noon), before, CheckOutStatus::Open),
            // The clock decides, even before the freeze job has run.
            (Ended, true, Some(noon), after, CheckOutStatus::Frozen),
            (Ended, true, None, after, CheckOutStatus::Frozen),
        ] {
            assert_eq!(CheckOutStatus::of(state, was_there, due, now), expected, "{state:?} {was_there} {due:?}");
        }
        let (none, some) = (Answers::default(), Answers([Some(3), None, None, None]));
        assert_eq!((CheckOutStatus::Frozen.takes(&none), CheckOutStatus::Frozen.takes(&some)), (Ok(()), Err(ClimateRefusal::Frozen)));
        assert_eq!((CheckOutStatus::Open.takes(&some), CheckOutStatus::NotThere.takes(&none)), (Ok(()), Err(ClimateRefusal::NotThere)));
    }

    #[test]
    fn a_value_is_read_in_any_digits() {
        for (typed, value) in [("", Ok(None)), (" ", Ok(None)), ("0", Ok(Some(0))), ("۱۰", Ok(Some(10))), ("٧", Ok(Some(7)))] {
            assert_eq!(read_value(typed), value, "{typed}");
        }
        for typed in ["11", "-1", "6.5", "six", "007x"] {
            assert_eq!(read_value(typed), Err(ClimateRefusal::NotANumber), "{typed}");
        }
    }

    #[test]
    fn staff_cannot_change_what_a_member_said_themselves() {
        assert_eq!((on_behalf(None, false), on_behalf(Some(false), false)), (Ok(()), Ok(())));
        assert_eq!(
            (on_behalf(Some(true), false), on_behalf(Some(true), true)),
            (Err(ClimateRefusal::TheirOwn), Err(ClimateRefusal::TheirOwn))
        );
        assert_eq!((on_behalf(None, true), on_behalf(Some(false), true)), (Err(ClimateRefusal::OwnPhone), Err(ClimateRefusal::OwnPhone)));
    }

    #[test]
    fn answers_are_sealed_at_one_length_and_can_be_read_again() {
        let all = [Answers::default(), Answers([Some(0), None, Some(10), Some(7)]), Answers([Some(10); 4])];
        for answers in all {
            assert_eq!(answers.write().len(), 11);
            assert_eq!(Answers::read(&answers.write()), Some(answers));
        }
        assert_eq!(Answers::read("07|08"), None);
        assert_eq!(Answers([Some(4), None, Some(9), Some(8)]).mean(), Some(7.0));
        assert_eq!(Answers::default().mean(), None);
        assert_eq!(Answers([Some(1), Some(2), Some(3), Some(4)]).to(Question::Belonging), Some(3));
    }
}
