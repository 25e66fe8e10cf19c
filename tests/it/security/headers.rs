//! What every response carries: the security headers, and safe cookies.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use hamdel::app;
use hamdel::kit::db::Tx;
use hamdel::kit::i18n::Locale;
use hamdel::kit::web::assets;
use hamdel::kit::web::gate::BODY_LIMIT;
use hamdel::kit::web::headers;
use hamdel::person::{PersonId, sign_in};
use reqwest::header::{CACHE_CONTROL, HeaderMap, SERVER, SET_COOKIE};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, Reply, World};

/// Every header with its exact value; only a built-in file sets its own cache time.
fn check(found: &HeaderMap, https: bool, of: &str) {
    for (name, value) in headers::all(https) {
        if name == CACHE_CONTROL && of.contains("/static/") && of.ends_with("/main.css") {
            continue;
        }
        assert_eq!(found.get_all(&name).iter().collect::<Vec<_>>(), [&value], "{name} of {of}");
    }
    assert!(found.get(SERVER).is_none(), "{of} reveals the server software");
}

#[sqlx::test(migrations = false)]
async fn every_route_sends_the_security_headers(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Maya").await;
    let session = group.live().await;
    let id = regex::Regex::new(r"\{\w+\}").expect("a pattern");
    let mut statuses = BTreeSet::new();
    // Signing out accepts any form, and would sign out all later requests.
    for route in app::routes().list().iter().filter(|route| route.path != "/sign-out") {
        let path = route.path.replace("{group}", &group.id).replace("{session}", &session);
        let path = id.replace_all(&path, Uuid::nil().to_string().as_str()).into_owned();
        for browser in [&practice.therapist, &member.browser, &world.browser(Locale::Fa)] {
            let reply = match route.method {
                "GET" if path.ends_with("/stream") => {
                    let listening = browser.listen(&path).await;
                    check(&listening.headers, false, &path);
                    continue;
                }
                "GET" => browser.get(&path).await,
                // Refused for its field, before it has an effect.
                _ => browser.post(&path, &[("unknown", "1")]).await,
            };
            check(&reply.headers, false, &format!("{} {path}: {}", route.method, reply.status));
            statuses.insert(reply.status);
        }
    }
    let all = BTreeSet::from([200, 303, 403, 404, 422]);
    assert!(statuses.is_superset(&all), "{statuses:?}");
}

#[sqlx::test(migrations = false)]
async fn errors_have_the_security_headers_too(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let browser = &practice.therapist;
    let long = "x".repeat(100_000);
    assert!(long.len() > BODY_LIMIT);
    let styles = assets::url("css/main.css");
    let answers = [
        (404, "/nowhere", browser.get("/nowhere").await),
        (404, "/groups/nonsense", browser.get("/groups/nonsense").await),
        (405, "/help", browser.post("/help", &[]).await),
        (413, "/groups", browser.post("/groups", &[("name", &long)]).await),
        (404, "/static/nowhere.css", browser.get("/static/nowhere.css").await),
        (200, &styles, browser.get(&styles).await),
        (200, "/healthz", browser.get("/healthz").await),
        (200, "/readyz", browser.get("/readyz").await),
    ];
    for (status, path, answer) in &answers {
        assert_eq!(answer.status, *status, "{path}: {}", answer.body);
        check(&answer.headers, false, path);
    }
    let too_large = &answers[3].2.body;
    assert!(too_large.contains("<h1") && too_large.contains("form-token"), "413 is a page: {too_large}");
}

#[sqlx::test(migrations = false)]
async fn a_page_names_its_files_by_their_content(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let browser = world.browser(Locale::Fa);
    let page = browser.get("/").await.body;
    let address = regex::Regex::new(r#"/static/([0-9A-Z]{8})/[\w.-]+"#).expect("a pattern");
    let named: BTreeSet<&str> = address.find_iter(&page).map(|found| found.as_str()).collect();
    assert_eq!(named.len(), 4, "the page's icon, its other icons, styles and scripts: {named:?}");
    assert!(!address.replace_all(&page, "").contains("/static/"), "no other address");
    for path in named {
        let file = browser.get(path).await;
        assert_eq!(file.status, 200, "{path}");
        assert_eq!(file.headers[CACHE_CONTROL], "public, max-age=31536000, immutable", "{path}");
        let of_another_release = path.replace("/static/", "/static/0");
        assert_eq!(browser.get(&of_another_release).await.status, 404);
    }
}

#[sqlx::test(migrations = false)]
async fn cookies_are_restricted_to_this_site(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    world.practice(Locale::En).await;
    let person = PersonId(world.one("select person_id from staff").await);
    for https in [false, true] {
        let browser = if https { world.behind_https(Locale::En).await } else { world.browser(Locale::En) };
        let mut tx = Tx::without_practice(&world.app.pool).await.expect("a transaction");
        let link = sign_in::make_link(&mut tx, person, TimeDelta::hours(1), world.app.clock.now()).await.expect("a link");
        tx.commit().await.expect("a commit");
        let mut set = BTreeSet::new();
        for reply in visit(&browser, &link).await {
            check(&reply.headers, https, if https { "https" } else { "http" });
            for cookie in reply.headers.get_all(SET_COOKIE) {
                let cookie = cookie.to_str().expect("text");
                let parts: Vec<&str> = cookie.split("; ").collect();
                for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                    assert!(parts.contains(&part), "{part}: {cookie}");
                }
                assert_eq!(parts.contains(&"Secure"), https, "{cookie}");
                assert!(!cookie.to_ascii_lowercase().contains("domain="), "{cookie}");
                set.insert(parts[0].split_once('=').expect("a name").0.to_owned());
            }
        }
        let prefix = if https { "__Host-" } else { "" };
        let names = ["hamdel", "hamdel-known", "hamdel-locale", "hamdel-visitor"].map(|name| format!("{prefix}{name}"));
        assert_eq!(set, BTreeSet::from(names));
        assert!(browser.cookie(&format!("{prefix}hamdel")).is_none(), "signed out");
    }
}

/// From a first visit to the end of a sign-in: every response that sets a cookie is included.
async fn visit(browser: &Browser, link: &str) -> Vec<Reply> {
    let first = browser.get("/help").await;
    let language = browser.post("/language", &[("locale", "fa"), ("back", "/")]).await;
    let signed_in = browser.post(link, &[]).await;
    assert_eq!((signed_in.status, browser.get("/account").await.status), (303, 200));
    let signed_out = browser.post("/sign-out", &[]).await;
    vec![first, language, signed_in, signed_out]
}

#[test]
fn the_policy_allows_this_origin_only() {
    let policy = headers::CONTENT_SECURITY_POLICY;
    let parts: Vec<&str> = policy.split(';').map(str::trim).collect();
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types hamdel",
    ] {
        assert!(parts.contains(&part), "{part}: {policy}");
    }
    for weak in ["unsafe", "*", "http", "nonce", "strict-dynamic"] {
        assert!(!policy.contains(weak), "{weak}: {policy}");
    }
}
