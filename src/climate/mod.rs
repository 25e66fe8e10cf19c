//! How people come and go, and how the group feels: mood from 0 to 10, its owner's; four questions of the climate, nobody's by name;
//! and the figures of the group, which freeze at noon of the next day.

pub mod answer_store;
pub mod chart;
pub mod curve;
pub mod figure;
pub mod figure_store;
pub mod routes;
pub mod store;
mod views;
pub mod word_store;

use chrono::{DateTime, Utc};

use crate::key;
use crate::kit::locale::MessageKey;
use crate::kit::text::plain;
use crate::kit::vault::SealContext;
use crate::practice::PracticeId;
use crate::session::{SessionState, attendance};

pub use views::{CheckIn, CheckInPlace, FallingGroup, GroupClimate, OpeningCurve, WishedWord};

crate::ids! {
    /// What somebody said of their mood.
    MoodId,
    /// Somebody's answers to the four questions.
    AnswerId,
}

/// The kind of change of one's own mood: it is told to nobody else.
pub const MOOD: &str = "mood";
/// The lowest and the highest mood, and answer.
pub const VALUES: std::ops::RangeInclusive<u8> = 0..=10;
/// Characters of the word beside it.
pub const WORD_LIMIT: usize = 60;

/// When somebody says how they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Moment {
    /// As they come.
    In,
    /// As they go.
    Out,
}

/// What somebody says of how they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mood {
    /// They pass: of equal weight.
    Passed,
    /// A value and perhaps a word.
    Given {
        /// From 0, very hard, to 10, very good.
        value: u8,
        /// A word of their own.
        word: Option<String>,
        /// Whether the therapist may see both.
        shared: bool,
    },
}

/// One of the four questions of the climate; our own words, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Being heard.
    Heard,
    /// Safety and trust.
    Safe,
    /// Belonging, not being alone.
    Belonging,
    /// Hope, and something of use.
    Hope,
}

impl Question {
    /// All four, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Heard, Self::Safe, Self::Belonging, Self::Hope];

    /// The name of its field.
    pub fn code(self) -> &'static str {
        match self {
            Self::Heard => "heard",
            Self::Safe => "safe",
            Self::Belonging => "belonging",
            Self::Hope => "hope",
        }
    }

    /// The question itself.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Heard => key!("climate-asks-heard"),
            Self::Safe => key!("climate-asks-safe"),
            Self::Belonging => key!("climate-asks-belonging"),
            Self::Hope => key!("climate-asks-hope"),
        }
    }

    /// What it is about, in a word or two.
    pub fn about(self) -> MessageKey {
        match self {
            Self::Heard => key!("climate-heard"),
            Self::Safe => key!("climate-safe"),
            Self::Belonging => key!("climate-belonging"),
            Self::Hope => key!("climate-hope"),
        }
    }
}

/// Answers to the four questions; each may be skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub [Option<u8>; 4]);

impl Answers {
    /// Whether every question was skipped.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The answer to one question.
    pub fn to(&self, question: Question) -> Option<u8> {
        self.0[question as usize]
    }

    /// One person's climate: the mean of what they answered.
    pub fn mean(&self) -> Option<f64> {
        let given: Vec<f64> = self.0.iter().flatten().map(|value| f64::from(*value)).collect();
        if given.is_empty() { None } else { Some(given.iter().sum::<f64>() / f64::from(u8::try_from(given.len()).unwrap_or(1))) }
    }

    /// As they are sealed: always of the same length.
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

/// Why it is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClimateRefusal {
    /// Nothing was chosen: passing has its own button.
    Nothing,
    /// The session is not live.
    NotLive,
    /// They are not here.
    NotHere,
    /// They have said it themselves; it is not for others to change.
    TheirOwn,
    /// They came in with their own phone, and say it there.
    OwnPhone,
    /// A word stands alone: it goes with a number.
    WordAlone,
    /// It is not a number from 0 to 10.
    NotANumber,
    /// Whoever was not there cannot say how it was.
    NotThere,
    /// The session has not begun, or was cancelled.
    NotYet,
    /// The figures are frozen: the climate is closed, the mood is not.
    Frozen,
    /// More paper cards than people who can have written one.
    TooManyCards,
    /// No card at all.
    NoCard,
}

impl ClimateRefusal {
    /// The words for it.
    pub fn key(self) -> MessageKey {
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
        }
    }
}

/// How a check-out stands for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutStatus {
    /// The session has not begun, or was cancelled.
    NotYet,
    /// They were not there.
    NotThere,
    /// Everything can be said and changed.
    Open,
    /// Figures are frozen: only one's own mood can still be said.
    Frozen,
}

impl CheckOutStatus {
    /// `due` is when the figures of an ended session freeze; none when they have.
    pub fn of(state: SessionState, was_there: bool, due: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        match state {
            SessionState::Planned | SessionState::Cancelled => Self::NotYet,
            SessionState::Live | SessionState::Ended if !was_there => Self::NotThere,
            SessionState::Live => Self::Open,
            SessionState::Ended if due.is_some_and(|due| now < due) => Self::Open,
            SessionState::Ended => Self::Frozen,
        }
    }

    /// Whether the four questions are open.
    pub fn open(self) -> Result<(), ClimateRefusal> {
        match self {
            Self::Open => Ok(()),
            Self::NotYet => Err(ClimateRefusal::NotYet),
            Self::NotThere => Err(ClimateRefusal::NotThere),
            Self::Frozen => Err(ClimateRefusal::Frozen),
        }
    }

    /// Whether this may be said now.
    pub fn takes(self, answers: &Answers) -> Result<(), ClimateRefusal> {
        match self {
            Self::Frozen if answers.is_empty() => Ok(()),
            other => other.open(),
        }
    }
}

/// What a form says: whoever passes says nothing else, whatever was chosen before.
///
/// # Errors
/// [`ClimateRefusal::Nothing`] when neither was chosen.
pub fn said(pass: bool, value: Option<u8>, word: Option<String>, shared: bool) -> Result<Mood, ClimateRefusal> {
    if pass {
        return Ok(Mood::Passed);
    }
    let value = value.filter(|value| VALUES.contains(value)).ok_or(ClimateRefusal::Nothing)?;
    Ok(Mood::Given { value, word, shared })
}

/// How somebody goes: here everything can be skipped, so that no number is passing; but no word is thrown away in silence.
///
/// # Errors
/// [`ClimateRefusal::WordAlone`].
pub fn said_out(value: Option<u8>, word: Option<String>, shared: bool) -> Result<Mood, ClimateRefusal> {
    match (value, word) {
        (Some(value), word) => Ok(Mood::Given { value, word, shared }),
        (None, Some(_)) => Err(ClimateRefusal::WordAlone),
        (None, None) => Ok(Mood::Passed),
    }
}

/// A value as it was typed or chosen, in any digits; nothing is skipping.
///
/// # Errors
/// [`ClimateRefusal::NotANumber`].
pub fn read_value(typed: &str) -> Result<Option<u8>, ClimateRefusal> {
    match plain(typed).as_str() {
        "" => Ok(None),
        digits => digits.parse().ok().filter(|value| VALUES.contains(value)).map(Some).ok_or(ClimateRefusal::NotANumber),
    }
}

/// Whether staff may write it down for somebody: for who came without a phone, and has not said it themselves.
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

fn mood_place(column: &'static str, practice: PracticeId, id: MoodId) -> SealContext {
    SealContext { table: "mood", column, row: id.0, practice: practice.0 }
}

fn answer_place(table: &'static str, practice: PracticeId, id: AnswerId) -> SealContext {
    SealContext { table, column: "answers", row: id.0, practice: practice.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passing_says_nothing_else() {
        assert_eq!(said(true, Some(3), Some("tired".to_owned()), true), Ok(Mood::Passed));
        assert_eq!(said(false, Some(0), None, false), Ok(Mood::Given { value: 0, word: None, shared: false }));
        assert_eq!(said(false, Some(10), None, true), Ok(Mood::Given { value: 10, word: None, shared: true }));
        for nothing in [None, Some(11)] {
            assert_eq!(said(false, nothing, Some("tired".to_owned()), false), Err(ClimateRefusal::Nothing));
        }
    }

    #[test]
    fn going_may_skip_the_number_but_not_lose_the_word() {
        assert_eq!(said_out(None, None, true), Ok(Mood::Passed));
        assert_eq!(said_out(None, Some("tired".to_owned()), false), Err(ClimateRefusal::WordAlone));
        let given = Mood::Given { value: 4, word: Some("tired".to_owned()), shared: true };
        assert_eq!(said_out(Some(4), Some("tired".to_owned()), true), Ok(given));
    }

    #[test]
    fn the_climate_is_open_to_who_was_there_until_noon_and_the_mood_for_longer() {
        use SessionState::{Cancelled, Ended, Live, Planned};
        let noon = DateTime::UNIX_EPOCH;
        let (before, after) = (noon - chrono::TimeDelta::seconds(1), noon);
        for (state, was_there, due, now, stands) in [
            (Planned, false, None, before, CheckOutStatus::NotYet),
            (Cancelled, true, None, before, CheckOutStatus::NotYet),
            (Live, false, None, before, CheckOutStatus::NotThere),
            (Live, true, None, before, CheckOutStatus::Open),
            (Ended, false, Some(noon), before, CheckOutStatus::NotThere),
            (Ended, true, Some(noon), before, CheckOutStatus::Open),
            // By the clock, even when the house has not come to it yet.
            (Ended, true, Some(noon), after, CheckOutStatus::Frozen),
            (Ended, true, None, after, CheckOutStatus::Frozen),
        ] {
            assert_eq!(CheckOutStatus::of(state, was_there, due, now), stands, "{state:?} {was_there} {due:?}");
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
    fn what_somebody_said_themselves_is_not_for_others_to_change() {
        assert_eq!((on_behalf(None, false), on_behalf(Some(false), false)), (Ok(()), Ok(())));
        assert_eq!(
            (on_behalf(Some(true), false), on_behalf(Some(true), true)),
            (Err(ClimateRefusal::TheirOwn), Err(ClimateRefusal::TheirOwn))
        );
        assert_eq!((on_behalf(None, true), on_behalf(Some(false), true)), (Err(ClimateRefusal::OwnPhone), Err(ClimateRefusal::OwnPhone)));
    }

    #[test]
    fn answers_are_sealed_at_one_length_and_come_back() {
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
