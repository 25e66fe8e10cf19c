//! The recovery word: three words by which a person shows, after a link made by staff, that the account is theirs (decision 39).

use crate::kit::text;
use crate::person::passphrase::Passphrase;

/// The state of the recovery word of an account.
#[derive(Clone, Copy, Debug)]
pub struct Recovery {
    pub has_word: bool,
    /// Whether its owner confirmed that it is written down.
    pub confirmed: bool,
    /// Whether data is closed that a recovery word would open.
    pub held: bool,
}

/// Reads typed words: in any case, with any signs between them, from any keyboard.
pub fn typed(words: &str) -> Passphrase {
    let separated: String = text::canonical(words).chars().map(|char| if char.is_alphanumeric() { char } else { ' ' }).collect();
    Passphrase::typed(&separated.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::i18n::Locale;
    use crate::person::passphrase::{CanonicalForm, HashedPassphrase, KNOWN};
    use crate::person::user_name::draw_words;

    #[tokio::test]
    async fn three_words_match_however_they_are_typed() {
        let is = async |kept: &str, words: &str| {
            let hash = typed(kept).hash(&KNOWN).await.unwrap();
            typed(words).verify(Some(HashedPassphrase { hash, form: CanonicalForm::Canonical }), &KNOWN).await.unwrap()
        };
        assert!(is("amber river moss", " Amber-River، MOSS ").await);
        assert!(is("کوچک یاس نیلوفر", "كوچك  ياس\u{200F} نیلوفر").await);
        assert!(!is("amber river moss", "river amber moss").await);
        for locale in Locale::ALL {
            let words = draw_words(locale);
            assert_eq!(words.split(' ').collect::<std::collections::HashSet<_>>().len(), 3, "{words}");
        }
    }
}
