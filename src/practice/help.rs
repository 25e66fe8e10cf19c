//! Crisis help until a practice has written its own: where to find the numbers, by country. Hamdel ships no number: an untested one is
//! worse than none.

use chrono_tz::Tz;

use crate::key;
use crate::kit::i18n::MessageKey;

/// The text for the country of a practice.
pub fn ways(zone: Tz) -> MessageKey {
    match zone {
        Tz::Asia__Tehran | Tz::Iran => key!("help-ways-iran"),
        Tz::Asia__Kabul => key!("help-ways-afghanistan"),
        _ => key!("help-ways-elsewhere"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::i18n::Locale;

    #[test]
    fn no_text_contains_a_number() {
        for zone in [Tz::Asia__Tehran, Tz::Asia__Kabul, Tz::Europe__Berlin] {
            for locale in Locale::ALL {
                assert!(!locale.text(ways(zone)).chars().any(char::is_numeric), "{zone} {locale:?}");
            }
        }
    }
}
