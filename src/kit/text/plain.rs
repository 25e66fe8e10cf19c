//! The canonical form of a field that a machine reads: a telephone number, an e-mail address, a code, a date, a time, a number.

use icu::normalizer::ComposingNormalizerBorrowed;
use icu::properties::CodePointSetData;
use icu::properties::props::{Dash, DefaultIgnorableCodePoint};

use super::digits::latin_digit;

/// Composes (NFKC), replaces decimal digits of every script by Latin ones, every space and tab by a plain space and every dash by "-",
/// removes direction marks, joiners and other invisible characters, and trims. Line breaks and control characters stay, so that a parser
/// refuses them.
pub fn plain(typed: &str) -> String {
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let dash = CodePointSetData::new::<Dash>();
    let one = |char: char| match char {
        '\t' => ' ',
        '\u{2028}' | '\u{2029}' => char,
        char if char.is_whitespace() && !char.is_control() => ' ',
        char if dash.contains(char) => '-',
        char => latin_digit(char),
    };
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(typed);
    composed.chars().filter(|char| !invisible.contains(*char)).map(one).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_becomes_plain() {
        for (typed, read) in [
            ("\u{202A}+98 912 000 1122\u{202C}", "+98 912 000 1122"),
            ("\u{2066}۱۸:۳۰\u{2069}", "18:30"),
            ("1405\u{2013}9\u{2011}2", "1405-9-2"),
            ("\u{2212}3", "-3"),
            ("０９１２\u{3000}３４５", "0912 345"),
            ("0912\u{A0}345\u{202F}6789\u{2009}", "0912 345 6789"),
            ("a\u{200B}b\u{200C}c\u{AD}d\u{FEFF}@e.de", "abcd@e.de"),
            ("leila＠example．org", "leila@example.org"),
            (" १२\t", "12"),
            ("0912\t345", "0912 345"),
            ("1\n2", "1\n2"),
            ("1\u{2028}2", "1\u{2028}2"),
        ] {
            assert_eq!(plain(typed), read, "{typed:?}");
        }
    }
}
