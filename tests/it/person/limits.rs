//! Guessing is slowed down for the person who guesses, and locks no one out.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{PASSPHRASE, World};

const WRONG: &str = "wrong wrong wrong wrong";
const LEILA: &str = "leila@example.org";

#[sqlx::test(migrations = false)]
async fn each_guess_lengthens_the_wait_up_to_a_cap(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    world.practice(Locale::En).await;
    for name in [LEILA, "nobody@example.org"] {
        let browser = world.browser(Locale::En);
        for round in 1..=5 {
            assert_eq!(browser.sign_in(name, WRONG).await.status, 422, "{name}, {round}");
        }
        for wait in [2, 4, 8, 16, 30, 30] {
            // Another spelling of the same name.
            let refused = browser.sign_in(&name.to_uppercase(), PASSPHRASE).await;
            assert_eq!((refused.status, refused.header("retry-after")), (429, wait.to_string().as_str()), "{name}");
            assert!(
                refused.body.contains(&format!("{wait} seconds")) && refused.body.contains(&name.to_uppercase()),
                "explained, and kept"
            );
            world.app.clock.advance(TimeDelta::seconds(wait));
            assert_eq!(browser.sign_in(name, WRONG).await.status, 422, "{name}: checked after the wait");
        }
        world.app.clock.advance(TimeDelta::seconds(30));
    }
    assert_eq!(world.browser(Locale::En).sign_in(LEILA, PASSPHRASE).await.status, 303, "half a minute later the right one works");
    // A right passphrase in between clears the count.
    for _ in 0..3 {
        let other = world.browser(Locale::En);
        for _ in 0..3 {
            assert_eq!(other.sign_in(LEILA, WRONG).await.status, 422);
        }
        assert_eq!(other.sign_in(LEILA, PASSPHRASE).await.status, 303);
    }
}

#[sqlx::test(migrations = false)]
async fn parallel_guesses_gain_nothing_over_sequential_ones(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    world.practice(Locale::En).await;
    let browsers: Vec<_> = (0..16).map(|_| world.browser(Locale::En)).collect();
    for browser in &browsers {
        browser.get("/sign-in").await;
    }
    let guesses = browsers.iter().map(|browser| browser.sign_in(LEILA, WRONG));
    let statuses: Vec<u16> = futures_util::future::join_all(guesses).await.iter().map(|reply| reply.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 422).count(), 5, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 11, "{statuses:?}");
}

#[sqlx::test(migrations = false)]
async fn strangers_at_the_same_address_do_not_lock_out_a_known_browser(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let known = &practice.therapist;
    known.post("/sign-out", &[]).await;
    assert!(known.cookie("hamdel-known").is_some(), "signing out keeps the browser known");
    let stranger = world.browser(Locale::En);
    for n in 0..30 {
        assert_eq!(stranger.sign_in(&format!("guess-{n}"), WRONG).await.status, 422);
    }
    for _ in 0..8 {
        stranger.sign_in(LEILA, WRONG).await;
    }
    assert_eq!(stranger.sign_in(LEILA, PASSPHRASE).await.status, 429);
    assert_eq!(known.sign_in(LEILA, PASSPHRASE).await.status, 303, "counted apart");
    // The browser is known to that account alone, and its own failures count.
    known.post("/sign-out", &[]).await;
    for _ in 0..5 {
        assert_eq!(known.sign_in(LEILA, WRONG).await.status, 422);
    }
    let refused = known.sign_in(LEILA, PASSPHRASE).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "2"));
    let thief = world.browser(Locale::En);
    thief.set_cookie("hamdel-known", &"ab".repeat(32));
    assert_eq!(thief.sign_in(LEILA, PASSPHRASE).await.status, 429, "an invented cookie does not make a known browser");
}

#[sqlx::test(migrations = false)]
async fn behind_a_trusted_proxy_each_client_has_its_own_address(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    world.practice(Locale::En).await;
    let from = async |address: &str| world.behind_proxy(Locale::En).await.coming_from(address);
    let guessing = from("198.51.100.66, 192.0.2.7").await;
    for _ in 0..5 {
        assert_eq!(guessing.sign_in(LEILA, WRONG).await.status, 422);
    }
    assert_eq!(from("192.0.2.7").await.sign_in(LEILA, PASSPHRASE).await.status, 429, "the earlier addresses are forged");
    assert_eq!(from("192.0.2.8").await.sign_in(LEILA, PASSPHRASE).await.status, 303, "another person's address");
    // Without that setting any client can set the header.
    let made_up = |n: u8| world.browser(Locale::En).coming_from(&format!("192.0.2.{n}"));
    for n in 0..5 {
        assert_eq!(made_up(n).sign_in(LEILA, WRONG).await.status, 422);
    }
    assert_eq!(made_up(9).sign_in(LEILA, PASSPHRASE).await.status, 429);
}

#[sqlx::test(migrations = false)]
async fn guesses_of_a_signed_in_person_are_delayed_too(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let (browser, new) = (&practice.therapist, "a lantern under five bridges");
    for path in ["/account/passphrase", "/step-up"] {
        let guess = async |typed: &str| match path {
            "/step-up" => browser.post(path, &[("passphrase", typed), ("back", "/account")]).await,
            _ => browser.post(path, &[("now", typed), ("new", new)]).await,
        };
        for _ in 0..5 {
            assert_eq!(guess(WRONG).await.status, 422, "{path}");
        }
        let refused = guess(PASSPHRASE).await;
        assert_eq!((refused.status, refused.header("retry-after")), (429, "2"), "{path}");
        assert!(refused.body.contains("Please wait 2 seconds"), "beside the field");
        world.app.clock.advance(TimeDelta::minutes(15));
    }
    assert_eq!(browser.post("/account/recovery-word/opening", &[("recovery", "one two three")]).await.status, 422);
    for _ in 0..4 {
        browser.post("/account/recovery-word/opening", &[("recovery", "one two three")]).await;
    }
    assert_eq!(browser.post("/account/recovery-word/opening", &[("recovery", "one two three")]).await.status, 429);
    let elsewhere = world.browser(Locale::En);
    assert_eq!(elsewhere.sign_in(LEILA, PASSPHRASE).await.status, 303, "that locks no one out of the sign-in form");
}
