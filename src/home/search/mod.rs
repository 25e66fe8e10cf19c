//! Search over what the reader may open. Names are unsealed and compared in memory; neither the index nor the log knows a query.

mod found;
pub mod routes;

use crate::kit::text::{fold, visible_form};

/// The longest query, in characters.
const QUERY_LIMIT: usize = 80;
/// The most results of one kind on the page.
const SHOWN: usize = 20;

/// What is searched for, in the form in which texts are compared.
struct Query {
    words: Vec<String>,
    /// The query without its spaces; none when it has digits, which are compared as whole numbers.
    joined: Option<String>,
}

impl Query {
    /// None when nothing is left to compare.
    fn of(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        let joined = Some(visible_form(typed)).filter(|joined| !joined.is_empty() && !joined.contains(|char: char| char.is_ascii_digit()));
        (!words.is_empty()).then_some(Self { words, joined })
    }

    /// Whether every word occurs in a text; a number only as a whole. Half-spaces, spaces and letters that look equal do not matter.
    fn finds(&self, text: &str) -> bool {
        let folded = fold(text);
        let occurs = |word: &String| match word.bytes().all(|byte| byte.is_ascii_digit()) {
            true => folded.split(|char: char| !char.is_ascii_digit()).any(|number| number == word),
            false => folded.contains(word),
        };
        self.words.iter().all(occurs) || self.joined.as_ref().is_some_and(|joined| visible_form(text).contains(joined))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_found() {
        for (typed, text) in [
            ("كيان", "کیان"),
            ("مریم", "مریم (۲)"),
            ("می خواهم", "می\u{200C}خواهم بگویم"),
            ("میخواهم", "می\u{200C}خواهم بگویم"),
            ("جلسه ۵", "حلقهٔ دوشنبه جلسهٔ 5"),
            ("sara k", "Sara K."),
            ("MONDAY", "Monday group"),
            ("دوشنبه حلقه", "حلقهٔ دوشنبه"),
        ] {
            assert!(Query::of(typed).is_some_and(|query| query.finds(text)), "{typed} in {text}");
        }
    }

    #[test]
    fn other_words_and_parts_of_numbers_are_not() {
        for (typed, text) in [("5", "Session 15"), ("جلسه ۱", "جلسهٔ ۱۲"), ("کیانا", "کیان"), ("monday tuesday", "Monday group")]
        {
            assert!(Query::of(typed).is_some_and(|query| !query.finds(text)), "{typed} in {text}");
        }
        for nothing in ["", "  ", "\u{200C}", "ـ"] {
            assert!(Query::of(nothing).is_none(), "{nothing:?}");
        }
    }
}
