//! Protection behind the routes: row security, sealing, headers, and the checks on forms.

use hamdel::app;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Error, Executor, Row};
use uuid::Uuid;

use crate::charter;
use crate::closing;
use crate::world::{PASSPHRASE, World};

mod headers;
mod migrations;
mod row_security;

/// Tables without row security: they hold no readable text.
const OPEN_TABLES: [&str; 11] = [
    "calendar_feed",
    "installation",
    "job",
    "kept_answer",
    "known_browser",
    "person",
    "practice_access",
    "sign_in",
    "sign_in_entry",
    "sign_in_failure",
    "token",
];

/// Tables from which the app may delete nothing at all.
const KEPT: [&str; 11] = [
    "public.admission_decision",
    "public.audit_entry",
    "public.charter_article",
    "public.charter_revision",
    "public.charter_signature",
    "public.charter_version",
    "public.closing_version",
    "public.phone_entry",
    "public.erased_key",
    "public.individual_note",
    "public.substitution_notice",
];

/// Words that every text of a test contains, in both languages, and that must occur nowhere else.
const CANARIES: [&str; 2] = ["zirconium", "قناری‌زرد"];

#[sqlx::test(migrations = false)]
async fn every_table_of_a_practice_has_row_security(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let tables = "from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where n.nspname in ('public', 'keys') and c.relkind in ('r', 'p') and c.relname <> '_sqlx_migrations'";
    let open: Vec<String> = world
        .all(&format!(
            "select c.relname::text {tables} and not (c.relrowsecurity and c.relforcerowsecurity and exists
             (select from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null)) order by 1"
        ))
        .await;
    assert_eq!(open, OPEN_TABLES, "tables without forced row security and a policy for reading and writing");
    let views: i64 = world.count("pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace").await;
    assert_eq!(views, 0, "a view reads as its owner unless declared otherwise");
    let strong: i64 = world.count("pg_roles where rolname = 'hamdel_app' and (rolsuper or rolbypassrls or rolcanlogin)").await;
    let owned: i64 = world.count("pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'hamdel_app'").await;
    assert_eq!((strong, owned), (0, 0), "the role of requests");
}

#[sqlx::test(migrations = false)]
async fn a_connection_without_a_practice_sees_and_changes_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    group.member("Maya").await;
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    group.therapist().idea(&board, Uuid::new_v4(), "an idea").await;
    let tenants: Vec<String> = world
        .all("select (n.nspname || '.' || c.relname)::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity")
        .await;
    let practice_id: Uuid = world.one("select id from practice").await;
    let mut inhabited = 0;
    for table in &tenants {
        let there = world.count(table).await;
        inhabited += usize::from(there > 0);
        for practices in [String::new(), format!("{{{}}}", Uuid::new_v4())] {
            let mut tx = world.app.pool.begin().await.expect("a transaction");
            sqlx::query("select set_config('app.practices', $1, true)").bind(&practices).execute(&mut *tx).await.expect("a setting");
            // A person's own key belongs to no practice.
            let rows = sqlx::query(sqlx::AssertSqlSafe(format!("select count(*) from {table} where practice_id is not null")));
            let seen: i64 = rows.fetch_one(&mut *tx).await.expect("a count").get(0);
            assert_eq!(seen, 0, "{table} from {practices:?}");
            if !KEPT.contains(&table.as_str()) {
                let gone = sqlx::query(sqlx::AssertSqlSafe(format!("delete from {table} where practice_id is not null")));
                assert_eq!(gone.execute(&mut *tx).await.expect("nothing to delete").rows_affected(), 0, "{table}");
            }
        }
    }
    assert!(inhabited > 12, "the test fills the tables that it checks: {inhabited} of {}", tenants.len());
    let mut tx = world.app.pool.begin().await.expect("a transaction");
    let foreign =
        sqlx::query("insert into membership_change (id, practice_id, membership_id, state, at) values ($1, $2, $1, 'left', now())");
    assert_eq!(refusal(foreign.bind(Uuid::new_v4()).bind(practice_id).execute(&mut *tx).await), "42501");
}

#[sqlx::test(migrations = false)]
async fn audit_entries_cannot_be_changed(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    world.practice(Locale::En).await;
    let practice: Uuid = world.one("select id from practice").await;
    for act in ["update audit_entry set action = 'nothing'", "delete from audit_entry", "truncate audit_entry"] {
        let mut tx = hamdel::kit::db::Tx::for_practice(&world.app.pool, practice).await.expect("a transaction");
        assert_eq!(refusal(tx.execute(act).await), "42501", "as the role of requests: {act}");
        let as_owner = world.execute(act).await.expect_err("the owner of the table is refused as well").to_string();
        assert!(as_owner.contains("append-only"), "{act}: {as_owner}");
    }
    assert!(world.count("audit_entry").await > 0);
}

#[sqlx::test(migrations = false)]
async fn no_text_of_a_person_is_readable_in_the_database_or_the_log(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let words = CANARIES.join(" ");
    let (therapist, id) = (&practice.therapist, Uuid::new_v4().to_string());
    let practice_id: String = world.one("select id::text from practice").await;
    let base = [
        ("id", id.as_str()),
        ("practice", &practice_id),
        ("name", &words),
        ("purpose", &words),
        ("focus", &words),
        ("place", &words),
        ("locale", "en"),
        ("capacity", "8"),
        ("admission", "open"),
        ("meets", "in_person"),
        ("time_zone", "Asia/Tehran"),
        ("calendar", "gregorian"),
    ];
    assert_eq!(therapist.post("/groups", &base).await.status, 303);
    let settings = [("name", words.as_str()), ("locale", "en"), ("calendar", "gregorian"), ("time_zone", "Asia/Tehran"), ("version", "1")];
    assert_eq!(therapist.post("/practice", &settings).await.status, 303);
    let help =
        [("help_name", words.as_str()), ("help_number", "555 0123"), ("help_hours", &words), ("crisis_help", &words), ("version", "1")];
    assert_eq!(therapist.post("/practice/help", &help).await.status, 303);
    let group = practice.group(Locale::En, 8).await;
    let member = group.member(&words).await;
    let session = group.live().await;
    for kind in ["aloud-named", "quiet-nameless"] {
        let board = Uuid::new_v4().to_string();
        let question = [("id", board.as_str()), ("question", &words), ("kind", kind)];
        assert_eq!(therapist.post(&format!("/sessions/{session}/brainstorms"), &question).await.status, 303);
        assert_eq!(member.browser.idea(&board, Uuid::new_v4(), &words).await.status, 200);
    }
    let word = Uuid::new_v4().to_string();
    let own = [("id", word.as_str()), ("fa", &words), ("en", &words)];
    assert_eq!(therapist.post(&format!("/sessions/{session}/kind-words"), &own).await.status, 303);
    let nudge = [("id", &*Uuid::new_v4().to_string()), ("whom", &member.membership), ("kind", &word)];
    assert_eq!(therapist.post(&format!("/sessions/{session}/nudges"), &nudge).await.status, 303);
    let line = [("id", id.as_str()), ("text", words.as_str())];
    assert_eq!(therapist.post(&format!("/sessions/{session}/backstage"), &line).await.status, 303);
    let mood = [("value", "7"), ("word", words.as_str()), ("share", "true")];
    assert_eq!(member.browser.post(&format!("/sessions/{session}/check-in"), &mood).await.status, 303);
    let go = [("seen", "1"), ("to", "7")];
    assert_eq!(therapist.fragment(&format!("/sessions/{session}/stage"), &go).await.status, 200);
    assert_eq!(closing::sent(&group, &session, &words).await.status, 303);
    assert_eq!(therapist.post("/step-up", &[("passphrase", PASSPHRASE)]).await.status, 303);
    for on in [format!("/sessions/{session}"), format!("/groups/{}/members/{}", group.id, member.membership)] {
        let note = [("id", &*Uuid::new_v4().to_string()), ("page", &Uuid::new_v4().to_string()), ("text", &words)];
        assert_eq!(therapist.post(&format!("{on}/private-notes"), &note).await.status, 303);
    }
    let record = [("id", &*Uuid::new_v4().to_string()), ("based_on", "0"), ("text", &words)];
    let note = format!("/groups/{}/members/{}/note", group.id, member.membership);
    assert_eq!(therapist.post(&note, &record).await.status, 303);
    assert_eq!(world.count("individual_note").await, 1);
    assert!(world.count("closing_draft").await == 1 && world.count("closing_version").await == 1 && world.count("private_note").await == 2);
    let (second, proposal) = (group.member("Ruth").await, Uuid::new_v4().to_string());
    let fields = [("id", proposal.as_str()), ("act", "add"), ("text", &words), ("reason", &words)];
    assert_eq!(charter::send(&group, &member.browser, &fields).await.status, 303);
    for answer in ["concern", "agree"] {
        assert_eq!(charter::answer(&group, &second.browser, &proposal, 1, answer, &words).await.status, 303);
    }
    assert_eq!(world.count("charter_version").await, 1, "the text is that of a version too");
    let removal = format!("/groups/{}/members/{}/removal", group.id, member.membership);
    assert_eq!(therapist.post(&removal, &[("reason", &words)]).await.status, 303);
    assert!(therapist.get(&format!("/groups/{id}")).await.body.contains(CANARIES[0]), "people with access can read the text");
    let tables: Vec<String> =
        world.all("select (schemaname || '.' || tablename)::text from pg_tables where schemaname in ('public', 'keys')").await;
    for table in &tables {
        // As text, and as the bytes of every column: bytea is shown as hexadecimal.
        let rows: Vec<String> = world.all(&format!("select row_to_json(t)::text from {table} t")).await;
        let all = rows.join("\n");
        for canary in CANARIES.iter().copied().chain([PASSPHRASE, "leila@example.org"]) {
            let hex: String = canary.bytes().map(|byte| format!("{byte:02x}")).collect();
            assert!(!all.contains(canary) && !all.contains(&hex), "{canary} in {table}");
        }
    }
    let log = world.log();
    assert!(log.contains("\"answered\""), "there is a log");
    for canary in CANARIES.iter().copied().chain([PASSPHRASE, "leila@example.org", "/join/0", "Leila"]) {
        assert!(!log.contains(canary), "{canary} in the log");
    }
    let secrets = regex::Regex::new("[0-9a-f]{64}").expect("a pattern");
    let spilled: Vec<&str> = log.lines().filter(|line| secrets.is_match(line)).collect();
    assert!(spilled.is_empty(), "a link or cookie in the log: {spilled:#?}");
}

#[sqlx::test(migrations = false)]
async fn a_cross_site_or_stale_form_does_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let (browser, stranger) = (&practice.therapist, world.browser(Locale::En));
    let foreign = stranger.get("/sign-in").await.token();
    let unsafe_routes: Vec<_> = app::routes().list().iter().filter(|route| route.method == "POST").map(|route| route.path).collect();
    assert!(unsafe_routes.len() > 25);
    let id = regex::Regex::new(r"\{\w+\}").expect("a pattern");
    for path in unsafe_routes {
        let path = id.replace_all(path, Uuid::nil().to_string().as_str()).into_owned();
        assert_eq!(browser.post_with(&foreign, &path, &[]).await.status, 403, "another's token: {path}");
        assert_eq!(browser.post_with("", &path, &[]).await.status, 403, "no token: {path}");
        for (name, value) in
            [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example"), ("origin", "null")]
        {
            assert_eq!(browser.post_from(name, value, &path).await.status, 403, "{name}: {value}: {path}");
        }
    }
    assert_eq!(browser.get("/account").await.status, 200, "still signed in after all that");
}

#[sqlx::test(migrations = false)]
async fn text_typed_into_a_stale_page_is_given_back(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    world.practice(Locale::En).await;
    let stranger = world.browser(Locale::En);
    let typed = [("name", "a name of four words"), ("id", "7")];
    let kept = stranger.post_with("stale", "/groups", &typed).await;
    assert_eq!(kept.status, 403);
    assert!(kept.body.contains("a name of four words") && kept.body.contains("action=\"/groups\""), "{}", kept.body);
    let secret = stranger.post_with("stale", "/sign-in", &[("name", "a name of four words"), ("passphrase", PASSPHRASE)]).await;
    assert!(!secret.body.contains("four"), "a form with a passphrase is not given back");
}

#[sqlx::test(migrations = false)]
async fn get_requests_change_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Maya").await;
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    let idea = Uuid::new_v4().to_string();
    member.browser.idea(&board, idea.parse().expect("an id"), "an idea").await;
    let (join, sign_in) = (group.invite("1", false).await.0, group.sign_in_link(&member).await);
    let tables: Vec<String> = world
        .all("select (schemaname || '.' || tablename)::text from pg_tables where schemaname in ('public', 'keys') and tablename not in ('sign_in', 'audit_entry') order by 1")
        .await;
    // Reads are audited where the product says so; nothing else is written.
    let acts = "audit_entry where action not like '%\\_read'";
    let before = (sums(&world, &tables).await, world.count(acts).await);
    for route in app::routes().list().iter().filter(|route| route.method == "GET" && !route.path.ends_with("/stream")) {
        let path = route.path.replace("{group}", &group.id).replace("{session}", &session).replace("{token}", &"0".repeat(64));
        // Valid links are opened too, as previews and scanners do.
        let path = match route.path {
            "/join/{token}" => join.clone(),
            "/sign-in/{token}" => sign_in.clone(),
            _ => path,
        };
        for browser in [&practice.therapist, &member.browser] {
            browser.get(&path).await;
            browser.head(&path).await;
        }
    }
    assert_eq!((sums(&world, &tables).await, world.count(acts).await), before);
}

/// The code with which the database refuses; empty when it does not.
fn refusal<T>(result: Result<T, Error>) -> String {
    let code = result.err().and_then(|error| error.as_database_error().and_then(|error| error.code().map(std::borrow::Cow::into_owned)));
    code.unwrap_or_default()
}

async fn sums(world: &World, tables: &[String]) -> Vec<(String, String)> {
    let mut sums = Vec::new();
    for table in tables {
        let sum = world.one(&format!("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t")).await;
        sums.push((table.clone(), sum));
    }
    sums
}
