//! Crisis help: the practice's own numbers and note, and until it has written them, where to find numbers, by country. Hamdel ships no
//! number: an untested one is worse than none.

pub mod routes;
pub mod store;
pub(super) mod views;

use chrono_tz::Tz;

use crate::key;
use crate::kit::i18n::{Locale, MessageKey};
use crate::kit::text::{TextRefusal, clean_line, plain};
use crate::kit::web::FormErrors;

/// How many numbers a practice may list.
pub const MOST: usize = 8;
/// How many digits a number has: from an emergency number to an international one with its access code.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=17;
/// Longest name of a number, in characters.
const NAME_LIMIT: usize = 60;
/// Longest remark on hours and who answers, in characters.
const HOURS_LIMIT: usize = 120;

/// A number to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrisisNumber {
    pub name: String,
    /// Latin digits and spaces, perhaps after a plus.
    pub number: String,
    /// When the number is answered, and by whom.
    pub hours: Option<String>,
}

impl CrisisNumber {
    /// The link that calls it.
    pub fn href(&self) -> String {
        tel(&self.number)
    }
}

/// The link that calls a number as [`number_of`] writes it.
pub fn tel(number: &str) -> String {
    format!("tel:{}", number.replace(' ', ""))
}

/// The crisis help of a practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrisisHelp {
    /// In the order in which they are shown.
    pub numbers: Vec<CrisisNumber>,
    /// What else to do or know, in the practice's words.
    pub note: Option<String>,
    /// Incremented by each change.
    pub version: i32,
}

/// One number of a form, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct NumberRow {
    pub name: String,
    pub number: String,
    pub hours: String,
    pub errors: FormErrors,
}

impl NumberRow {
    /// The rows of a form, which sends each of their fields once per row.
    pub fn typed(names: &[String], numbers: &[String], hours: &[String]) -> Vec<Self> {
        let at = |of: &[String], row: usize| of.get(row).cloned().unwrap_or_default();
        (0..names.len().max(numbers.len()).max(hours.len()))
            .map(|row| Self { name: at(names, row), number: at(numbers, row), hours: at(hours, row), ..Self::default() })
            .collect()
    }

    pub fn is_empty(&self) -> bool {
        [&self.name, &self.number, &self.hours].iter().all(|text| text.trim().is_empty())
    }

    /// Reads the row; what is wrong stands in its errors.
    fn read(&mut self, locale: Locale) -> Option<CrisisNumber> {
        self.errors = FormErrors::default();
        let name = self.errors.check("help_name", clean_line(&self.name, NAME_LIMIT), |refusal| match refusal {
            TextRefusal::Empty => locale.message("help-name-missing"),
            refusal => refusal.message(locale),
        });
        let number = self.errors.check("help_number", number_of(&self.number).ok_or(()), |()| locale.message("help-number-unlike"));
        let hours = if self.hours.trim().is_empty() {
            Some(None)
        } else {
            self.errors.check("help_hours", clean_line(&self.hours, HOURS_LIMIT), |refusal| refusal.message(locale)).map(Some)
        };
        Some(CrisisNumber { name: name?, number: number?, hours: hours? })
    }
}

impl From<&CrisisNumber> for NumberRow {
    fn from(of: &CrisisNumber) -> Self {
        let hours = of.hours.clone().unwrap_or_default();
        Self { name: of.name.clone(), number: of.number.clone(), hours, errors: FormErrors::default() }
    }
}

/// The numbers of the rows that are not empty; `None` when a row has an error.
pub fn read(rows: &mut [NumberRow], locale: Locale) -> Option<Vec<CrisisNumber>> {
    // Every row is read, so that each error is shown at once.
    let read: Vec<_> = rows.iter_mut().filter(|row| !row.is_empty()).map(|row| row.read(locale)).collect();
    read.into_iter().take(MOST).collect()
}

/// The telephone number that a text is: digits of any script after an optional plus. What people write between digits becomes a space.
pub fn number_of(typed: &str) -> Option<String> {
    let spaced = plain(typed).replace(['-', '(', ')', '.', '/'], " ");
    let shown = spaced.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let after = shown.strip_prefix('+').unwrap_or(&shown);
    let count = after.chars().filter(char::is_ascii_digit).count();
    let only_digits = after.chars().all(|char| char.is_ascii_digit() || char == ' ');
    (only_digits && DIGITS.contains(&count)).then_some(shown)
}

/// The number to call in a text that says how a person can be reached: the whole text, or the first number in it.
pub fn number_in(text: &str) -> Option<String> {
    // A number among words is long enough not to be an age, a floor or an hour.
    const AMONG_WORDS: usize = 6;
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let text = plain(text);
    // A bracket after a whole number holds a remark; one inside a number, an area code.
    let brackets = text.match_indices('(').map(|(at, _)| at).find(|at| digits(&text[..*at]) >= AMONG_WORDS);
    let text = &text[..brackets.unwrap_or(text.len())];
    let whole = (!text.contains('/')).then(|| number_of(text)).flatten();
    whole.or_else(|| {
        let mut parts = text.split(|char: char| !(char.is_ascii_digit() || " +-().".contains(char)));
        parts.find_map(|part| number_of(part).filter(|number| digits(number) >= AMONG_WORDS))
    })
}

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

    #[test]
    fn no_text_contains_a_number() {
        for zone in [Tz::Asia__Tehran, Tz::Asia__Kabul, Tz::Europe__Berlin] {
            for locale in Locale::ALL {
                assert!(!locale.text(ways(zone)).chars().any(char::is_numeric), "{zone} {locale:?}");
            }
        }
    }

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for (typed, number) in [
            ("۰۲۱ ۵۵۵۰ ۰۱۲۳", Some("021 5550 0123")),
            (" +98 (21) 5550-0123 ", Some("+98 21 5550 0123")),
            ("(+98) 21 5550.0123", Some("+98 21 5550 0123")),
            ("٥٥٥", Some("555")),
            ("55", None),
            ("", None),
            ("021 5550 0123 Leila", None),
            ("021+5550", None),
            ("555\n666", None),
            ("123456789012345678", None),
        ] {
            assert_eq!(number_of(typed).as_deref(), number, "{typed:?}");
        }
        for (text, number) in [
            ("۰۹۱۲ ۵۵۵ ۰۱۲۳", Some("0912 555 0123")),
            ("115", Some("115")),
            ("موبایل ۰۹۱۲۵۵۵۰۱۲۳ (بعد از ساعت ۱۸)", Some("09125550123")),
            ("at work: +49 30 555-0123, room 12; at home 030 555 0199", Some("+49 30 555 0123")),
            ("5550123 / 5550199", Some("5550123")),
            ("0912 555 0123 (18-22)", Some("0912 555 0123")),
            ("Knock at number 115, 3rd floor", None),
            ("", None),
        ] {
            assert_eq!(number_in(text).as_deref(), number, "{text:?}");
        }
        let one = CrisisNumber { name: "Line".to_owned(), number: "+98 21 5550".to_owned(), hours: None };
        assert_eq!(one.href(), "tel:+98215550");
    }
}
