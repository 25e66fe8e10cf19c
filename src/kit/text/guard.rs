//! The name guard: finds where a text about one person names others.

use std::ops::Range;

use icu::properties::CodePointSetData;
use icu::properties::props::DefaultIgnorableCodePoint;

use super::alike::visible_form;

/// What is joined to a name without changing whom it names, in visible form: plural, possession, object, copula, and words of address.
const ENDINGS: [&str; 44] = [
    "ی",
    "م",
    "ت",
    "ش",
    "ه",
    "و",
    "ر",
    "ک",
    "یی",
    "ام",
    "ات",
    "اش",
    "یم",
    "ید",
    "ند",
    "ست",
    "است",
    "اند",
    "مان",
    "تان",
    "شان",
    "مون",
    "تون",
    "شون",
    "ها",
    "های",
    "هایی",
    "هام",
    "هات",
    "هاش",
    "هایم",
    "هایش",
    "را",
    "رو",
    "هم",
    "اینا",
    "اینها",
    "جان",
    "جانم",
    "جون",
    "خان",
    "خانم",
    "اقا",
    "s",
];
/// A part of a name counts by itself from this many letters on: an initial names nobody.
const SHORTEST_PART: usize = 3;
/// A name may be written as this many words.
const LONGEST: usize = 4;

/// A place in a text that names a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPlace {
    /// In bytes, without what is joined to the name.
    pub at: Range<usize>,
    /// Who is named, as the index of the name that was given.
    pub whom: usize,
}

/// The places where a text names one of the `others`, in order. A name that is also `own`, or a part of it, may mean the person whom the text
/// is about, and is left out. Spellings that look equal count, with or without joiners, and so do names with an ending.
pub fn named_places(text: &str, own: &str, others: &[&str]) -> Vec<NamedPlace> {
    let own: Vec<String> = std::iter::once(own_form(own)).chain(unmarked(own).split_whitespace().map(own_form)).collect();
    let mut known: Vec<(String, usize)> = (0..)
        .zip(others)
        .flat_map(|(whom, name)| forms(name).into_iter().map(move |form| (form, whom)))
        .filter(|(form, _)| !own.contains(form))
        .collect();
    // The longest first: «علی رضا» names علیرضا, not علی.
    known.sort_by_key(|(form, _)| std::cmp::Reverse(form.chars().count()));
    let words = words(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let hit = (1..=LONGEST).rev().find_map(|count| Some((place(text, words.get(at..at + count)?, &known)?, count)));
        at += hit.as_ref().map_or(1, |(_, count)| *count);
        found.extend(hit.map(|(place, _)| place));
    }
    found
}

/// The text with other words at these places.
pub fn without_names(text: &str, places: &[NamedPlace], instead: &str) -> String {
    let (mut written, mut from) = (String::with_capacity(text.len()), 0);
    for place in places {
        written.push_str(&text[from..place.at.start]);
        written.push_str(instead);
        from = place.at.end;
    }
    written.push_str(&text[from..]);
    written
}

/// A name without the mark that tells it from an equal one.
fn unmarked(name: &str) -> &str {
    name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).map_or(name, |(name, _)| name)
}

fn own_form(name: &str) -> String {
    visible_form(unmarked(name)).chars().filter(|char| char.is_alphanumeric()).collect()
}

/// The whole name, and each part of it that is long enough.
fn forms(name: &str) -> Vec<String> {
    let parts = unmarked(name).split_whitespace().map(own_form).filter(|part| part.chars().count() >= SHORTEST_PART);
    std::iter::once(own_form(name)).filter(|whole| whole.chars().count() > 1).chain(parts).collect()
}

fn words(text: &str) -> Vec<Range<usize>> {
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, char) in text.char_indices() {
        if !char.is_alphanumeric() && !invisible.contains(char) {
            continue;
        }
        let end = at + char.len_utf8();
        match words.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => words.push(at..end),
        }
    }
    words
}

/// The place that these words are, when together they are a name, perhaps with an ending.
fn place(text: &str, words: &[Range<usize>], known: &[(String, usize)]) -> Option<NamedPlace> {
    let (first, last) = (words.first()?, words.last()?);
    let is_blank = |gap: &str| gap.chars().all(char::is_whitespace);
    if words.windows(2).any(|pair| !is_blank(&text[pair[0].end..pair[1].start])) {
        return None;
    }
    let before = visible_form(&text[first.start..last.start]);
    let whole = visible_form(&text[first.start..last.end]);
    known.iter().find_map(|(form, whom)| {
        let ending = whole.strip_prefix(form.as_str())?;
        // A name that is complete before the last word is found without it.
        if before.len() >= form.len() || !(ending.is_empty() || ENDINGS.contains(&ending)) {
            return None;
        }
        let ends = |end: &usize| text.is_char_boundary(*end) && visible_form(&text[first.start..*end]) == *form;
        let end = (last.start..=last.end).find(ends).or_else(|| ending.is_empty().then_some(last.end))?;
        Some(NamedPlace { at: first.start..end, whom: *whom })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, own: &str, others: &[&str]) -> Vec<&'a str> {
        named_places(text, own, others).into_iter().map(|place| &text[place.at]).collect()
    }

    #[test]
    fn a_name_is_found_in_every_spelling_and_with_endings() {
        for text in ["علی آمد", "با علي حرف زد", "عـلی‌ها", "علی‌جان", "علیو دید", "«علی»", "علی‌ست", "(علی)،", "عَلی", "ع\u{200C}لی"]
        {
            assert_eq!(found(text, "سارا", &["علی"]).len(), 1, "{text}");
        }
        for text in ["Sara’s turn", "sara, today", "SARA", "Saras", "Sarа came"] {
            assert_eq!(found(text, "Omid", &["Sara"]).len(), 1, "{text}");
        }
        for name in ["علی رضا", "علی\u{200C}رضا", "علیرضا"] {
            assert_eq!(found("علی رضا، علیرضا و علی\u{200C}رضا", "سارا", &[name]).len(), 3, "{name}");
        }
        assert_eq!(found("Maya asked Sara.", "Omid", &["Maya Lee", "Sara K."]), ["Maya", "Sara"]);
        assert_eq!(found("سارا (۳) و سارا", "مینا", &["سارا (۳)"]).len(), 2, "the mark is not a part of the name");
    }

    #[test]
    fn other_words_are_not_names() {
        for (text, name) in [("رضایت داشت", "رضا"), ("علیرضا", "علی"), ("کیان", "کی"), ("Sarah", "Sara"), ("k is", "Sara K.")]
        {
            assert!(found(text, "Omid", &[name]).is_empty(), "{text}");
        }
        assert!(found("Sara said it, Sara K.", "Sara K.", &["Sara (2)"]).is_empty(), "it may be their own name");
        assert!(found("Ali, Reza", "Omid", &["Alireza"]).is_empty(), "words with a comma between them are two");
        assert!(found("", "", &["", "x"]).is_empty());
    }

    #[test]
    fn a_name_is_replaced_and_its_ending_stays() {
        let text = "علی‌ها گفتند، بعد كيان.";
        let places = named_places(text, "سارا", &["علی", "کیان"]);
        assert_eq!(places.iter().map(|place| place.whom).collect::<Vec<_>>(), [0, 1]);
        let written = without_names(text, &places, "عضو دیگر");
        assert_eq!(written, "عضو دیگر‌ها گفتند، بعد عضو دیگر.");
        assert!(named_places(&written, "سارا", &["علی", "کیان"]).is_empty());
    }
}
