//! The catalogue: Fluent files, `locales/{fa,en}/MODULE.ftl`, one per module.
//!
//! A release embeds them; a debug build reads them from the source tree when it starts, so that a change of wording needs no rebuild.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::memoizer::MemoizerKind;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;

use super::{Locale, MessageKey, numbers};

/// First strong isolate: the text after it finds its own direction and does not affect that of its surroundings.
pub(super) const FSI: char = '\u{2068}';
/// Pop directional isolate: the end of what [`FSI`] began.
pub(super) const PDI: char = '\u{2069}';

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/locales"]
struct Files;

static FA: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Locale::Fa, sources(Locale::Fa)));
static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Locale::En, sources(Locale::En)));

/// The Fluent files of a language as path and text, sorted by path.
pub fn sources(locale: Locale) -> Vec<(String, String)> {
    let folder = format!("{locale}/");
    let of_language = |path: &Cow<'static, str>| path.starts_with(&folder) && path.ends_with(".ftl");
    let mut paths: Vec<Cow<'static, str>> = Files::iter().filter(of_language).collect();
    paths.sort();
    let text = |path: &Cow<'static, str>| {
        let file = Files::get(path)?;
        Some((path.to_string(), String::from_utf8_lossy(&file.data).into_owned()))
    };
    paths.iter().filter_map(text).collect()
}

/// Formats a message in a language; a message that cannot be formatted shows its key.
pub(super) fn words(locale: Locale, key: MessageKey, args: &FluentArgs<'_>) -> String {
    let bundle = match locale {
        Locale::Fa => &FA,
        Locale::En => &EN,
    };
    format(bundle, key, args).unwrap_or_else(|fault| {
        report_fault(&format!("{locale} {key}: {fault}"));
        key.to_string()
    })
}

/// Builds the bundle of a language from Fluent texts; a fault in one is reported, and all other messages still work.
pub(super) fn bundle(locale: Locale, sources: Vec<(String, String)>) -> FluentBundle<FluentResource> {
    let tag = locale.code().parse().expect("the code of a supported language is a language tag");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Fluent would isolate numbers too; see `isolate`.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match locale {
        Locale::Fa => |value, _| isolate(Locale::Fa, value),
        Locale::En => |value, _| isolate(Locale::En, value),
    }));
    if let Err(fault) = bundle.add_builtins() {
        report_fault(&format!("{locale}: {fault}"));
    }
    for (path, text) in sources {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(rest, faults)| {
            report_fault(&format!("{path}: {faults:?}"));
            rest
        });
        if let Err(faults) = bundle.add_resource(resource) {
            report_fault(&format!("{path}: {faults:?}"));
        }
    }
    bundle
}

pub(super) fn format<M: MemoizerKind>(
    bundle: &fluent_bundle::bundle::FluentBundle<FluentResource, M>,
    key: MessageKey,
    args: &FluentArgs<'_>,
) -> Result<String, String> {
    let pattern = bundle.get_message(key.name()).and_then(|message| message.value()).ok_or("is not in the catalogue")?;
    let mut faults = Vec::new();
    let mut words = String::new();
    // `format_pattern` would also pass the finished text through the formatter, as though it were an argument.
    bundle.write_pattern(&mut words, pattern, Some(args), &mut faults).map_err(|fault| fault.to_string())?;
    if faults.is_empty() { Ok(words) } else { Err(format!("{faults:?}")) }
}

/// Formats an argument. Text may run against its surroundings, so it goes between isolates; numbers use the digits of the language and need
/// none, so that a message without foreign text has no invisible marks either.
fn isolate(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(numbers::fluent(number, locale)),
        FluentValue::String(text) => Some(format!("{FSI}{text}{PDI}")),
        _ => None,
    }
}

/// Panics in a debug build and in every test; a release logs the fault and goes on.
fn report_fault(fault: &str) {
    if cfg!(debug_assertions) {
        panic!("catalogue: {fault}");
    }
    tracing::error!(fault, "the message catalogue has a fault");
}

#[cfg(test)]
mod tests {
    use super::*;

    // Not by `key!`: the catalogue does not have these messages.
    const KEY: MessageKey = MessageKey::from_macro("said");

    fn formatted(locale: Locale, source: &str, args: &[(&str, FluentValue<'static>)]) -> String {
        let bundle = bundle(locale, vec![("test.ftl".to_owned(), source.to_owned())]);
        let args = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        format(&bundle, KEY, &args).unwrap()
    }

    const FA: &str = "said = { $n ->\n    [one] یک نفر\n   *[other] { $n } نفر\n}";
    const EN: &str = "said = { $n ->\n    [one] one person\n   *[other] { $n } people\n}";

    #[test]
    fn numbers_choose_the_plural_and_come_out_in_the_languages_digits() {
        assert_eq!(formatted(Locale::Fa, FA, &[("n", 1.into())]), "یک نفر");
        assert_eq!(formatted(Locale::Fa, FA, &[("n", 12345.into())]), "۱۲٬۳۴۵ نفر");
        assert_eq!(formatted(Locale::En, EN, &[("n", 1.into())]), "one person");
        assert_eq!(formatted(Locale::En, EN, &[("n", 12345.into())]), "12,345 people");
    }

    #[test]
    fn grouping_and_fractions_follow_the_message() {
        let plain = "said = { NUMBER($n, useGrouping: \"false\") }";
        assert_eq!(formatted(Locale::Fa, plain, &[("n", 1405.into())]), "۱۴۰۵");
        let halves = "said = { NUMBER($n, minimumFractionDigits: 2) }";
        assert_eq!(formatted(Locale::Fa, halves, &[("n", 2.5.into())]), "۲٫۵۰");
        let rounded = "said = { NUMBER($n, maximumFractionDigits: 1) }";
        assert_eq!(formatted(Locale::En, rounded, &[("n", 0.3333.into())]), "0.3");
    }

    #[test]
    fn text_is_isolated_and_still_selects() {
        let greeting = "said = سلام { $name }";
        assert_eq!(formatted(Locale::Fa, greeting, &[("name", "Ann".into())]), "سلام \u{2068}Ann\u{2069}");
        let choice = "said = { $kind ->\n    [weekly] هر هفته\n   *[other] یک بار\n}";
        assert_eq!(formatted(Locale::Fa, choice, &[("kind", "weekly".into())]), "هر هفته");
    }

    #[test]
    fn a_missing_argument_is_a_fault() {
        let bundle = bundle(Locale::Fa, vec![("test.ftl".to_owned(), "said = { $n }".to_owned())]);
        assert!(format(&bundle, KEY, &FluentArgs::new()).is_err());
    }

    #[test]
    #[should_panic(expected = "is not in the catalogue")]
    fn a_missing_message_stops_a_test() {
        words(Locale::Fa, MessageKey::from_macro("no-such-message"), &FluentArgs::new());
    }

    #[test]
    #[should_panic(expected = "catalogue: test.ftl")]
    fn one_name_for_two_messages_stops_a_test() {
        bundle(Locale::Fa, vec![("test.ftl".to_owned(), "said = یک\nsaid = دو".to_owned())]);
    }
}
