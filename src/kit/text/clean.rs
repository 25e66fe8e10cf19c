//! Cleans user text before it is stored.

use icu::normalizer::ComposingNormalizerBorrowed;
use icu::properties::props::{DefaultIgnorableCodePoint, ExtendedPictographic, GeneralCategory, GeneralCategoryGroup};
use icu::properties::{CodePointMapData, CodePointSetData};
use icu::segmenter::GraphemeClusterSegmenter;

use crate::key;
use crate::kit::i18n::{Locale, Message, MessageKey};

/// The most bytes of UTF-8 of any text, however few its graphemes: marks can be piled on one letter without end.
pub const MAX_BYTES: usize = 16 * 1024;

/// The most marks on one letter of a line: an Arabic letter bears up to four, and a higher pile covers the lines around it.
const MAX_MARKS: usize = 6;

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextRefusal {
    /// Nothing visible is written.
    #[error("nothing is written")]
    Empty,
    #[error("holds control characters")]
    Unreadable,
    /// It holds characters that cannot be seen, or not on every screen: blank letters, private characters, marks without a letter or piled
    /// up.
    #[error("holds what cannot be seen")]
    Unseen,
    /// It is longer than `max` graphemes, or than [`MAX_BYTES`].
    #[error("longer than {max} characters")]
    TooLong {
        /// The most graphemes allowed.
        max: usize,
    },
}

impl TextRefusal {
    /// The message to show; "text-too-long" takes `max`.
    pub fn key(self) -> MessageKey {
        match self {
            Self::Empty => key!("text-empty"),
            Self::Unreadable => key!("text-unreadable"),
            Self::Unseen => key!("text-unseen"),
            Self::TooLong { .. } => key!("text-too-long"),
        }
    }

    pub fn message(self, locale: Locale) -> Message {
        let message = locale.message(self.key());
        match self {
            Self::TooLong { max } => message.arg("max", max),
            _ => message,
        }
    }
}

/// Cleans one line: composes (NFC), replaces Arabic ي and ك by Persian ی and ک, removes direction marks, and trims. The writer's
/// half-spaces (ZWNJ) stay.
///
/// # Errors
/// When nothing visible is left, the line holds a control character (a line break too) or characters that cannot be seen, or it is longer
/// than `max` graphemes.
pub fn clean_line(typed: &str, max: usize) -> Result<String, TextRefusal> {
    let line = persian_letters(typed);
    let line = line.trim_matches(is_trimmed);
    if line.chars().any(|char| char.is_control() || is_line_separator(char)) {
        return Err(TextRefusal::Unreadable);
    }
    let line = check_length(line, max)?;
    if can_be_seen(&line) { Ok(line) } else { Err(TextRefusal::Unseen) }
}

/// Cleans text of several lines like [`clean_line`], but keeps tabs and line breaks, each break as one "\n".
///
/// # Errors
/// As [`clean_line`], except for line breaks, tabs and characters that cannot be seen.
pub fn clean_paragraphs(typed: &str, max: usize) -> Result<String, TextRefusal> {
    let text = persian_letters(typed).replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let text = text.trim_matches(is_trimmed);
    if text.chars().any(|char| char.is_control() && char != '\n' && char != '\t') {
        return Err(TextRefusal::Unreadable);
    }
    check_length(text, max)
}

/// Joins a text into one line and cuts it at the end of a word where it is longer than `max` graphemes.
pub fn clip(text: &str, max: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(end) = GraphemeClusterSegmenter::new().segment_str(&line).nth(max).filter(|end| *end < line.len()) else { return line };
    line[..end].rsplit_once(' ').map_or(&line[..end], |(words, _)| words).to_owned()
}

/// The first whole character of a name as a reader counts: a letter with its marks, or an emoji of several parts.
pub fn initial(name: &str) -> &str {
    let name = name.trim_start();
    GraphemeClusterSegmenter::new().segment_str(name).nth(1).map_or("·", |end| &name[..end])
}

/// Whether a line can be seen on every screen: no blank letter, no private or unassigned character, no tag except in a flag, and no mark
/// without its letter or piled higher than [`MAX_MARKS`]. An emoji that this Unicode version does not know yet is accepted.
fn can_be_seen(line: &str) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new();
    let pictographic = CodePointSetData::new::<ExtendedPictographic>();
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let mut marks = MAX_MARKS;
    let mut flag = false;
    for char in line.chars() {
        let general = category.get(char);
        let is_tag = matches!(char, '\u{E0000}'..='\u{E007F}');
        let is_blank = matches!(char, '\u{3164}' | '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{FFA0}');
        let is_unknown = matches!(general, GeneralCategory::PrivateUse | GeneralCategory::Unassigned | GeneralCategory::Surrogate);
        if is_blank || (is_tag && !flag) || (is_unknown && !is_tag && !pictographic.contains(char)) {
            return false;
        }
        flag = char == '\u{1F3F4}' || (flag && is_tag);
        if GeneralCategoryGroup::Mark.contains(general) {
            marks += 1;
        } else if !invisible.contains(char) {
            marks = 0;
        }
        if marks > MAX_MARKS {
            return false;
        }
    }
    true
}

/// Whether a character only steers direction (UAX #9): such characters can make text look like other text.
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

fn is_trimmed(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{200B}' | '\u{200C}' | '\u{FEFF}')
}

fn is_line_separator(char: char) -> bool {
    matches!(char, '\u{2028}' | '\u{2029}')
}

fn check_length(text: &str, max: usize) -> Result<String, TextRefusal> {
    let unseen = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    if text.chars().all(|char| char.is_whitespace() || unseen.contains(char) || char == '\u{2800}') {
        return Err(TextRefusal::Empty);
    }
    // The segmenter gives boundaries including both ends: one more than there are graphemes.
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
    use TextRefusal::{Empty, TooLong, Unreadable, Unseen};

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
    fn invisible_and_control_characters_are_refused() {
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
            ("\u{2800}", Empty),
            ("a\u{3164}b", Unseen),
            ("\u{115F}a", Unseen),
            ("a\u{1160}", Unseen),
            ("a\u{2800}b", Unseen),
            ("a\u{FFA0}", Unseen),
            ("\u{E000}", Unseen),
            ("a\u{F8FF}", Unseen),
            ("a\u{FFFE}", Unseen),
            ("a\u{0378}", Unseen),
            ("\u{301}", Unseen),
            ("\u{301}a", Unseen),
            ("a\u{E0061}", Unseen),
            (&format!("a{}", "\u{0301}".repeat(300)), Unseen),
            (&format!("a{}", "\u{0315}\u{200D}".repeat(300)), Unseen),
            ("123456", TooLong { max: 5 }),
        ] {
            assert_eq!(clean_line(typed, 5), Err(refusal), "{typed:?}");
        }
    }

    #[test]
    fn common_writing_is_accepted() {
        for typed in ["مُحَمَّدٌ", "Nguyễn", "שָׁלוֹם", "ก็ที่", "हिन्दी", "❤\u{FE0F}\u{200D}🔥", "👩\u{200D}👩\u{200D}👧\u{200D}👦", "می\u{200C}خواهم"]
        {
            assert_eq!(clean_line(typed, 20).as_deref(), Ok(typed));
        }
        let flag = "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
        assert_eq!(clean_line(flag, 5).as_deref(), Ok(flag));
    }

    #[test]
    fn an_initial_is_a_whole_character() {
        for (name, first) in [("سارا", "س"), ("مُنا", "مُ"), ("👩\u{200D}👧 Mo", "👩\u{200D}👧"), (" e\u{301}va", "e\u{301}"), ("", "·")]
        {
            assert_eq!(initial(name), first);
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
    fn a_refusal_says_the_limit() {
        assert_eq!(TooLong { max: 40 }.message(Locale::Fa).to_string(), "حداکثر ۴۰ حرف جا دارد.");
        assert_eq!(Empty.message(Locale::En).to_string(), "Please write something here.");
    }
}
