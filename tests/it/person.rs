//! Coming in and going out, told from the front door.

mod links;
mod once;
mod sign_ins;

use chrono::TimeDelta;
use hamdel::kit::locale::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::town::{PASSPHRASE, Town, without_tokens};

#[sqlx::test(migrations = false)]
async fn a_person_is_known_however_their_name_is_typed(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::Fa).await;
    let group = office.group(Locale::Fa, 8).await;
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
        let browser = town.browser(Locale::Fa);
        assert!(browser.get("/account").await.location().starts_with("/sign-in"), "a stranger before");
        let reply = browser.sign_in(&typed, PASSPHRASE).await;
        assert_eq!((reply.status, reply.location()), (303, "/"), "{typed:?}");
        assert!(browser.get("/account").await.body.contains(&name), "{typed:?}");
    }
    for typed in ["LEILA@Example.org", "  leila@example.org\u{200F}"] {
        let browser = town.browser(Locale::Fa);
        assert_eq!(browser.sign_in(typed, PASSPHRASE).await.status, 303, "{typed:?}");
    }
}

/// The digits of a text in another script, of which `zero` is the first.
fn digits(text: &str, zero: char) -> String {
    let put = |c: char| c.to_digit(10).or_else(|| ('۰'..='۹').contains(&c).then(|| c as u32 - '۰' as u32));
    text.chars().map(|c| put(c).and_then(|n| char::from_u32(zero as u32 + n)).unwrap_or(c)).collect()
}

#[sqlx::test(migrations = false)]
async fn known_and_unknown_accounts_are_refused_alike(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    town.practice(Locale::En).await;
    let mut answers = Vec::new();
    for name in ["leila@example.org", "nobody@example.org"] {
        let browser = town.browser(Locale::En);
        let hashed = town.hashed();
        let reply = browser.sign_in(name, "not the right words at all").await;
        // The cause of an equal time: the same work, once for each.
        assert_eq!(town.hashed() - hashed, 1, "{name}");
        assert_eq!(reply.status, 422);
        assert!(reply.body.contains("Perhaps one letter slipped"), "said in the reader's language");
        assert!(reply.body.contains(&format!("value=\"{name}\"")), "what was typed is kept");
        assert!(!reply.body.contains("not the right words"), "but for the passphrase");
        answers.push(without_tokens(&reply.body).replace(name, "NAME"));
    }
    assert_eq!(answers[0], answers[1]);
}

#[sqlx::test(migrations = false)]
async fn who_guesses_waits_and_whoever_is_right_is_not_counted(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    town.practice(Locale::En).await;
    let browser = town.browser(Locale::En);
    for name in ["leila@example.org", "nobody@example.org"] {
        for round in 1..=5 {
            assert_eq!(browser.sign_in(name, "wrong wrong wrong wrong").await.status, 422, "{name}, {round}");
        }
        // Typed otherwise, it is the same name.
        let refused = browser.sign_in(&name.to_uppercase(), PASSPHRASE).await;
        assert_eq!((refused.status, refused.header("retry-after")), (429, "300"), "{name}");
        assert!(refused.body.contains("Please wait a little"));
    }
    town.house.clock.advance(TimeDelta::minutes(5));
    assert_eq!(browser.sign_in("leila@example.org", PASSPHRASE).await.status, 303, "after the wait");
    // A right one in between forgives what was counted against the name.
    for _ in 0..3 {
        let other = town.browser(Locale::En);
        for _ in 0..3 {
            assert_eq!(other.sign_in("leila@example.org", "wrong wrong wrong wrong").await.status, 422);
        }
        assert_eq!(other.sign_in("leila@example.org", PASSPHRASE).await.status, 303);
    }
}

#[sqlx::test(migrations = false)]
async fn a_group_behind_one_address_is_not_locked_out_by_those_who_come_in(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    town.practice(Locale::En).await;
    let browser = town.browser(Locale::En);
    for n in 0..29 {
        assert_eq!(browser.sign_in(&format!("guess-{n}"), "wrong wrong wrong wrong").await.status, 422);
    }
    for _ in 0..3 {
        assert_eq!(town.browser(Locale::En).sign_in("leila@example.org", PASSPHRASE).await.status, 303, "a right one is not counted");
    }
    assert_eq!(browser.sign_in("guess-29", "wrong wrong wrong wrong").await.status, 422, "the thirtieth");
    let refused = browser.sign_in("leila@example.org", PASSPHRASE).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "60"));
    town.house.clock.advance(TimeDelta::seconds(60));
    assert_eq!(browser.sign_in("leila@example.org", PASSPHRASE).await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn guesses_side_by_side_are_no_more_than_one_after_the_other(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    town.practice(Locale::En).await;
    let browsers: Vec<_> = (0..16).map(|_| town.browser(Locale::En)).collect();
    for browser in &browsers {
        browser.get("/sign-in").await;
    }
    let guesses = browsers.iter().map(|browser| browser.sign_in("leila@example.org", "wrong wrong wrong wrong"));
    let statuses: Vec<u16> = futures_util::future::join_all(guesses).await.iter().map(|reply| reply.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 422).count(), 5, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 11, "{statuses:?}");
}

#[sqlx::test(migrations = false)]
async fn a_new_passphrase_ends_the_old_ways_in(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::En).await;
    let group = office.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let elsewhere = town.browser(Locale::En);
    assert_eq!(elsewhere.sign_in(&member.user_name, PASSPHRASE).await.status, 303);
    let link = group.sign_in_link(&member).await;
    let new = "a lantern under five bridges";
    for (now, typed, field, words) in [
        ("not this one at all", new, "now-error", "not your passphrase now"),
        (PASSPHRASE, "short", "new-error", "This passphrase is short"),
        (PASSPHRASE, "Robin Robin Robin Robin", "new-error", "quickly guessed"),
    ] {
        let reply = member.browser.post("/account/passphrase", &[("now", now), ("new", typed)]).await;
        assert_eq!(reply.status, 422);
        assert!(reply.beside(field).contains(words), "{field}: {}", reply.beside(field));
        assert_eq!(elsewhere.get("/account").await.status, 200, "nothing has changed");
    }
    assert_eq!(member.browser.post("/account/passphrase", &[("now", PASSPHRASE), ("new", new)]).await.location(), "/account?kept=true");
    assert_eq!(member.browser.get("/account").await.status, 200, "this sign-in stays");
    assert_eq!(elsewhere.get("/account").await.status, 303, "the others end");
    assert_eq!(elsewhere.get(&link).await.status, 404, "and so does a link that was on its way");
    assert_eq!(elsewhere.sign_in(&member.user_name, PASSPHRASE).await.status, 422);
    assert_eq!(elsewhere.sign_in(&member.user_name, new).await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn the_language_is_remembered_by_the_browser_and_by_the_person(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::Fa).await;
    let stranger = town.browser(Locale::Fa);
    assert!(stranger.get("/sign-in").await.body.contains("<html lang=\"fa\" dir=\"rtl\">"));
    let reply = stranger.post("/language", &[("locale", "en"), ("back", "/sign-in?back=%2Faccount")]).await;
    assert_eq!((reply.status, reply.location()), (303, "/sign-in?back=%2Faccount"));
    assert!(stranger.get("/help").await.body.contains("<html lang=\"en\" dir=\"ltr\">"), "this browser");
    assert!(town.browser(Locale::Fa).get("/help").await.body.contains("<html lang=\"fa\""), "and no other");
    // Whoever signs in reads as they chose, whatever the browser says.
    stranger.sign_in("leila@example.org", PASSPHRASE).await;
    assert!(stranger.get("/account").await.body.contains("<html lang=\"fa\""));
    office.therapist.post("/language", &[("locale", "en"), ("back", "/")]).await;
    assert!(stranger.get("/account").await.body.contains("<html lang=\"en\""), "the person, in each of their browsers");
    assert!(office.therapist.get("/account").await.body.contains("<html lang=\"en\""));
    let refused = office.therapist.post("/language", &[("locale", "de"), ("back", "/")]).await;
    assert_eq!(refused.status, 422);
    assert!(office.therapist.get("/account").await.body.contains("<html lang=\"en\""));
}

#[sqlx::test(migrations = false)]
async fn nobody_is_led_out_of_the_house(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::En).await;
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
        let signing_in = town.browser(Locale::En);
        let fields = [("name", "leila@example.org"), ("passphrase", PASSPHRASE), ("back", elsewhere)];
        let escaped: String = form_urlencoded::byte_serialize(elsewhere.as_bytes()).collect();
        assert_eq!(signing_in.post("/sign-in", &fields).await.location(), "/", "{elsewhere:?}");
        assert_eq!(office.therapist.get(&format!("/sign-in?back={escaped}")).await.location(), "/", "{elsewhere:?}");
        assert_eq!(office.therapist.post("/language", &[("locale", "en"), ("back", elsewhere)]).await.location(), "/", "{elsewhere:?}");
    }
    let reply = town.browser(Locale::En).get("//evil.example/%2e%2e").await;
    assert!(!reply.location().contains("evil"), "{}", reply.location());
    // A path of this house is gone back to.
    let signing_in = town.browser(Locale::En);
    let asked = signing_in.get("/account?kept=true").await;
    assert_eq!(asked.location(), "/sign-in?back=%2Faccount%3Fkept%3Dtrue");
    let fields = [("name", "leila@example.org"), ("passphrase", PASSPHRASE), ("back", "/account?kept=true")];
    assert_eq!(signing_in.post("/sign-in", &fields).await.location(), "/account?kept=true");
}
