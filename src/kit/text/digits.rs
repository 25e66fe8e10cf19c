//! Decimal digits of every script.

use icu::properties::CodePointMapData;
use icu::properties::props::GeneralCategory;

/// The Latin digit for a decimal digit of any script; any other character unchanged. Unicode puts the ten digits of a script in one run
/// that begins with its zero.
pub(super) fn latin_digit(char: char) -> char {
    let is_digit = |code: u32| CodePointMapData::<GeneralCategory>::new().get32(code) == GeneralCategory::DecimalNumber;
    let code = u32::from(char);
    if char.is_ascii() || !is_digit(code) {
        return char;
    }
    let before = (1..=code).take_while(|back| is_digit(code - back)).count();
    u32::try_from(before % 10).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or(char)
}
