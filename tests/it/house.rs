//! The architecture as a test. Each rule has its reason; what breaks one is named with its line.

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The rooms in the order in which they may use each other: a room uses only those before it.
const STREET: [&str; 19] = [
    "config",
    "kit",
    "person",
    "practice",
    "group",
    "charter",
    "invitation",
    "session",
    "passage",
    "voices",
    "concern",
    "brainstorm",
    "climate",
    "closing",
    "home",
    "live",
    "app",
    "start",
    "demo",
];

/// Files that hold SQL though they are neither a store nor in the kit, each with its reason.
const SQL_ELSEWHERE: [(&str, &str); 1] = [("src/person/sign_in/limit.rs", "counting failures is two statements, and nothing but them")];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a folder with one of these endings: its path from the root, and its text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let ending = entry.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if entry.is_dir() {
                if !["node_modules", "out"].iter().any(|skip| entry.ends_with(skip)) {
                    folders.push(entry);
                }
            } else if endings.contains(&ending) {
                let name = entry.strip_prefix(root()).expect("within the root").display().to_string();
                found.push((name, fs::read_to_string(&entry).expect("text")));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{folder} holds nothing to look at");
    found
}

/// The lines that match, but comments, with where they stand; a file's tests, at its end, are left out.
fn lines(files: &[(String, String)], pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    let mut found = Vec::new();
    for (name, text) in files {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (at, line) in (1..).zip(code.lines()) {
            if !line.trim_start().starts_with("//") && pattern.is_match(line) {
                found.push(format!("{name}:{at}: {}", line.trim()));
            }
        }
    }
    found
}

fn none(found: &[String], reason: &str) {
    assert!(found.is_empty(), "{reason}:\n  {}", found.join("\n  "));
}

fn room(path: &str) -> &str {
    path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
}

/// The rooms that a file names after `crate::`, one by one or several in braces.
fn rooms_used(text: &str) -> Vec<String> {
    let name = |text: &str| text.trim_start().split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).next().map(str::to_owned);
    let mut used = Vec::new();
    for rest in text.split("crate::").skip(1) {
        let Some(inside) = rest.strip_prefix('{') else {
            used.extend(name(rest));
            continue;
        };
        // Each name that stands in the outermost braces.
        let (mut depth, mut begins) = (0, true);
        for (at, letter) in inside.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                letter if begins && !letter.is_whitespace() => {
                    used.extend(name(&inside[at..]));
                    begins = false;
                }
                _ => {}
            }
        }
    }
    used
}

#[test]
fn imports_are_read_as_they_are_written() {
    let text = "use crate::{group::{self, Seat}, session::store,\n  live};\nfn f() { crate::home::routes::x() }";
    assert_eq!(rooms_used(text), ["group", "session", "live", "home"]);
}

#[test]
fn rooms_use_only_those_before_them() {
    let mut wrong = Vec::new();
    for (name, text) in files("src", &["rs"]) {
        let own = room(&name);
        let Some(here) = STREET.iter().position(|room| *room == own) else {
            assert!(["lib", "main"].contains(&own), "{name} is in no room of the street");
            continue;
        };
        for used in rooms_used(&text) {
            if STREET.iter().position(|room| *room == used).is_some_and(|there| there > here) {
                wrong.push(format!("{name} uses {used}"));
            }
        }
    }
    none(&wrong, "a room may use only those before it in the street");
}

#[test]
fn rules_know_neither_database_nor_browser_nor_clock() {
    let rules: Vec<_> = files("src", &["rs"])
        .into_iter()
        .filter(|(name, _)| name.ends_with("/mod.rs") && room(name) != "kit" && room(name) != "demo")
        .collect();
    none(&lines(&rules, r"sqlx::query|\baxum\b|\.await\b"), "a room's mod.rs is rules: no SQL, no HTTP, no waiting");
}

#[test]
fn sql_is_in_stores() {
    let elsewhere: Vec<_> = files("src", &["rs"])
        .into_iter()
        .filter(|(name, _)| !name.ends_with("store.rs") && room(name) != "kit" && !SQL_ELSEWHERE.iter().any(|(file, _)| file == name))
        .collect();
    none(&lines(&elsewhere, r"sqlx::query|\b(select|insert|update|delete)\b.*\b(from|into|set|where)\b.*\$1"), "SQL lives in store.rs");
    // The one statement of the first goes to psql, and its name is a constant; the second puts two constants around each migration file.
    let apart = ["src/kit/cluster/mod.rs", "src/kit/db/migrations.rs"];
    let all: Vec<_> = files("src", &["rs"]).into_iter().filter(|(name, _)| !apart.contains(&name.as_str())).collect();
    none(
        &lines(&all, r"AssertSqlSafe|QueryBuilder|format!\(.*(select|insert into|update |delete from)"),
        "SQL is never put together at run time",
    );
}

#[test]
fn queries_for_posts_ask_for_those_not_ended() {
    let asks = Regex::new(r"\b(?:from|join|update) staff\b").expect("a pattern");
    let mut wrong = Vec::new();
    for (name, text) in files("src", &["rs"]) {
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
        for found in asks.find_iter(&code) {
            // Up to where the statement is sent.
            let statement = code[found.start()..].split("fetch").next().and_then(|rest| rest.split("execute").next()).unwrap_or_default();
            if !statement.contains("ended_at") {
                wrong.push(format!("{name}: {statement}"));
            }
        }
    }
    none(&wrong, "a post that has ended is none");
}

#[test]
fn stores_know_no_browser() {
    let stores: Vec<_> = files("src", &["rs"]).into_iter().filter(|(name, _)| name.ends_with("store.rs")).collect();
    none(&lines(&stores, r"\baxum\b|kit::web|\bChrome\b"), "a store answers rooms, not requests");
}

#[test]
fn inside_a_room_routes_come_first() {
    let room_files = |endings: &[&str]| -> Vec<_> {
        files("src", &["rs"])
            .into_iter()
            .filter(|(name, _)| !["kit", "demo"].contains(&room(name)) && endings.iter().any(|ending| name.ends_with(ending)))
            .collect()
    };
    let way = "inside a room: routes → {store, views} → mod";
    none(&lines(&room_files(&["store.rs", "views.rs", "board.rs", "in_session.rs", "seat.rs"]), r"\broutes\b"), way);
    none(&lines(&room_files(&["store.rs"]), r"\bviews\b"), way);
    none(&lines(&room_files(&["/mod.rs"]), r"^\s*use .*\b(routes|store|views)::"), way);
}

#[test]
fn only_the_clock_reads_the_time() {
    let all: Vec<_> = files("src", &["rs"]).into_iter().filter(|(name, _)| name != "src/kit/clock.rs").collect();
    none(
        &lines(&all, r"Utc::now|Local::now|SystemTime::now|chrono::offset::.*::now"),
        "the time comes from kit/clock, so that tests can move it",
    );
    // How long a request took is no time of day.
    let others: Vec<_> = all.into_iter().filter(|(name, _)| name != "src/app.rs").collect();
    none(&lines(&others, r"Instant::now"), "only a request's duration is measured");
}

#[test]
fn files_stay_small() {
    let mut all = files("src", &["rs"]);
    all.extend(files("templates", &["html"]));
    all.extend(files("static", &["css", "js"]));
    all.extend(files("tests", &["rs", "mjs"]));
    let long: Vec<_> = all
        .iter()
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    none(&long, "a file of more than 400 lines holds more than one subject");
}

#[test]
fn pages_hold_nothing_inline_and_trust_nothing() {
    // A message is no page: no policy stands over it, and programs that show mail know no style sheets.
    let templates: Vec<_> = files("templates", &["html"]).into_iter().filter(|(name, _)| name != "templates/mail/letter.html").collect();
    none(
        &lines(&templates, r#"\sstyle=|<style|\son[a-z]+=|<script(?:>| [^>]*[^>]>[^<])|javascript:"#),
        "the policy allows no inline style or script",
    );
    none(&lines(&templates, r#"\|\s*safe|escape\s*=\s*"none""#), "people's words are escaped, always");
    let scripts = files("static/js", &["js"]);
    none(
        &lines(&scripts, r"\binnerHTML\b\s*=|outerHTML\s*=|insertAdjacentHTML|\beval\(|new Function|document\.write"),
        "scripts make no HTML of text",
    );
}

#[test]
fn styles_know_no_left_and_right() {
    let styles = files("static/css", &["css"]);
    let physical = r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|(?:^|[{;])\s*(?:left|right)\s*:|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear)\s*:\s*(?:left|right)";
    none(&lines(&styles, physical), "Persian runs from right to left: sizes and sides are logical");
}

#[test]
fn no_lint_is_silenced_without_a_reason() {
    let all = files("src", &["rs"]);
    none(&lines(&all, r"#!?\[allow\("), "#[expect(lint, reason = …)] says why, #[allow] does not");
    none(&lines(&all, r"\btodo!\(|\bunimplemented!\(|\bdbg!\("), "what does not work is not there");
}

#[test]
fn paths_that_the_documents_name_are_there() {
    let mut documents = vec![("README.md".to_owned(), fs::read_to_string(root().join("README.md")).expect("a README"))];
    documents.extend(files("docs", &["md"]));
    let named = Regex::new(r"[`(]((?:src|tests|templates|static|locales|migrations|docs|bin|benches)/[\w./-]+)[`)]").expect("a pattern");
    let mut missing = Vec::new();
    for (name, text) in &documents {
        for found in named.captures_iter(text) {
            if !Path::new(&root().join(&found[1])).exists() {
                missing.push(format!("{name} names {}", &found[1]));
            }
        }
    }
    none(&missing, "documents are true");
}
