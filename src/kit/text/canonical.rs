//! The canonical form of a typed secret, so that it does not depend on the keyboard. It is hashed and never stored.

use icu::normalizer::ComposingNormalizerBorrowed;
use zeroize::Zeroizing;

use super::clean::steers_direction;
use super::digits::latin_digit;

/// Composes (NFKC), replaces Arabic ي and ك by Persian ی and ک and decimal digits of every script by Latin ones, removes joiners, tatweel
/// and direction marks, collapses whitespace to single spaces, and trims. Case, hamza and vowel signs stay: they may be meant.
pub fn canonical(typed: &str) -> Zeroizing<String> {
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let composed = Zeroizing::new(nfkc.normalize(typed).into_owned());
    let mut one = Zeroizing::new(String::with_capacity(composed.len()));
    for char in composed.chars().filter(|char| !is_dropped(*char)).map(letter) {
        match char.is_whitespace() {
            false => one.push(char),
            true if !one.is_empty() && !one.ends_with(' ') => one.push(' '),
            true => {}
        }
    }
    // A mark may be next to its letter only now that the joiner between them is gone.
    Zeroizing::new(nfkc.normalize(one.trim_end()).into_owned())
}

fn is_dropped(char: char) -> bool {
    steers_direction(char) || matches!(char, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{0640}')
}

fn letter(char: char) -> char {
    match char {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        char => latin_digit(char),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_keyboards_give_one_form() {
        for (one, other) in [
            ("کافه ۱۲۳ یاس", "كافه 123 ياس"),
            ("کافه ۱۲۳", "كافه ١٢٣"),
            ("१२३", "123"),
            ("موسی", "موسى"),
            ("می\u{200C}خواهم", "میخواهم"),
            ("ســلام", "سلام"),
            ("\u{202B}نام\u{202C} \u{200F}من", "نام من"),
            ("  four \u{00A0}\t plain\u{3000}words\n", "four plain words"),
            ("cafe\u{301}", "café"),
            ("e\u{200C}\u{301}", "é"),
            ("ﻼ １２", "لا 12"),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn significant_differences_stay() {
        for (one, other) in [("Amber", "amber"), ("آرش", "ارش"), ("مسأله", "مساله"), ("a b", "ab"), ("گل", "کل"), ("مُحَمَّد", "محمد")]
        {
            assert_ne!(canonical(one), canonical(other), "{one:?} {other:?}");
        }
    }

    proptest! {
        #[test]
        fn canonical_is_idempotent(typed in "[a-zA-Zا-ی ىيك۰-۹٠-٩\u{200C}\u{200D}\u{0640}\u{064B}-\u{0655}\u{301}\u{202A}ﻼｱ１ \t]{0,24}") {
            let once = canonical(&typed);
            prop_assert_eq!(canonical(&once), once);
        }
    }
}
