//! What of many answers may be shown as the group's: nothing, a word, or a mean to half a point. Small numbers tell on people.

use crate::key;
use crate::kit::locale::MessageKey;

/// A figure of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum FigureKind {
    /// The climate: each person's mean over the four questions, and the group's over these.
    Climate,
    /// Being heard.
    Heard,
    /// Safety and trust.
    Safe,
    /// Belonging.
    Belonging,
    /// Hope and use.
    Hope,
    /// Mood as people came.
    MoodIn,
    /// Mood as they went.
    MoodOut,
    /// The balance of voices.
    Balance,
    /// Who came, of those expected.
    Attendance,
    /// What was kept of what was taken home from the session before.
    Kept,
}

/// How an answer came to be in a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerOrigin {
    /// By phone, seen by nobody else.
    Alone,
    /// On a paper card: staff have read it, and do not know whose it is.
    Card,
    /// Somebody of the staff knows whose it is: it was shared with the therapist, or staff wrote it down.
    Known,
}

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureAnswer {
    /// From 0 to 10.
    pub value: f64,
    /// How it came.
    pub came: AnswerOrigin,
}

/// From three or four answers: a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Level {
    /// Under 4.
    Low,
    /// From 4 to under 7.
    Middling,
    /// From 7.
    Good,
}

impl Level {
    /// The word.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Low => key!("climate-low"),
            Self::Middling => key!("climate-middling"),
            Self::Good => key!("climate-good"),
        }
    }

    fn of(mean: f64) -> Self {
        if mean < 4.0 {
            Self::Low
        } else if mean < 7.0 {
            Self::Middling
        } else {
            Self::Good
        }
    }

    /// Where its word stands on a chart from 0 to 20 halves: in the middle of what it covers.
    pub fn stands(self) -> u8 {
        match self {
            Self::Low => 4,
            Self::Middling => 11,
            Self::Good => 17,
        }
    }
}

/// How far answers lie from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Spread {
    /// Close together.
    Close,
    /// Mixed.
    Mixed,
    /// Far apart.
    Apart,
}

impl Spread {
    /// The word.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Close => key!("climate-close"),
            Self::Mixed => key!("climate-mixed"),
            Self::Apart => key!("climate-apart"),
        }
    }

    fn of(deviation: f64) -> Self {
        if deviation < 1.5 {
            Self::Close
        } else if deviation < 3.0 {
            Self::Mixed
        } else {
            Self::Apart
        }
    }
}

/// What is shown of a figure. There is never more of it than this, not even in the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShownFigure {
    /// Nothing.
    #[default]
    Nothing,
    /// A word.
    Word(Level),
    /// A mean.
    Mean {
        /// In half points, from 0 to 20.
        halves: u8,
        /// How far apart the answers are.
        spread: Spread,
        /// How many they are, from five.
        answers: u16,
    },
    /// So many of so many: what is no answer of anybody.
    Part(u16, u16),
}

impl ShownFigure {
    /// Half points, when it is a mean.
    pub fn halves(&self) -> Option<u8> {
        if let Self::Mean { halves, .. } = self { Some(*halves) } else { None }
    }

    /// The mean as it is written.
    pub fn points(&self) -> String {
        self.halves().map(points).unwrap_or_default()
    }
}

/// The fewest answers of which anything is shown, and the fewest that were not shared.
pub const FEWEST: usize = 3;
/// The fewest of which a mean is shown.
pub const FEWEST_FOR_MEAN: usize = 5;

/// The one rule for the group's figures.
///
/// Fewer than three answers, or fewer than three that nobody of the staff can put a name to, show nothing. Cards have been read by staff:
/// one or two answers that came alone beside them could be found out by subtraction, so there are none or at least three.
pub fn shown(given: &[FigureAnswer]) -> ShownFigure {
    let of = |came| given.iter().filter(|one| one.came == came).count();
    let (alone, cards) = (of(AnswerOrigin::Alone), of(AnswerOrigin::Card));
    if given.len() < FEWEST || alone + cards < FEWEST || (alone > 0 && alone < FEWEST) {
        return ShownFigure::Nothing;
    }
    let n = f64::from(u16::try_from(given.len()).unwrap_or(u16::MAX));
    let mean = given.iter().map(|one| one.value).sum::<f64>() / n;
    if given.len() < FEWEST_FOR_MEAN {
        return ShownFigure::Word(Level::of(mean));
    }
    let deviation = (given.iter().map(|one| (one.value - mean).powi(2)).sum::<f64>() / n).sqrt();
    ShownFigure::Mean { halves: to_halves(mean), spread: Spread::of(deviation), answers: u16::try_from(given.len()).unwrap_or(u16::MAX) }
}

/// Half points as they are written: "7", "7.5".
pub fn points(halves: u8) -> String {
    if halves.is_multiple_of(2) { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 20")]
fn to_halves(mean: f64) -> u8 {
    (mean.clamp(0.0, 10.0) * 2.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::AnswerOrigin::{Alone, Card, Known};
    use super::*;

    fn given(came: AnswerOrigin, values: &[u8]) -> Vec<FigureAnswer> {
        values.iter().map(|value| FigureAnswer { value: f64::from(*value), came }).collect()
    }

    fn of(values: &[u8]) -> ShownFigure {
        shown(&given(Alone, values))
    }

    fn mean(halves: u8, spread: Spread, answers: u16) -> ShownFigure {
        ShownFigure::Mean { halves, spread, answers }
    }

    #[test]
    fn one_or_two_answers_show_nothing_three_or_four_a_word() {
        for few in [&[][..], &[9], &[9, 9]] {
            assert_eq!(of(few), ShownFigure::Nothing, "{few:?}");
        }
        for (values, level) in [
            (&[0, 0, 0][..], Level::Low),
            (&[3, 4, 4], Level::Low),
            (&[4, 4, 4], Level::Middling),
            (&[0, 2, 10], Level::Middling),
            (&[6, 7, 7, 7], Level::Middling),
            (&[7, 7, 7, 7], Level::Good),
            (&[10, 10, 10], Level::Good),
        ] {
            assert_eq!(of(values), ShownFigure::Word(level), "{values:?}");
        }
    }

    #[test]
    fn from_five_a_mean_to_half_a_point_and_a_word_for_its_spread() {
        for (values, halves, spread) in [
            (&[7, 7, 7, 7, 7][..], 14, Spread::Close),
            (&[7, 7, 7, 7, 8], 14, Spread::Close),    // 7.2
            (&[7, 7, 7, 8, 8], 15, Spread::Close),    // 7.4
            (&[5, 6, 7, 8, 9], 14, Spread::Close),    // deviation 1.41
            (&[4, 6, 7, 8, 10], 14, Spread::Mixed),   // deviation 2
            (&[0, 0, 10, 10, 10], 12, Spread::Apart), // 6; deviation 4.9
            (&[0, 0, 0, 0, 0], 0, Spread::Close),
            (&[10, 10, 10, 10, 10, 10], 20, Spread::Close),
            (&[6, 6, 6, 7, 6, 6, 7, 6], 13, Spread::Close), // 6.25 goes up
        ] {
            assert_eq!(of(values), mean(halves, spread, u16::try_from(values.len()).unwrap()), "{values:?}");
        }
    }

    #[test]
    fn three_of_them_were_not_shared() {
        for (alone, cards, known, seen) in [
            (3, 0, 0, true),
            (2, 0, 1, false),
            (2, 0, 5, false),
            (0, 0, 6, false),
            (3, 0, 5, true),
            (0, 3, 0, true),
            (0, 2, 4, false),
            // One or two beside cards that staff have read would be found out by subtraction.
            (1, 3, 0, false),
            (2, 4, 2, false),
            (3, 1, 0, true),
        ] {
            let all = [given(Alone, &vec![6; alone]), given(Card, &vec![6; cards]), given(Known, &vec![6; known])].concat();
            assert_eq!(shown(&all) != ShownFigure::Nothing, seen, "{alone} alone, {cards} cards, {known} known");
        }
    }

    #[test]
    fn half_points_are_written_short() {
        for (halves, text) in [(0, "0"), (1, "0.5"), (14, "7"), (15, "7.5"), (20, "10")] {
            assert_eq!(points(halves), text);
        }
    }

    #[test]
    fn neither_the_lowest_nor_the_highest_nor_who_gave_what_matters_to_what_is_shown() {
        // Different answers, one figure: whoever sees it cannot tell them apart.
        assert_eq!(of(&[6, 6, 6, 6, 6]), of(&[5, 6, 6, 6, 7]));
        assert_eq!(of(&[5, 5, 5]), of(&[4, 5, 6]));
        assert_eq!(of(&[2, 9, 4, 7, 6]), of(&[9, 2, 7, 6, 4]));
    }
}
