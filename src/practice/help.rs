//! Crisis help before a practice has written its own: words on where the numbers are to be found, by country. No number comes with
//! Hamdel: one that nobody has tried is worse than none.

use chrono_tz::Tz;

use crate::key;
use crate::kit::locale::MessageKey;

/// The words for where a practice is.
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
    use crate::kit::locale::Locale;

    #[test]
    fn no_words_bring_a_number() {
        for zone in [Tz::Asia__Tehran, Tz::Asia__Kabul, Tz::Europe__Berlin] {
            for locale in Locale::ALL {
                assert!(!locale.text(ways(zone)).chars().any(char::is_numeric), "{zone} {locale:?}");
            }
        }
    }
}
