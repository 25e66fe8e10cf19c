//! Signing in and out, over HTTP.

mod limits;
mod links;
mod once;
mod recovery;
mod secrets;
mod sign_ins;

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{PASSPHRASE, World, without_tokens};

#[sqlx::test(migrations = false)]
async fn sign_in_accepts_any_spelling_of_the_user_name(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let member = group.member("مهتاب").await;
    let name = member.user_name.clone();
    let words: Vec<&str> = name.rsplitn(2, ' ').collect();
    let (latin, arabic) = (digits(words[0], '0'), digits(words[0], '٠'));
    for typed in [
        name.clone(),
        format!("  {name} "),
        name.replace(' ', "\u{200C}"),
        format!("{} {latin}", words[1]),
        format!("{}{arabic}", words[1].replace('ی', "ي").replace('ک', "ك")),
    ] {
        let browser = world.browser(Locale::Fa);
        assert!(browser.get("/account").await.location().starts_with("/sign-in"), "a stranger before");
        let reply = browser.sign_in(&typed, PASSPHRASE).await;
        assert_eq!((reply.status, reply.location()), (303, "/"), "{typed:?}");
        assert!(browser.get("/account").await.body.contains(&name), "{typed:?}");
    }
    for typed in ["LEILA@Example.org", "  leila@example.org\u{200F}"] {
        let browser = world.browser(Locale::Fa);
        assert_eq!(browser.sign_in(typed, PASSPHRASE).await.status, 303, "{typed:?}");
    }
}

/// The digits of a text in another script, of which `zero` is the first.
fn digits(text: &str, zero: char) -> String {
    let put = |c: char| c.to_digit(10).or_else(|| ('۰'..='۹').contains(&c).then(|| c as u32 - '۰' as u32));
    text.chars().map(|c| put(c).and_then(|n| char::from_u32(zero as u32 + n)).unwrap_or(c)).collect()
}

#[sqlx::test(migrations = false)]
async fn known_and_unknown_accounts_get_the_same_refusal(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    world.practice(Locale::En).await;
    let mut answers = Vec::new();
    for name in ["leila@example.org", "nobody@example.org"] {
        let browser = world.browser(Locale::En);
        let hashed = world.hashed();
        let reply = browser.sign_in(name, "not the right words at all").await;
        // The cause of an equal response time: the same work, once for each.
        assert_eq!(world.hashed() - hashed, 1, "{name}");
        assert_eq!(reply.status, 422);
        assert!(reply.body.contains("Check for a typo"), "said in the reader's language");
        assert!(reply.body.contains(&format!("value=\"{name}\"")), "the input is kept");
        assert!(!reply.body.contains("not the right words"), "except for the passphrase");
        answers.push(without_tokens(&reply.body).replace(name, "NAME"));
    }
    assert_eq!(answers[0], answers[1]);
}

#[sqlx::test(migrations = false)]
async fn a_new_passphrase_ends_other_sign_ins_and_links(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let elsewhere = world.browser(Locale::En);
    assert_eq!(elsewhere.sign_in(&member.user_name, PASSPHRASE).await.status, 303);
    let link = group.sign_in_link(&member).await;
    let new = "a lantern under five bridges";
    for (now, typed, field, words) in [
        ("not this one at all", new, "now-error", "isn’t your current passphrase"),
        (PASSPHRASE, "short", "new-error", "This passphrase is too short"),
        (PASSPHRASE, "Robin Robin Robin Robin", "new-error", "easy to guess"),
    ] {
        let reply = member.browser.post("/account/passphrase", &[("now", now), ("new", typed)]).await;
        assert_eq!(reply.status, 422);
        assert!(reply.beside(field).contains(words), "{field}: {}", reply.beside(field));
        assert_eq!(elsewhere.get("/account").await.status, 200, "nothing has changed");
    }
    assert_eq!(member.browser.post("/account/passphrase", &[("now", PASSPHRASE), ("new", new)]).await.location(), "/account?kept=true");
    assert_eq!(member.browser.get("/account").await.status, 200, "this sign-in stays");
    assert_eq!(elsewhere.get("/account").await.status, 303, "the others end");
    assert_eq!(elsewhere.get(&link).await.status, 404, "and so does an unused link");
    assert_eq!(elsewhere.sign_in(&member.user_name, PASSPHRASE).await.status, 422);
    assert_eq!(elsewhere.sign_in(&member.user_name, new).await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn the_language_is_remembered_by_the_browser_and_by_the_person(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let stranger = world.browser(Locale::Fa);
    assert!(stranger.get("/sign-in").await.body.contains("<html lang=\"fa\" dir=\"rtl\">"));
    let reply = stranger.post("/language", &[("locale", "en"), ("back", "/sign-in?back=%2Faccount")]).await;
    assert_eq!((reply.status, reply.location()), (303, "/sign-in?back=%2Faccount"));
    assert!(stranger.get("/help").await.body.contains("<html lang=\"en\" dir=\"ltr\">"), "this browser");
    assert!(world.browser(Locale::Fa).get("/help").await.body.contains("<html lang=\"fa\""), "and no other");
    // After sign-in a person's own language applies, not the browser's.
    stranger.sign_in("leila@example.org", PASSPHRASE).await;
    assert!(stranger.get("/account").await.body.contains("<html lang=\"fa\""));
    practice.therapist.post("/language", &[("locale", "en"), ("back", "/")]).await;
    assert!(stranger.get("/account").await.body.contains("<html lang=\"en\""), "the person, in each of their browsers");
    assert!(practice.therapist.get("/account").await.body.contains("<html lang=\"en\""));
    let refused = practice.therapist.post("/language", &[("locale", "de"), ("back", "/")]).await;
    assert_eq!(refused.status, 422);
    assert!(practice.therapist.get("/account").await.body.contains("<html lang=\"en\""));
}

#[sqlx::test(migrations = false)]
async fn redirects_stay_within_the_app(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    for elsewhere in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        "javascript:alert(1)",
        "evil.example",
    ] {
        let signing_in = world.browser(Locale::En);
        let fields = [("name", "leila@example.org"), ("passphrase", PASSPHRASE), ("back", elsewhere)];
        let escaped: String = form_urlencoded::byte_serialize(elsewhere.as_bytes()).collect();
        assert_eq!(signing_in.post("/sign-in", &fields).await.location(), "/", "{elsewhere:?}");
        assert_eq!(practice.therapist.get(&format!("/sign-in?back={escaped}")).await.location(), "/", "{elsewhere:?}");
        assert_eq!(practice.therapist.post("/language", &[("locale", "en"), ("back", elsewhere)]).await.location(), "/", "{elsewhere:?}");
    }
    let reply = world.browser(Locale::En).get("//evil.example/%2e%2e").await;
    assert!(!reply.location().contains("evil"), "{}", reply.location());
    // A path of this app is accepted.
    let signing_in = world.browser(Locale::En);
    let asked = signing_in.get("/account?kept=true").await;
    assert_eq!(asked.location(), "/sign-in?back=%2Faccount%3Fkept%3Dtrue");
    let fields = [("name", "leila@example.org"), ("passphrase", PASSPHRASE), ("back", "/account?kept=true")];
    assert_eq!(signing_in.post("/sign-in", &fields).await.location(), "/account?kept=true");
}

#[sqlx::test(migrations = false)]
async fn the_colours_of_a_browser_are_on_every_page_from_its_first_byte(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let visitor = world.browser(Locale::En);
    assert!(!visitor.get("/sign-in").await.body.contains("data-theme=\""), "the system's, unless chosen");
    let chosen = visitor.post("/theme", &[("theme", "dark"), ("back", "/help")]).await;
    assert_eq!((chosen.status, chosen.location()), (303, "/help"));
    let page = visitor.get("/sign-in").await.body;
    assert!(page.contains(r#"data-theme="dark""#) && page.contains(r#"name="color-scheme" content="dark""#), "{page}");
    assert_eq!(visitor.post("/theme", &[("theme", "dark"), ("back", "//elsewhere.example")]).await.location(), "/");
    visitor.post("/theme", &[("theme", "system")]).await;
    assert!(!visitor.get("/sign-in").await.body.contains("data-theme=\""));
}
