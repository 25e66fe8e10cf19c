//! Figures in words, as one sentence.

use super::fit::FigureWords;
use super::gower::Dimension;
use crate::kit::i18n::{Locale, Message};

/// Joins the names of dimensions: «a, b and c».
fn joined(of: &[Dimension], locale: Locale) -> String {
    let words: Vec<String> = of.iter().map(|one| locale.text(one.key())).collect();
    let Some((last, before)) = words.split_last() else { return String::new() };
    let Some((first, middle)) = before.split_first() else { return last.clone() };
    let all = middle.iter().fold(first.clone(), |all, one| pair(locale.message("fit-comma"), &all, one));
    pair(locale.message("fit-and"), &all, last)
}

fn pair(message: Message, one: &str, other: &str) -> String {
    message.arg("a", one).arg("b", other).bare()
}

/// How a candidate resembles the group, and in what they differ.
pub fn of_candidate(says: &FigureWords, name: &str, locale: Locale) -> String {
    let (alike, unlike) = (joined(&says.alike, locale), joined(&says.unlike, locale));
    let message = match (says.known, says.alike.is_empty(), says.unlike.is_empty()) {
        (false, ..) => locale.message("fit-says-nothing"),
        (_, false, false) => locale.message("fit-says-both").arg("alike", alike).arg("unlike", unlike),
        (_, false, true) => locale.message("fit-says-alike").arg("alike", alike),
        (_, true, false) => locale.message("fit-says-unlike").arg("unlike", unlike),
        (_, true, true) => locale.message("fit-says-between"),
    };
    message.arg("name", name).to_string()
}

/// The sentence that names the dimensions in which a group's people are alike, and those in which they differ.
pub fn of_group(says: &FigureWords, locale: Locale) -> String {
    let (alike, unlike) = (joined(&says.alike, locale), joined(&says.unlike, locale));
    let message = match (says.known, says.alike.is_empty(), says.unlike.is_empty()) {
        (false, ..) => locale.message("together-says-nothing"),
        (_, false, false) => locale.message("together-says-both").arg("alike", alike).arg("unlike", unlike),
        (_, false, true) => locale.message("together-says-alike").arg("alike", alike),
        (_, true, false) => locale.message("together-says-unlike").arg("unlike", unlike),
        (_, true, true) => locale.message("together-says-between"),
    };
    message.to_string()
}
