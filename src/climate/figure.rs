//! What may be shown of many answers as the group's: nothing, a word, or a mean to half a point. Small numbers would reveal individuals.

use crate::key;

crate::coded! {
    /// A figure of a session.
    pub enum FigureKind {
        /// The climate: each person's mean over the four questions, and the group's mean over these.
        Climate = "climate",
        Heard = "heard",
        Safe = "safe",
        Belonging = "belonging",
        /// Hope, and something of use.
        Hope = "hope",
        /// Mood at check-in.
        MoodIn = "mood_in",
        /// Mood at check-out.
        MoodOut = "mood_out",
        Balance = "balance",
        /// How many of the expected members attended.
        Attendance = "attendance",
        /// How much members kept of the commitments they took home from the session before.
        Kept = "kept",
    }
}

/// How an answer reached a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerOrigin {
    /// By phone; no one else has seen it.
    Alone,
    /// On a paper card: staff have read it, but do not know its author.
    Card,
    /// A staff member knows its author: the author shared it with the therapist, or staff wrote it down.
    Known,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureAnswer {
    /// From 0 to 10.
    pub value: f64,
    pub origin: AnswerOrigin,
}

crate::coded! {
    /// The word shown for three or four answers.
    pub enum Level {
        /// Under 4.
        Low = "low" => key!("climate-low"),
        /// From 4 to under 7.
        Middling = "middling" => key!("climate-middling"),
        /// From 7.
        Good = "good" => key!("climate-good"),
    }
}

impl Level {
    fn of(mean: f64) -> Self {
        if mean < 4.0 {
            Self::Low
        } else if mean < 7.0 {
            Self::Middling
        } else {
            Self::Good
        }
    }

    /// Its position on a chart, in half points (0 to 20): the middle of the range it covers.
    pub fn chart_halves(self) -> u8 {
        match self {
            Self::Low => 4,
            Self::Middling => 11,
            Self::Good => 17,
        }
    }
}

crate::coded! {
    /// How far apart the answers are. The bounds are standard deviations of 1.5 and 3 points.
    pub enum Spread {
        Close = "close" => key!("climate-close"),
        Mixed = "mixed" => key!("climate-mixed"),
        Apart = "apart" => key!("climate-apart"),
    }
}

impl Spread {
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

/// The part of a figure that is shown. The database stores no more of it than this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShownFigure {
    #[default]
    Nothing,
    Word(Level),
    Mean {
        /// From 0 to 20.
        halves: u8,
        spread: Spread,
        /// How many answers there are: at least five.
        answers: u16,
    },
    /// A part of a whole: figures that hold no one's answer.
    Part(u16, u16),
}

impl ShownFigure {
    /// In half points, if this is a mean.
    pub fn halves(&self) -> Option<u8> {
        if let Self::Mean { halves, .. } = self { Some(*halves) } else { None }
    }

    pub fn points(&self) -> String {
        self.halves().map(points).unwrap_or_default()
    }
}

/// The fewest answers for which anything is shown; at least as many must have no known author.
pub const FEWEST: usize = 3;
/// The fewest answers for which a mean is shown.
pub const FEWEST_FOR_MEAN: usize = 5;

/// The one rule for the group's figures.
///
/// Fewer than three answers, or fewer than three without an author known to staff, show nothing. Staff have read the cards: subtraction
/// would reveal one or two phone answers beside them, so there must be none, or at least three.
pub fn shown(given: &[FigureAnswer]) -> ShownFigure {
    let count = |origin| given.iter().filter(|one| one.origin == origin).count();
    let (alone, cards) = (count(AnswerOrigin::Alone), count(AnswerOrigin::Card));
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

/// Formats half points: "7", "7.5".
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

    fn given(origin: AnswerOrigin, values: &[u8]) -> Vec<FigureAnswer> {
        values.iter().map(|value| FigureAnswer { value: f64::from(*value), origin }).collect()
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
    fn five_answers_show_a_mean_to_half_a_point_and_a_word_for_its_spread() {
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
    fn at_least_three_answers_must_have_no_known_author() {
        for (alone, cards, known, seen) in [
            (3, 0, 0, true),
            (2, 0, 1, false),
            (2, 0, 5, false),
            (0, 0, 6, false),
            (3, 0, 5, true),
            (0, 3, 0, true),
            (0, 2, 4, false),
            // Subtraction would reveal one or two answers beside cards that staff have read.
            (1, 3, 0, false),
            (2, 4, 2, false),
            (3, 1, 0, true),
        ] {
            let all = [given(Alone, &vec![6; alone]), given(Card, &vec![6; cards]), given(Known, &vec![6; known])].concat();
            assert_eq!(shown(&all) != ShownFigure::Nothing, seen, "{alone} alone, {cards} cards, {known} known");
        }
    }

    #[test]
    fn half_points_are_formatted_briefly() {
        for (halves, text) in [(0, "0"), (1, "0.5"), (14, "7"), (15, "7.5"), (20, "10")] {
            assert_eq!(points(halves), text);
        }
    }

    #[test]
    fn a_figure_reveals_neither_the_extremes_nor_who_gave_which_answer() {
        // Different answers give one figure: a reader cannot distinguish them.
        assert_eq!(of(&[6, 6, 6, 6, 6]), of(&[5, 6, 6, 6, 7]));
        assert_eq!(of(&[5, 5, 5]), of(&[4, 5, 6]));
        assert_eq!(of(&[2, 9, 4, 7, 6]), of(&[9, 2, 7, 6, 4]));
    }
}
