//! The order of names in a language.

use std::sync::LazyLock;

use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::locale::locale;

use crate::kit::i18n::Locale;

static FA: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| collator(Locale::Fa));
static EN: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| collator(Locale::En));

/// Sorts by a name as readers of the language expect. The sort is stable.
pub fn sort_by_name<T>(items: &mut [T], name: impl Fn(&T) -> &str, locale: Locale) {
    let collator = match locale {
        Locale::Fa => &FA,
        Locale::En => &EN,
    };
    items.sort_by(|one, other| collator.compare(name(one), name(other)));
}

fn collator(locale: Locale) -> CollatorBorrowed<'static> {
    let tag = match locale {
        Locale::Fa => locale!("fa"),
        Locale::En => locale!("en"),
    };
    Collator::try_new(tag.into(), CollatorOptions::default()).expect("the collations of both languages are compiled in")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persian_names_sort_in_persian_order() {
        let ordered = ["آرش", "بهار", "پری", "تارا", "چیستا", "ژاله", "سارا", "کیان", "گلی", "نگار", "وحید", "هما", "یاسمن"];
        let mut names = ordered;
        names.reverse();
        sort_by_name(&mut names, |name| name, Locale::Fa);
        assert_eq!(names, ordered);
    }

    #[test]
    fn english_names_sort_in_english_order() {
        let mut names = ["Zoë", "anna", "Émile", "Ben", "Anna"];
        sort_by_name(&mut names, |name| name, Locale::En);
        assert_eq!(names, ["anna", "Anna", "Ben", "Émile", "Zoë"]);
    }
}
