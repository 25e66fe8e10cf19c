//! Typed secrets: equal on every keyboard, hashed once per attempt, and only once their purpose is known.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::staff;
use crate::world::{PASSPHRASE, Reply, World, without_tokens};

#[sqlx::test(migrations = false)]
async fn a_passphrase_is_equal_on_every_keyboard(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let (link, _) = group.invite("1", true).await;
    let name = world.browser(Locale::Fa).join(&link, "مهتاب", "کافه ۱۲۳ روی پله‌های آبی").await.user_name().expect("a user name");
    for typed in
        ["كافه 123 روي پله‌هاي آبي", "کافه ١٢٣ روی پلههای آبی", " کافه  ۱۲۳ روی\u{00A0}پله‌های آبی\u{200F}", "کافـه ۱۲۳ روی پله‌های آبی"]
    {
        assert_eq!(world.browser(Locale::Fa).sign_in(&name, typed).await.status, 303, "{typed}");
    }
    let refused = world.browser(Locale::Fa).sign_in(&name, "کافه ۱۲۳ روی پله‌های ابی").await;
    assert_eq!(refused.status, 422, "hamza and madda are separate letters");
    assert!(refused.body.contains("صفحه‌کلید") && refused.body.contains("Caps Lock"), "the hint names both");
    assert!(refused.body.contains("data-typed="), "what was typed can be shown");
}

#[sqlx::test(migrations = false)]
async fn an_old_hash_is_verified_with_its_parameters_and_replaced(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    world.practice(Locale::En).await;
    // Both forms of these letters are equal.
    world.execute("update person set passphrase_form = 1").await.expect("an update");
    let form = async || world.one::<i16>("select passphrase_form from person").await;
    let tried = async |passphrase: &str| {
        let before = world.hashed();
        let status = world.browser(Locale::En).sign_in("leila@example.org", passphrase).await.status;
        (status, world.hashed() - before)
    };
    assert_eq!((tried("wrong wrong wrong wrong").await, form().await), ((422, 1), 1), "a wrong one costs no more than any other");
    assert_eq!((tried(PASSPHRASE).await, form().await), ((303, 2), 2), "a right one is rehashed, once");
    assert_eq!(tried(PASSPHRASE).await, (303, 1));
}

#[sqlx::test(migrations = false)]
async fn nothing_is_hashed_for_an_invalid_link(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    world.practice(Locale::En).await;
    let (browser, made_up, hashed) = (world.browser(Locale::En), "0f".repeat(32), world.hashed());
    let setup = [
        ("practice", "A practice"),
        ("locale", "en"),
        ("calendar", "gregorian"),
        ("time_zone", "Asia/Tehran"),
        ("name", "Anna"),
        ("email", "anna@example.org"),
        ("passphrase", PASSPHRASE),
    ];
    let member = [("name", "Anna"), ("email", "anna@example.org"), ("passphrase", PASSPHRASE)];
    for (path, fields) in
        [("setup", &setup[..]), ("join", &member[..]), ("staff", &member[..]), ("sign-in", &[("recovery", "one two three")][..])]
    {
        assert_eq!(browser.post(&format!("/{path}/{made_up}"), fields).await.status, 404, "{path}");
    }
    assert_eq!(world.hashed(), hashed);
}

#[sqlx::test(migrations = false)]
async fn joining_does_not_reveal_whether_an_address_has_an_account(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut pages = Vec::new();
    for email in ["leila@example.org", "nobody@example.org"] {
        let (browser, (link, _)) = (world.browser(Locale::En), group.invite_facilitator().await);
        let joined: Reply = browser.post(&link, &[("name", "Sina"), ("email", email), ("passphrase", PASSPHRASE)]).await;
        let (user_name, words) = (joined.user_name().expect("a user name"), joined.beside("three"));
        assert_eq!(world.browser(Locale::En).sign_in(&user_name, PASSPHRASE).await.status, 303, "{email}");
        pages.push((
            joined.status,
            without_tokens(&joined.body).replace(&user_name, "NAME").replace(&words, "WORDS").replace(&link, "LINK"),
        ));
    }
    assert_eq!(pages[0], pages[1]);
    let (post, _) = staff::offer(&practice.therapist, "therapist").await;
    let taken = world.browser(Locale::En);
    let fields = [("name", "Sohrab"), ("email", "leila@example.org"), ("passphrase", PASSPHRASE)];
    assert_eq!(taken.post(&post, &fields).await.location(), "/");
    assert_eq!(world.count("person where email is not null").await, 2, "the address keeps its owner");
    let leila = world.browser(Locale::En);
    leila.sign_in("leila@example.org", PASSPHRASE).await;
    assert!(leila.get("/account").await.body.contains("لیلا کریمی"));
    assert!(!taken.get("/account").await.body.contains("leila@example.org"));
}
