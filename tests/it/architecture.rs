//! The architecture as a test. Each rule has its reason; a violation is reported with its line.

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The modules in the order of their dependencies: a module uses only those before it.
const ORDER: [&str; 26] = [
    "private_postgres",
    "config",
    "kit",
    "person",
    "practice",
    "group",
    "intake",
    "charter",
    "invitation",
    "session",
    "notify",
    "transitions",
    "voices",
    "concern",
    "brainstorm",
    "commitment",
    "climate",
    "closing",
    "record",
    "contact",
    "trial",
    "home",
    "live",
    "app",
    "start",
    "demo",
];

/// Modules that do not use each other, in either direction.
const SIBLINGS: [&[&str]; 3] = [&["intake", "charter"], &["notify", "transitions", "voices", "concern"], &["home", "live"]];

/// Tables whose module is not the one that writes to them first: access lists belong to the kit.
const KIT_TABLES: [&str; 1] = ["practice_access"];

/// Files that hold SQL although they are neither a store nor in the kit, each with its reason.
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
    assert!(!found.is_empty(), "{folder} contains no files to check");
    found
}

/// The lines that match, with their position; comments and a file's tests, at its end, are left out.
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

fn module(path: &str) -> &str {
    path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
}

/// The modules that a file names after `crate::`, one by one or several in braces.
fn modules_used(text: &str) -> Vec<String> {
    let name = |text: &str| text.trim_start().split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).next().map(str::to_owned);
    let mut used = Vec::new();
    for rest in text.split("crate::").skip(1) {
        let Some(inside) = rest.strip_prefix('{') else {
            used.extend(name(rest));
            continue;
        };
        // Each name at the top level of the braces.
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
fn the_import_scanner_reads_every_form_of_import() {
    let text = "use crate::{group::{self, Seat}, session::store,\n  live};\nfn f() { crate::home::routes::x() }";
    assert_eq!(modules_used(text), ["group", "session", "live", "home"]);
}

#[test]
fn modules_use_only_those_before_them() {
    let mut wrong = Vec::new();
    for (name, text) in files("src", &["rs"]) {
        let own = module(&name);
        let Some(here) = position(own) else {
            assert!(["lib", "main"].contains(&own), "{name} is in no module of the order");
            continue;
        };
        for used in modules_used(&text) {
            if position(&used).is_some_and(|there| there > here) || are_siblings(own, &used) {
                wrong.push(format!("{name} uses {used}"));
            }
        }
    }
    none(&wrong, "a module may use only those before it in the order, and no sibling");
}

fn position(module: &str) -> Option<usize> {
    ORDER.iter().position(|one| *one == module)
}

fn are_siblings(one: &str, other: &str) -> bool {
    one != other && SIBLINGS.iter().any(|among| among.contains(&one) && among.contains(&other))
}

/// The text of each SQL statement in a file.
fn statements(text: &str) -> Vec<&str> {
    let quoted = Regex::new(r##"r#"[^#]*"#|"(?:[^"\\]|\\.)*""##).expect("a pattern");
    let sql = Regex::new(r"\b(?:select|insert into|update|delete from)\b").expect("a pattern");
    quoted.find_iter(text).map(|found| found.as_str()).filter(|statement| sql.is_match(statement)).collect()
}

#[test]
fn a_statement_names_only_tables_of_its_module_and_of_those_before_it() {
    let migrations: String = files("migrations", &["sql"]).into_iter().map(|(_, text)| text).collect();
    let created = Regex::new(r"create table (?:if not exists )?(\w+)").expect("a pattern");
    let tables: Vec<&str> = created.captures_iter(&migrations).filter_map(|found| found.get(1)).map(|name| name.as_str()).collect();
    let named = Regex::new(r"\b(from|join|into|update) (?:only )?([a-z_]+)\b").expect("a pattern");
    let sources: Vec<_> = files("src", &["rs"]).into_iter().filter(|(name, _)| !["kit", "demo", "app"].contains(&module(name))).collect();
    // A table belongs to the first module that inserts into it.
    let mut owners = std::collections::HashMap::new();
    for (name, text) in &sources {
        for found in statements(text).iter().flat_map(|statement| named.captures_iter(statement)) {
            let table = found.get(2).expect("a name").as_str().to_owned();
            if &found[1] == "into" && tables.contains(&table.as_str()) && !KIT_TABLES.contains(&table.as_str()) {
                let owner = owners.entry(table).or_insert(module(name).to_owned());
                if position(module(name)) < position(owner) {
                    module(name).clone_into(owner);
                }
            }
        }
    }
    assert!(owners.len() > 30, "the tables are found: {owners:?}");
    let mut wrong = Vec::new();
    for (name, text) in &sources {
        for found in statements(text).iter().flat_map(|statement| named.captures_iter(statement)) {
            let Some(owner) = owners.get(&found[2]) else { continue };
            if position(owner) > position(module(name)) || are_siblings(owner, module(name)) {
                wrong.push(format!("{name}: {} of {owner}", &found[2]));
            }
        }
    }
    none(&wrong, "SQL names tables of its own module and of modules before it");
}

#[test]
fn a_file_with_routes_is_used_by_its_parent_only() {
    let sources = files("src", &["rs"]);
    let path = |name: &str| name.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
    let mut wrong = Vec::new();
    for (routes, _) in sources.iter().filter(|(_, text)| text.contains("AppRoutes::new()")) {
        let routes = path(routes);
        let parent = routes.rsplit_once("::").map_or("", |(parent, _)| parent);
        let used = Regex::new(&format!(r"crate::{routes}::(?:\{{|\w+)")).expect("a pattern");
        for (name, text) in &sources {
            let user = path(name);
            let is_family = user == parent || user == routes || user.starts_with(&format!("{routes}::")) || user == "app";
            if !is_family && used.is_match(text) {
                wrong.push(format!("{user} uses {routes}"));
            }
        }
    }
    none(&wrong, "no other module uses a module's routes");
}

#[test]
fn rules_use_neither_database_nor_http_nor_clock() {
    let rules: Vec<_> = files("src", &["rs"])
        .into_iter()
        .filter(|(name, _)| {
            name.ends_with("/mod.rs") && module(name) != "kit" && module(name) != "private_postgres" && module(name) != "demo"
        })
        .collect();
    none(&lines(&rules, r"sqlx::query|\baxum\b|\.await\b"), "a module's mod.rs is rules: no SQL, no HTTP, no waiting");
}

#[test]
fn sql_is_in_stores() {
    let elsewhere: Vec<_> = files("src", &["rs"])
        .into_iter()
        .filter(|(name, _)| !name.ends_with("store.rs") && module(name) != "kit" && !SQL_ELSEWHERE.iter().any(|(file, _)| file == name))
        .collect();
    none(&lines(&elsewhere, r"sqlx::query|\b(select|insert|update|delete)\b.*\b(from|into|set|where)\b.*\$1"), "SQL lives in store.rs");
    // The first has one statement, which goes to psql and contains a constant name; the second adds two constants around each migration
    // file.
    let apart = ["src/private_postgres/mod.rs", "src/kit/db/migrations.rs"];
    let all: Vec<_> = files("src", &["rs"]).into_iter().filter(|(name, _)| !apart.contains(&name.as_str())).collect();
    none(
        &lines(&all, r"AssertSqlSafe|QueryBuilder|format!\(.*(select|insert into|update |delete from)"),
        "SQL is never put together at run time",
    );
}

#[test]
fn queries_for_staff_positions_exclude_those_that_ended() {
    let asks = Regex::new(r"\b(?:from|join|update) staff\b").expect("a pattern");
    let mut wrong = Vec::new();
    for (name, text) in files("src", &["rs"]) {
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
        for found in asks.find_iter(&code) {
            // Up to the point where the statement is sent.
            let statement = code[found.start()..].split("fetch").next().and_then(|rest| rest.split("execute").next()).unwrap_or_default();
            if !statement.contains("ended_at") {
                wrong.push(format!("{name}: {statement}"));
            }
        }
    }
    none(&wrong, "a query on staff positions leaves out those that have ended");
}

#[test]
fn stores_use_no_http() {
    let stores: Vec<_> = files("src", &["rs"]).into_iter().filter(|(name, _)| name.ends_with("store.rs")).collect();
    none(&lines(&stores, r"\baxum\b|kit::web|\bChrome\b"), "a store answers modules, not requests");
}

#[test]
fn inside_a_module_routes_come_first() {
    let module_files = |endings: &[&str]| -> Vec<_> {
        files("src", &["rs"])
            .into_iter()
            .filter(|(name, _)| !["kit", "demo"].contains(&module(name)) && endings.iter().any(|ending| name.ends_with(ending)))
            .collect()
    };
    let way = "inside a module: routes → {store, views} → mod";
    none(&lines(&module_files(&["store.rs", "views.rs", "board.rs", "access.rs"]), r"\broutes\b"), way);
    none(&lines(&module_files(&["store.rs"]), r"\bviews\b"), way);
    none(&lines(&module_files(&["/mod.rs"]), r"^\s*use .*\b(routes|store|views)::"), way);
}

#[test]
fn only_requests_are_measured() {
    // clippy.toml enforces that the time of day comes from kit::clock.
    let others: Vec<_> = files("src", &["rs"]).into_iter().filter(|(name, _)| name != "src/app.rs").collect();
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
fn lines_of_templates_fit_140_columns() {
    let mut long = Vec::new();
    for (name, text) in files("templates", &["html"]) {
        for (at, line) in (1..).zip(text.lines()) {
            let columns = line.chars().count();
            if columns > 140 {
                long.push(format!("{name}:{at}: {columns} columns"));
            }
        }
    }
    none(&long, "a line of a template has at most 140 columns");
}

#[test]
fn pages_contain_nothing_inline_and_escape_everything() {
    // A mail message is not a page: no policy applies to it, and mail programs support no style sheets.
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
fn styles_use_logical_directions() {
    let styles = files("static/css", &["css"]);
    let physical = r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|(?:^|[{;])\s*(?:left|right)\s*:|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear)\s*:\s*(?:left|right)";
    none(&lines(&styles, physical), "Persian runs from right to left: sizes and sides are logical");
}

#[test]
fn no_lint_is_silenced_without_a_reason() {
    let all = files("src", &["rs"]);
    none(&lines(&all, r"#!?\[allow\("), "#[expect(lint, reason = …)] says why, #[allow] does not");
    none(&lines(&all, r"\btodo!\(|\bunimplemented!\(|\bdbg!\("), "no unfinished code and no debug output");
}

#[test]
fn paths_named_in_the_documents_exist() {
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
