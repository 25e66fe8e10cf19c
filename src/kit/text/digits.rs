//! Digits of any of the three scripts people type.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};

/// Turns Persian (U+06F0…) and Arabic (U+0660…) digits into Latin ones and leaves the rest.
#[must_use]
pub fn latin_digits(text: &str) -> String {
    text.chars().map(latin_digit).collect()
}

pub(super) fn latin_digit(char: char) -> char {
    let zero = match char {
        '۰'..='۹' => '۰',
        '٠'..='٩' => '٠',
        _ => return char,
    };
    char::from_digit(u32::from(char) - u32::from(zero), 10).unwrap_or(char)
}

/// A number field of a form, typed in Persian, Arabic or Latin digits, with or without the Persian thousands sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digits<T>(pub T);

impl<T: FromStr> FromStr for Digits<T> {
    type Err = T::Err;
    fn from_str(typed: &str) -> Result<Self, T::Err> {
        latin_digits(typed).replace('٬', "").replace('٫', ".").trim().parse().map(Self)
    }
}

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Digits<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error as Fault, StrDeserializer};

    fn field<T: FromStr<Err: Display>>(typed: &str) -> Result<T, Fault> {
        let field: StrDeserializer<'_, Fault> = typed.into_deserializer();
        Digits::deserialize(field).map(|digits: Digits<T>| digits.0)
    }

    #[test]
    fn three_scripts_are_one() {
        assert_eq!(latin_digits("۱۲۳٤٥٦789۰٠0"), "123456789000");
        assert_eq!(latin_digits("اتاق ۷"), "اتاق 7");
    }

    #[test]
    fn a_field_takes_any_digits_and_nothing_else() {
        assert_eq!(field::<u32>(" ۱۲ "), Ok(12));
        assert_eq!(field::<u32>("١٢"), Ok(12));
        assert_eq!(field::<u32>("۱٬۲۰۰"), Ok(1200));
        assert_eq!(field::<f64>("۲٫۵"), Ok(2.5));
        assert_eq!(field::<i16>("-۳"), Ok(-3));
        assert!(field::<u32>("").is_err());
        assert!(field::<u32>("دوازده").is_err());
        assert!(field::<u8>("۲۵۶").is_err());
    }
}
