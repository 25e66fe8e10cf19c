//! Cleaning of what people write, before it is kept.

use icu::normalizer::ComposingNormalizerBorrowed;
use icu::properties::CodePointSetData;
use icu::properties::props::DefaultIgnorableCodePoint;
use icu::segmenter::GraphemeClusterSegmenter;

use crate::key;
use crate::kit::locale::{Key, Locale, Message};

/// The most bytes of UTF-8 any text may hold, however few its graphemes: marks may be piled on one letter without end.
pub const MAX_BYTES: usize = 16 * 1024;

/// Why a text cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextRefusal {
    /// Nothing to see is written.
    #[error("nothing is written")]
    Empty,
    /// It holds control characters.
    #[error("holds control characters")]
    Unreadable,
    /// It is longer than `max` graphemes, or than [`MAX_BYTES`].
    #[error("longer than {max} characters")]
    TooLong {
        /// The most graphemes there is room for.
        max: usize,
    },
}

impl TextRefusal {
    /// The message that tells a person; "text-too-long" takes `max`.
    #[must_use]
    pub fn key(self) -> Key {
        match self {
            Self::Empty => key!("text-empty"),
            Self::Unreadable => key!("text-unreadable"),
            Self::TooLong { .. } => key!("text-too-long"),
        }
    }

    /// The refusal in a language.
    #[must_use]
    pub fn message(self, locale: Locale) -> Message {
        let message = locale.message(self.key());
        match self {
            Self::TooLong { max } => message.arg("max", max),
            _ => message,
        }
    }
}

/// Cleans one line: composed (NFC), Persian ی and ک for their Arabic twins, without direction marks, trimmed. The
/// writer's half-spaces (ZWNJ) stay.
///
/// # Errors
/// When nothing visible is left, it holds a control character (a line break too), or it is longer than `max` graphemes.
pub fn clean_line(typed: &str, max: usize) -> Result<String, TextRefusal> {
    let line = persian_letters(typed);
    let line = line.trim_matches(at_the_edge);
    if line.chars().any(|char| char.is_control() || breaks(char)) {
        return Err(TextRefusal::Unreadable);
    }
    within(line, max)
}

/// Cleans text of several lines as [`clean_line`] does, keeping tabs and line breaks, each break as one "\n".
///
/// # Errors
/// As [`clean_line`], but for line breaks and tabs.
pub fn clean_paragraphs(typed: &str, max: usize) -> Result<String, TextRefusal> {
    let text = persian_letters(typed).replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let text = text.trim_matches(at_the_edge);
    if text.chars().any(|char| char.is_control() && char != '\n' && char != '\t') {
        return Err(TextRefusal::Unreadable);
    }
    within(text, max)
}

/// A text on one line, cut at the end of a word where it is longer than `max` graphemes.
#[must_use]
pub fn clip(text: &str, max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(end) = GraphemeClusterSegmenter::new().segment_str(&line).nth(max).filter(|end| *end < line.len()) else { return line };
    line[..end].rsplit_once(' ').map_or(&line[..end], |(words, _)| words).to_owned()
}

/// Whether a character only steers direction (UAX #9): with it text can be made to look like other text.
pub(super) fn steers_direction(char: char) -> bool {
    matches!(char, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn persian_letters(typed: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(typed);
    let letter = |char| match char {
        'ي' => 'ی',
        'ك' => 'ک',
        char => char,
    };
    composed.chars().filter(|char| !steers_direction(*char)).map(letter).collect()
}

fn at_the_edge(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{200B}' | '\u{200C}' | '\u{FEFF}')
}

fn breaks(char: char) -> bool {
    matches!(char, '\u{2028}' | '\u{2029}')
}

fn within(text: &str, max: usize) -> Result<String, TextRefusal> {
    let unseen = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    if text.chars().all(|char| char.is_whitespace() || unseen.contains(char)) {
        return Err(TextRefusal::Empty);
    }
    // The segmenter gives boundaries, both ends among them: one more than there are graphemes.
    if text.len() > MAX_BYTES || GraphemeClusterSegmenter::new().segment_str(text).take(max + 2).count() > max + 1 {
        return Err(TextRefusal::TooLong { max });
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_a_word() {
        assert_eq!(clip("one  two\nthree", 20), "one two three");
        assert_eq!(clip("one two three", 13), "one two three");
        assert_eq!(clip("one two three", 12), "one two");
        assert_eq!(clip("می‌خواهم بگویم", 9), "می‌خواهم");
        assert_eq!(clip("unbroken", 3), "unb");
    }
    use TextRefusal::{Empty, TooLong, Unreadable};

    #[test]
    fn a_line_is_composed_persian_and_trimmed() {
        for (typed, kept) in [
            ("  علي ", "علی"),
            ("كيان", "کیان"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("cafe\u{301}", "café"),
            ("\u{202E}evil\u{202C}\u{200F}", "evil"),
            ("a\u{2066}b\u{2069}c\u{061C}", "abc"),
            ("\u{FEFF}نام\u{200C}\n", "نام"),
            ("❤\u{FE0F}", "❤\u{FE0F}"),
        ] {
            assert_eq!(clean_line(typed, 20).as_deref(), Ok(kept), "{typed:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen_or_kept_is_refused() {
        for (typed, refusal) in [
            ("", Empty),
            (" \t\n", Empty),
            ("\u{200C}\u{200D}", Empty),
            ("\u{202E}", Empty),
            ("\u{3164}", Empty),
            ("a\0b", Unreadable),
            ("a\u{7}", Unreadable),
            ("a\u{85}b", Unreadable),
            ("a\nb", Unreadable),
            ("a\u{2028}b", Unreadable),
            ("a\tb", Unreadable),
            ("123456", TooLong { max: 5 }),
        ] {
            assert_eq!(clean_line(typed, 5), Err(refusal), "{typed:?}");
        }
    }

    #[test]
    fn length_is_counted_in_graphemes_and_bounded_in_bytes() {
        let family = "👩\u{200D}👩\u{200D}👧\u{200D}👦";
        assert!(clean_line(&family.repeat(5), 5).is_ok());
        assert_eq!(clean_line(&family.repeat(6), 5), Err(TooLong { max: 5 }));
        let piled = format!("a{}", "\u{0301}".repeat(MAX_BYTES));
        assert_eq!(clean_line(&piled, 5), Err(TooLong { max: 5 }));
        assert!(clean_line(&"a".repeat(MAX_BYTES), MAX_BYTES).is_ok());
        assert!(clean_line(&"a".repeat(MAX_BYTES + 1), MAX_BYTES + 1).is_err());
    }

    #[test]
    fn paragraphs_keep_their_breaks() {
        assert_eq!(clean_paragraphs("یک\r\nدو\r\rسه\n", 20).as_deref(), Ok("یک\nدو\n\nسه"));
        assert_eq!(clean_paragraphs("a\tb", 20).as_deref(), Ok("a\tb"));
        assert_eq!(clean_paragraphs("a\0b", 20), Err(Unreadable));
        assert_eq!(clean_paragraphs("\r\n \r\n", 20), Err(Empty));
    }

    #[test]
    fn a_refusal_says_how_much_room_there_is() {
        assert_eq!(TooLong { max: 40 }.message(Locale::Fa).to_string(), "حداکثر ۴۰ نویسه جا دارد.");
        assert_eq!(Empty.message(Locale::En).to_string(), "Please write something here.");
    }
}
