//! The one form of a secret that people type, so that it does not depend on the keyboard. It is hashed and never kept.

use icu::normalizer::ComposingNormalizerBorrowed;
use zeroize::Zeroizing;

use super::clean::steers_direction;
use super::digits::latin_digit;

/// Compatibility-composed (NFKC), Persian ی and ک for their Arabic twins, decimal digits of every script as Latin ones, without joiners,
/// tatweel and direction marks, whitespace as single spaces, trimmed. Case, hamza and vowel signs stay: they may be meant.
pub fn canonical(typed: &str) -> Zeroizing<String> {
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let composed = Zeroizing::new(nfkc.normalize(typed).into_owned());
    let mut one = Zeroizing::new(String::with_capacity(composed.len()));
    for char in composed.chars().filter(|char| !drops(*char)).map(letter) {
        match char.is_whitespace() {
            false => one.push(char),
            true if !one.is_empty() && !one.ends_with(' ') => one.push(' '),
            true => {}
        }
    }
    // A mark may stand beside its letter only now, with the joiner between them gone.
    Zeroizing::new(nfkc.normalize(one.trim_end()).into_owned())
}

fn drops(char: char) -> bool {
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
    fn keyboards_are_one() {
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
    fn what_may_be_meant_stays() {
        for (one, other) in [("Amber", "amber"), ("آرش", "ارش"), ("مسأله", "مساله"), ("a b", "ab"), ("گل", "کل"), ("مُحَمَّد", "محمد")]
        {
            assert_ne!(canonical(one), canonical(other), "{one:?} {other:?}");
        }
    }

    proptest! {
        #[test]
        fn the_form_of_the_form_is_itself(typed in "[a-zA-Zا-ی ىيك۰-۹٠-٩\u{200C}\u{200D}\u{0640}\u{064B}-\u{0655}\u{301}\u{202A}ﻼｱ１ \t]{0,24}") {
            let once = canonical(&typed);
            prop_assert_eq!(canonical(&once), once);
        }
    }
}
