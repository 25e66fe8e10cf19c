//! The language of a person's words, as far as their letters tell.

use std::cmp::Ordering;

use crate::kit::i18n::Locale;

/// Persian for words mostly in Arabic letters, English for words mostly in Latin ones; none for numbers and signs, or for equally many.
pub fn language_of(text: &str) -> Option<Locale> {
    let (mut arabic, mut latin) = (0_usize, 0_usize);
    for letter in text.chars() {
        match letter {
            '\u{0620}'..='\u{064A}'
            | '\u{066E}'..='\u{06D3}'
            | '\u{06FA}'..='\u{06FC}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}' => {
                arabic += 1;
            }
            'a'..='z' | 'A'..='Z' | '\u{00C0}'..='\u{024F}' => latin += 1,
            _ => {}
        }
    }
    match arabic.cmp(&latin) {
        Ordering::Greater => Some(Locale::Fa),
        Ordering::Less => Some(Locale::En),
        Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_language() {
        assert_eq!(language_of("سر وقت می‌آییم، ۱۰ دقیقه (10 min)"), Some(Locale::Fa));
        assert_eq!(language_of("We come on time, سلام."), Some(Locale::En));
        assert_eq!(language_of("۱۲:۳۰"), None);
    }
}
