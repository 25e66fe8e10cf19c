//! Numbers in the digits of a language.

use std::sync::LazyLock;

use fluent_bundle::types::FluentNumber;
use icu::decimal::input::Decimal;
use icu::decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu::decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu::locale::locale;

use super::Locale;

struct Formatters {
    grouped: DecimalFormatter,
    plain: DecimalFormatter,
}

static FA: LazyLock<Formatters> = LazyLock::new(|| Formatters::new(locale!("fa").into()));
static EN: LazyLock<Formatters> = LazyLock::new(|| Formatters::new(locale!("en").into()));

impl Formatters {
    fn new(preferences: DecimalFormatterPreferences) -> Self {
        let with = |grouping: GroupingStrategy| {
            DecimalFormatter::try_new(preferences, DecimalFormatterOptions::from(grouping))
                .expect("the number formats of both languages are compiled in")
        };
        Self { grouped: with(GroupingStrategy::Auto), plain: with(GroupingStrategy::Never) }
    }

    fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::Fa => &FA,
            Locale::En => &EN,
        }
    }
}

/// Replaces Latin digits by those of the language: for years, times, codes. Nothing is grouped.
pub fn digits(text: &str, locale: Locale) -> String {
    match locale {
        Locale::En => text.to_owned(),
        Locale::Fa => text.chars().map(persian).collect(),
    }
}

/// A decimal number with grouped thousands: ۱۲٬۳۴۵ or 12,345. `None` where `number` is not a decimal.
pub fn number(number: &str, locale: Locale) -> Option<String> {
    let decimal = Decimal::try_from_str(number).ok()?;
    Some(Formatters::of(locale).grouped.format_to_string(&decimal))
}

/// Formats a Fluent number by its own options: grouping and number of decimals.
pub(super) fn fluent(number: &FluentNumber, locale: Locale) -> String {
    let written = number.value.to_string();
    // Only infinities and NaN are not decimals; they have no digits to replace.
    let Ok(mut decimal) = Decimal::try_from_str(&written) else { return written };
    let places = |count: usize| i16::try_from(count).map_or(i16::MIN, |count| -count);
    if let Some(most) = number.options.maximum_fraction_digits {
        decimal.round(places(most));
    }
    decimal.trim_end();
    decimal.pad_end(places(number.options.minimum_fraction_digits.unwrap_or(0)));
    let formatters = Formatters::of(locale);
    let formatter = if number.options.use_grouping { &formatters.grouped } else { &formatters.plain };
    formatter.format_to_string(&decimal)
}

fn persian(char: char) -> char {
    match char.to_digit(10) {
        Some(digit) => char::from_u32(u32::from('۰') + digit).unwrap_or(char),
        None => char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_change() {
        assert_eq!(digits("1405/09/02", Locale::Fa), "۱۴۰۵/۰۹/۰۲");
        assert_eq!(digits("abc", Locale::Fa), "abc");
        assert_eq!(digits("1405", Locale::En), "1405");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(number("12345", Locale::Fa).unwrap(), "۱۲٬۳۴۵");
        assert_eq!(number("12345", Locale::En).unwrap(), "12,345");
        assert_eq!(number("-7", Locale::En).unwrap(), "-7");
        assert_eq!(number("2.5", Locale::Fa).unwrap(), "۲٫۵");
        assert_eq!(number("many", Locale::Fa), None);
    }
}
