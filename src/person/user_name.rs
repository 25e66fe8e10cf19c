//! Generated user names: two plain words and a number, in the language of the person.

use rand::seq::IndexedRandom;

use crate::kit::i18n::Locale;
use crate::kit::text;

const PERSIAN: ([&str; 48], [&str; 48]) = (
    [
        "باران",
        "بهار",
        "پونه",
        "ترنج",
        "چشمه",
        "خوشه",
        "دریا",
        "روشن",
        "ریحان",
        "زیتون",
        "ساحل",
        "سپیده",
        "ستاره",
        "سرو",
        "سیب",
        "شبنم",
        "شکوفه",
        "صدف",
        "صنوبر",
        "طلوع",
        "غنچه",
        "فانوس",
        "قاصدک",
        "کوهستان",
        "گندم",
        "گیلاس",
        "لاله",
        "لیمو",
        "ماه",
        "مروارید",
        "مهتاب",
        "میخک",
        "نارنج",
        "نرگس",
        "نسیم",
        "نقره",
        "نیلوفر",
        "هلال",
        "یاقوت",
        "یاس",
        "آبشار",
        "آفتاب",
        "انار",
        "بادام",
        "بلوط",
        "پروانه",
        "جنگل",
        "خورشید",
    ],
    [
        "آبی",
        "آرام",
        "بلند",
        "بنفش",
        "پیدا",
        "تازه",
        "جوان",
        "خندان",
        "خوشبو",
        "دلنشین",
        "دور",
        "رها",
        "روان",
        "زرد",
        "زلال",
        "ساده",
        "سبز",
        "سبک",
        "سپید",
        "سرخ",
        "شاد",
        "شیرین",
        "صورتی",
        "طلایی",
        "عزیز",
        "فیروزه",
        "قشنگ",
        "کوچک",
        "گرم",
        "لطیف",
        "ملایم",
        "مهربان",
        "ناب",
        "نارنجی",
        "نرم",
        "نزدیک",
        "نو",
        "وسیع",
        "همراه",
        "یکتا",
        "آزاد",
        "آشنا",
        "استوار",
        "امین",
        "بیدار",
        "پاک",
        "پرنور",
        "پویا",
    ],
);

const ENGLISH: ([&str; 48], [&str; 48]) = (
    [
        "amber", "azure", "bright", "calm", "clear", "cosy", "early", "fair", "fresh", "gentle", "golden", "green", "happy", "hazel",
        "honest", "indigo", "ivory", "jade", "kind", "lemon", "light", "lilac", "little", "lively", "lucky", "mellow", "merry", "mild",
        "misty", "neat", "open", "patient", "plain", "purple", "quiet", "rosy", "russet", "silver", "simple", "soft", "steady", "sunny",
        "swift", "tidy", "velvet", "warm", "wide", "young",
    ],
    [
        "acorn", "apple", "aspen", "beach", "berry", "birch", "brook", "canyon", "cedar", "cherry", "cloud", "clover", "coral", "creek",
        "daisy", "dawn", "fern", "field", "forest", "garden", "harbour", "heather", "hill", "island", "ivy", "lake", "lantern", "leaf",
        "maple", "meadow", "moon", "moss", "oak", "ocean", "olive", "orchard", "pebble", "pine", "plum", "pond", "rain", "river", "shell",
        "snow", "spring", "star", "valley", "willow",
    ],
);

/// Draws a random user name; only the database knows whether it is free. About 200,000 per language.
pub fn draw(locale: Locale) -> String {
    let mut rng = rand::rng();
    let number = rand::random_range(11..100);
    let mut pick = |words: &[&'static str]| *words.choose(&mut rng).expect("the lists are not empty");
    match locale {
        Locale::Fa => {
            format!("{} {} {}", pick(&PERSIAN.0), pick(&PERSIAN.1), crate::kit::i18n::numbers::digits(&number.to_string(), locale))
        }
        Locale::En => format!("{}-{}-{number}", pick(&ENGLISH.0), pick(&ENGLISH.1)),
    }
}

/// Draws three different words of 96 per language: about 860,000 combinations.
pub(super) fn draw_words(locale: Locale) -> String {
    let (first, second) = match locale {
        Locale::Fa => PERSIAN,
        Locale::En => ENGLISH,
    };
    let words = [first, second].concat();
    words.choose_multiple(&mut rand::rng(), 3).copied().collect::<Vec<_>>().join(" ")
}

/// The look-up form of a user name: independent of hyphens, spaces, case and digits.
pub fn folded(typed: &str) -> String {
    text::fold(typed).chars().filter(|c| c.is_alphanumeric() || matches!(c, '@' | '.' | '+')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_name_matches_however_it_is_typed() {
        assert_eq!(folded("نارنج آرام ۴۷"), folded(" نارنج‌آرام ٤٧"));
        assert_eq!(folded("Amber-River-47"), folded("amber river ۴۷"));
        assert_ne!(folded("amber-river-47"), folded("amber-river-48"));
        for locale in Locale::ALL {
            let drawn = draw(locale);
            assert_eq!(folded(&drawn), folded(&folded(&drawn)), "{drawn}");
        }
    }
}
