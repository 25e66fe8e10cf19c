//! One form for text that a Persian reader takes to be the same, for comparing and searching. Never shown, never stored.

use icu::normalizer::ComposingNormalizerBorrowed;

use super::clean::steers_direction;
use super::digits::latin_digit;

/// Folds a text: composes (NFKC), lower-cases, replaces Arabic letter forms by Persian ones, hamza carriers by their letters and digits by
/// Latin ones, removes vowel signs, tatweel, joiners and direction marks, and collapses whitespace to single spaces.
pub fn fold(text: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let folded: String = composed.chars().filter(|char| !is_dropped(*char)).map(letter).flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_dropped(char: char) -> bool {
    let sign = matches!(char, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}');
    let joiner = matches!(char, '\u{200B}'..='\u{200D}' | '\u{0640}' | '\u{FEFF}' | '\u{00AD}');
    sign || joiner || steers_direction(char)
}

fn letter(char: char) -> char {
    match char {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' | 'ۀ' | 'ە' | 'ۂ' => 'ه',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        char => latin_digit(char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equivalent_spellings_fold_the_same() {
        for (one, other) in [
            ("كيان", "کیان"),
            ("موسى", "موسی"),
            ("می\u{200C}خواهم", "میخواهم"),
            ("آرش", "ارش"),
            ("مسأله", "مساله"),
            ("مؤمن", "مومن"),
            ("خانۀ ما", "خانه ما"),
            ("خانهٔ ما", "خانه ما"),
            ("مُحَمَّد", "محمد"),
            ("ســـلام", "سلام"),
            ("۱۲", "12"),
            ("١٢", "12"),
            ("ﻼ", "لا"),
            ("ANNA  Lee ", "anna lee"),
            ("\u{202B}نام\u{202C}", "نام"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        for (one, other) in [("حسن", "حسین"), ("پری", "بری"), ("گل", "کل"), ("هما", "وحید"), ("12", "13")] {
            assert_ne!(fold(one), fold(other));
        }
    }
}
