//! The catalogue contains exactly the messages that the program uses, in both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use hamdel::kit::i18n::{Locale, sources};
use regex::Regex;

/// The messages of a language: each name with the names of its arguments.
type Messages = BTreeMap<String, BTreeSet<String>>;

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let [fa, en] = Locale::ALL.map(messages);
    let lacking = |from: &Messages, of: &Messages| of.keys().filter(|key| !from.contains_key(*key)).cloned().collect::<Vec<_>>();
    assert_none("are missing from locales/fa", &lacking(&fa, &en));
    assert_none("are missing from locales/en", &lacking(&en, &fa));
    let differing: Vec<_> = fa
        .iter()
        .filter(|(key, args)| en[*key] != **args)
        .map(|(key, args)| format!("{key}: fa takes {args:?}, en takes {:?}", en[key]))
        .collect();
    assert_none("take different arguments", &differing);
}

#[test]
fn every_message_used_is_in_the_catalogue() {
    let known = messages(Locale::Fa);
    let missing: Vec<_> =
        asked().into_iter().filter(|(key, _)| !known.contains_key(key)).map(|(key, place)| format!("{key} ({place})")).collect();
    assert_none("are asked for and not in locales/fa", &missing);
}

#[test]
fn every_message_in_the_catalogue_is_used() {
    let asked = asked();
    let idle: Vec<_> = messages(Locale::Fa).into_keys().filter(|key| !asked.contains_key(key)).collect();
    assert_none(
        "are asked for nowhere: write \"key\"|t in a template, .text(\"key\"), .message(\"key\"), key!(\"key\") or \
         keys![\"key\", …] in Rust, or take them out",
        &idle,
    );
}

#[test]
fn the_catalogue_keeps_the_tone_and_the_letters_of_its_language() {
    let mut faults = Vec::new();
    for locale in Locale::ALL {
        for (path, text) in sources(locale) {
            for (number, line) in text.lines().enumerate() {
                let arabic = locale == Locale::Fa && line.contains(['ي', 'ك', '٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩']);
                if line.contains('!') || arabic {
                    faults.push(format!("{path}:{}: {line}", number + 1));
                }
            }
        }
    }
    assert_none("hold an exclamation mark, or Arabic letters or digits in Persian", &faults);
}

#[test]
fn the_scanner_finds_every_form_of_use() {
    let source = r#"
        {{ "in-template"|t }} {{ "spaced" | t|with("argument", n) }} {{ "not-a-filter"|title }}
        locale.text("in-text"); locale
            .message(
                "in-message"); key!("in-key"); keys!["first", "second",
            "third"]
        // locale.text("in-comment")
        other.text(); println!("in-print");
    "#;
    let keys: BTreeSet<String> = keys_in(source).into_iter().collect();
    let expected = ["first", "in-key", "in-message", "in-template", "in-text", "second", "spaced", "third"];
    assert_eq!(keys, expected.map(str::to_owned).into());
}

fn assert_none(what: &str, keys: &[String]) {
    assert!(keys.is_empty(), "these messages {what}:\n  {}\n", keys.join("\n  "));
}

fn messages(locale: Locale) -> Messages {
    let mut messages = Messages::new();
    for (path, text) in sources(locale) {
        let resource = parser::parse(text.as_str()).unwrap_or_else(|(_, faults)| panic!("{path}: {faults:?}"));
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut args = BTreeSet::new();
            let value = message.value.as_ref().unwrap_or_else(|| panic!("{path}: {} has no text", message.id.name));
            pattern(value, &mut args);
            assert!(messages.insert(message.id.name.to_owned(), args).is_none(), "{path}: {} is defined twice", message.id.name);
        }
    }
    assert!(!messages.is_empty(), "no message in {locale}");
    messages
}

fn pattern(pattern: &Pattern<&str>, args: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression: inner } = element {
            expression(inner, args);
        }
    }
}

fn expression(expression: &Expression<&str>, args: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(value) => inline(value, args),
        Expression::Select { selector, variants } => {
            inline(selector, args);
            variants.iter().for_each(|variant| pattern(&variant.value, args));
        }
    }
}

fn inline(value: &InlineExpression<&str>, args: &mut BTreeSet<String>) {
    match value {
        InlineExpression::VariableReference { id } => {
            args.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => call(arguments, args),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => call(arguments, args),
        InlineExpression::Placeable { expression: inner } => expression(inner, args),
        _ => {}
    }
}

fn call(arguments: &CallArguments<&str>, args: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|value| inline(value, args));
    arguments.named.iter().for_each(|named| inline(&named.value, args));
}

/// Every key that templates and Rust use, with a file that uses it.
fn asked() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "templates"] {
        collect(&root.join(folder), &mut files);
    }
    let mut asked = BTreeMap::new();
    for file in files {
        // A binary file, such as a picture for a template, uses no key.
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let place = file.strip_prefix(root).unwrap().display().to_string();
        asked.extend(keys_in(&text).into_iter().map(|key| (key, place.clone())));
    }
    asked
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    // A checkout without templates has no such folder.
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn keys_in(source: &str) -> Vec<String> {
    let code: Vec<&str> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let one = Regex::new(r#""([a-z0-9-]+)"\s*\|\s*t\b|(?:\.text\(|\.message\(|\bkey!\()\s*"([^"]+)""#).unwrap();
    let several = Regex::new(r"\bkeys!\s*[\[\(]([^\]\)]*)").unwrap();
    let literal = Regex::new(r#""([^"]+)""#).unwrap();
    let of_one = one.captures_iter(&code).filter_map(|found| found.get(1).or(found.get(2)));
    let lists = several.captures_iter(&code).filter_map(|found| found.get(1));
    let of_several = lists.flat_map(|list| literal.captures_iter(list.as_str()).filter_map(|found| found.get(1)));
    of_one.chain(of_several).map(|key| key.as_str().to_owned()).collect()
}
