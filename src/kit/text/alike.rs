//! Names that look equal: how they are compared, and how they are distinguished on screen and on paper.

use std::collections::HashSet;

use icu::properties::CodePointSetData;
use icu::properties::props::DefaultIgnorableCodePoint;
use uuid::Uuid;

use super::fold::fold;
use crate::kit::i18n::{Locale, numbers};

/// Look-alikes, in pairs (look-alike, usual letter): Cyrillic and Greek capitals, some of their small letters, and Arabic forms of heh.
const TWINS: &str = "АAВBЕEКKМMНHОOРPСCТTХXІIЈJЅSаaеeоoрpсcуyхxіiјjѕsΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoھهہهۃه";

const PERSIAN: [&str; 32] = [
    "الف", "ب", "پ", "ت", "ث", "ج", "چ", "ح", "خ", "د", "ذ", "ر", "ز", "ژ", "س", "ش", "ص", "ض", "ط", "ظ", "ع", "غ", "ف", "ق", "ک", "گ",
    "ل", "م", "ن", "و", "ه", "ی",
];
const LATIN: [&str; 26] =
    ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"];

/// The visible form of a name: folded, without spaces and invisible characters, letters of other scripts replaced by those they look like.
/// Two names are alike when this is equal. Never shown, never stored.
pub fn visible_form(name: &str) -> String {
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let is_visible = |char: &char| !char.is_whitespace() && !invisible.contains(*char);
    fold(&name.chars().map(twin).collect::<String>()).chars().filter(is_visible).collect()
}

fn twin(char: char) -> char {
    let mut letters = TWINS.chars();
    while let (Some(strange), Some(usual)) = (letters.next(), letters.next()) {
        if strange == char {
            return usual;
        }
    }
    char
}

#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    pub name: &'a str,
    /// The person: the names of one person's seats, current and former, are not distinguished.
    pub person: Option<Uuid>,
    /// The seat number, used as the mark where there is one.
    pub seat: Option<i32>,
    /// Whether only this name is marked, not those it looks like: a mark must not reveal who waits to be admitted.
    pub marked_alone: bool,
}

/// The names as shown, in the given order, which is the order of arrival: beside names that look equal goes the seat number, or without one
/// a letter, «سارا (۳)». No two people have shown names that look equal.
pub fn tell_apart(names: &[Named<'_>]) -> Vec<String> {
    let given: Vec<String> = names.iter().map(|one| visible_form(one.name)).collect();
    let mut shown: Vec<String> = names.iter().map(|one| one.name.to_owned()).collect();
    let mut marked = HashSet::new();
    loop {
        let looks_of: Vec<String> = shown.iter().map(|name| visible_form(name)).collect();
        let looks_equal = |at: usize, other: usize| {
            let is_one = names[at].person.is_some() && names[at].person == names[other].person;
            at != other
                && !is_one
                && looks_of[at] == looks_of[other]
                && (!names[other].marked_alone || names[at].marked_alone || marked.contains(&other))
        };
        let found: Vec<usize> =
            (0..names.len()).filter(|at| !marked.contains(at) && (0..names.len()).any(|other| looks_equal(*at, other))).collect();
        if found.is_empty() {
            return shown;
        }
        for at in found {
            let index = given[..at].iter().filter(|name| **name == given[at]).count();
            shown[at] = format!("{} ({})", names[at].name, mark(&names[at], index));
            marked.insert(at);
        }
    }
}

/// A Persian letter for a name with Arabic-script characters, otherwise a Latin letter, so that both read in one direction.
fn mark(named: &Named<'_>, index: usize) -> String {
    let is_persian = named.name.chars().any(|char| matches!(char, '\u{0600}'..='\u{06FF}'));
    let (letters, locale) = if is_persian { (PERSIAN.as_slice(), Locale::Fa) } else { (LATIN.as_slice(), Locale::En) };
    match (named.seat, letters.get(index)) {
        (None, Some(letter)) => (*letter).to_owned(),
        (seat, _) => numbers::digits(&seat.map_or_else(|| (index + 1).to_string(), |seat| seat.to_string()), locale),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_compared_by_their_visible_form() {
        for other in ["علي", "عـلـی", "ع\u{200C}لی", " علی ", "\u{202B}علی\u{202C}", "علی\u{2060}", "ع ل ی", "عَلی", "علی\u{FE0F}"]
        {
            assert_eq!(visible_form("علی"), visible_form(other), "{other:?}");
        }
        for (one, other) in [("Sara", "sara"), ("Sara", "Sarа"), ("ANNA", "АΝΝА"), ("سارا ۳", "سارا 3"), ("هما", "ھما")]
        {
            assert_eq!(visible_form(one), visible_form(other), "{one} {other}");
        }
        for (one, other) in [("علی", "علا"), ("Sara", "Sarah"), ("سارا", "سارا ر"), ("José", "Jose")] {
            assert_ne!(visible_form(one), visible_form(other), "{one} {other}");
        }
    }

    fn shown(names: &[(&str, Option<i32>, bool)]) -> Vec<String> {
        tell_apart(
            &names.iter().map(|(name, seat, aside)| Named { name, person: None, seat: *seat, marked_alone: *aside }).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn equal_names_are_marked_and_others_stay() {
        let names = shown(&[("سارا", Some(3), false), ("Maya", Some(1), false), ("سـارا", Some(12), false), ("سارا", None, false)]);
        assert_eq!(names, ["سارا (۳)", "Maya", "سـارا (۱۲)", "سارا (پ)"]);
        assert_eq!(shown(&[("Sara", None, false), ("sara", Some(2), false)]), ["Sara (A)", "sara (2)"]);
        assert_eq!(shown(&[("Sara", Some(1), false), ("Sara", None, true)]), ["Sara", "Sara (B)"], "only the waiting person is marked");
        assert_eq!(shown(&[("Sara", None, true), ("Sara", None, true)]), ["Sara (A)", "Sara (B)"]);
        assert_eq!(shown(&[("Sara", Some(1), false), ("Sara", Some(2), false), ("Sara (1)", Some(3), false)])[2], "Sara (1) (3)");
    }

    #[test]
    fn one_persons_seats_are_not_distinguished() {
        let person = Some(Uuid::new_v4());
        let (before, now) = (
            Named { name: "Maya", person, seat: None, marked_alone: false },
            Named { name: "Maya", person, seat: Some(1), marked_alone: false },
        );
        assert_eq!(tell_apart(&[before, now]), ["Maya", "Maya"]);
        let other = Named { person: None, ..now };
        assert_eq!(tell_apart(&[before, now, Named { seat: Some(2), ..other }]), ["Maya (A)", "Maya (1)", "Maya (2)"]);
    }

    proptest! {
        #[test]
        fn no_two_names_shown_look_equal(names in prop::collection::vec(("[Aa](( |)\\([AB12]\\)){0,2}", any::<bool>(), any::<bool>()), 0..9)) {
            let of: Vec<(&str, Option<i32>, bool)> =
                (1..).zip(&names).map(|(at, (name, seated, aside))| (name.as_str(), seated.then_some(at), *aside)).collect();
            let distinct: HashSet<String> = shown(&of).iter().map(|name| visible_form(name)).collect();
            prop_assert_eq!(distinct.len(), names.len());
        }
    }
}
