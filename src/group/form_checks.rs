//! Checks of fields that the forms of a group and of an intake share.

use crate::kit::i18n::Locale;
use crate::kit::text::{clean_line, plain};
use crate::kit::web::FormErrors;

/// Checks the ages.
pub fn check_ages(errors: &mut FormErrors, from: &str, to: &str, locale: Locale) -> (Option<i32>, Option<i32>) {
    let age = |text: &str| match plain(text).as_str() {
        "" => Ok(None),
        digits => digits.parse::<i32>().ok().filter(|age| (0..=120).contains(age)).map(Some).ok_or(()),
    };
    let from = errors.check("age_from", age(from), |()| locale.message("group-age-unlikely")).flatten();
    let to = errors.check("age_to", age(to), |()| locale.message("group-age-unlikely")).flatten();
    if is_out_of_order((from, to)) {
        errors.add("age_to", locale.message("group-ages-out-of-order"));
    }
    (from, to)
}

/// Whether a range ends before it begins.
pub fn is_out_of_order<T: PartialOrd>((from, to): (Option<T>, Option<T>)) -> bool {
    matches!((from, to), (Some(from), Some(to)) if from > to)
}

pub fn check_optional(errors: &mut FormErrors, field: &'static str, typed: &str, limit: usize, locale: Locale) -> Option<String> {
    if typed.trim().is_empty() { None } else { errors.check(field, clean_line(typed, limit), |refusal| refusal.message(locale)) }
}
