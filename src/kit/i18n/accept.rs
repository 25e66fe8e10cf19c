//! The language a browser asks for.

use super::Locale;

/// Reads an `Accept-Language` value (RFC 9110, 12.5.4): the supported language with the highest weight, the first named among equals;
/// `None` where the header names neither. Dari ("prs") gets Persian.
pub fn preferred(header: &str) -> Option<Locale> {
    let mut best: Option<(f32, Locale)> = None;
    for range in header.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let Some(locale) = parts.next().and_then(locale_of_tag) else { continue };
        let weight = parts.find_map(weight).unwrap_or(1.0);
        if weight > best.map_or(0.0, |(highest, _)| highest) {
            best = Some((weight, locale));
        }
    }
    best.map(|(_, locale)| locale)
}

fn locale_of_tag(tag: &str) -> Option<Locale> {
    let primary = tag.split('-').next()?.to_ascii_lowercase();
    match primary.as_str() {
        "fa" | "per" | "fas" | "prs" => Some(Locale::Fa),
        "en" => Some(Locale::En),
        _ => None,
    }
}

fn weight(parameter: &str) -> Option<f32> {
    let (name, value) = parameter.split_once('=')?;
    let weight = value.trim().parse().ok().filter(|weight| (0.0..=1.0).contains(weight));
    name.trim().eq_ignore_ascii_case("q").then(|| weight.unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_supported_language_with_the_highest_weight_is_chosen() {
        for (header, expected) in [
            ("fa", Some(Locale::Fa)),
            ("fa-IR,fa;q=0.9,en-US;q=0.8,en;q=0.7", Some(Locale::Fa)),
            ("en-US,en;q=0.9,fa;q=0.8", Some(Locale::En)),
            ("de-DE, de;q=0.9, fa;q=0.5, en;q=0.6", Some(Locale::En)),
            ("en;q=0.5, fa;q=0.5", Some(Locale::En)),
            ("prs-AF", Some(Locale::Fa)),
            ("EN-gb", Some(Locale::En)),
            ("en;q=0, fa;q=0.1", Some(Locale::Fa)),
            ("en;q=0", None),
            ("en;q=nonsense, fa;q=0.1", Some(Locale::Fa)),
            ("en ; q = 0.2 , fa ; q=0.3", Some(Locale::Fa)),
            ("de, fr;q=0.5", None),
            ("*", None),
            ("", None),
            (",;q=,,", None),
        ] {
            assert_eq!(preferred(header), expected, "{header}");
        }
    }
}
