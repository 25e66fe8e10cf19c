//! One-time links: a sign-in link, and the setup link of the first start.

use chrono::TimeDelta;
use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use hamdel::practice::setup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{PASSPHRASE, World, without_tokens};

#[sqlx::test(migrations = false)]
async fn a_sign_in_link_works_once_and_opening_it_changes_nothing(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let link = group.sign_in_link(&member).await;
    let (tokens, sign_ins) = (world.count("token").await, world.count("sign_in").await);
    let scanner = world.browser(Locale::En);
    for _ in 0..50 {
        let page = scanner.get(&link).await;
        assert_eq!((page.status, page.header("set-cookie").contains("hamdel=")), (200, false));
        assert_eq!(scanner.head(&link).await.status, 200);
    }
    assert_eq!((world.count("token").await, world.count("sign_in").await), (tokens, sign_ins));
    let browsers: Vec<_> = (0..16).map(|_| world.browser(Locale::En)).collect();
    join_all(browsers.iter().map(|browser| browser.get(&link))).await;
    let replies = join_all(browsers.iter().map(|browser| browser.post(&link, &[]))).await;
    let statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 404).count(), 15, "{statuses:?}");
    assert_eq!((world.count("token").await, world.count("sign_in").await), (tokens - 1, sign_ins), "theirs replaces the earlier one");
    for (browser, status) in browsers.iter().zip(statuses) {
        let seen = browser.get("/account").await;
        assert_eq!(seen.body.contains(&member.user_name), status == 303, "signed in as the member, or not at all");
    }
    assert_eq!(scanner.get(&link).await.status, 404, "used up");
}

#[sqlx::test(migrations = false)]
async fn an_invalid_link_does_not_say_why(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let browser = world.browser(Locale::En);
    let earlier = group.sign_in_link(&member).await;
    let used = group.sign_in_link(&member).await;
    assert_eq!(browser.get(&earlier).await.status, 404, "a later link replaces an earlier one");
    assert_eq!(world.browser(Locale::En).post(&used, &[]).await.status, 303);
    let expired = group.sign_in_link(&member).await;
    world.app.clock.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
    assert_eq!(browser.get(&expired).await.status, 200, "to its last second");
    world.app.clock.advance(TimeDelta::seconds(1));
    let unknown = format!("/sign-in/{}", "0f".repeat(32));
    let mut pages = Vec::new();
    for link in [&earlier, &used, &expired, &unknown, &"/sign-in/x".to_owned()] {
        let (got, posted) = (browser.get(link).await, browser.post(link, &[]).await);
        assert_eq!((got.status, posted.status), (404, 404), "{link}");
        pages.push(without_tokens(&got.body).replace(link.as_str(), "LINK"));
        pages.push(without_tokens(&posted.body).replace(link.as_str(), "LINK"));
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "the same page, byte for byte");
    assert!(browser.get("/account").await.location().starts_with("/sign-in"));
}

#[sqlx::test(migrations = false)]
async fn a_planted_cookie_never_becomes_a_sign_in(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    world.practice(Locale::En).await;
    let victim = world.browser(Locale::En);
    let planted = "ab".repeat(32);
    victim.set_cookie("hamdel", &planted);
    victim.set_cookie("hamdel-visitor", &planted);
    let before = victim.get("/sign-in").await.token();
    assert_eq!(victim.sign_in("leila@example.org", PASSPHRASE).await.status, 303);
    let first = victim.cookie("hamdel").expect("a sign-in");
    assert_ne!(first, planted);
    let thief = world.browser(Locale::En);
    thief.set_cookie("hamdel", &planted);
    assert_eq!(thief.get("/account").await.status, 303, "a planted cookie signs no one in");
    assert_ne!(victim.get("/account").await.token(), before, "an earlier form token is worthless afterwards");
    let refused = victim.post_with(&before, "/account/sign-ins/end", &[]).await;
    assert_eq!(refused.status, 403);
    // A new sign-in in the same browser ends the previous one.
    let link = "/sign-in";
    let token = victim.get("/account").await.token();
    let fields = [("name", "leila@example.org"), ("passphrase", PASSPHRASE)];
    assert_eq!(victim.post_with(&token, link, &fields).await.status, 303);
    let second = victim.cookie("hamdel").expect("a sign-in");
    assert_ne!(second, first);
    thief.set_cookie("hamdel", &first);
    assert_eq!(thief.get("/account").await.status, 303, "the old sign-in is invalid");
    assert_eq!(victim.get("/account").await.status, 200);
    // And so does signing out.
    let out = victim.post("/sign-out", &[]).await;
    assert_eq!((out.location(), out.header("clear-site-data")), ("/signed-out", "\"cache\", \"storage\""));
    thief.set_cookie("hamdel", &second);
    assert_eq!(thief.get("/account").await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn the_setup_link_creates_one_practice(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let browser = world.browser(Locale::Fa);
    let earlier = setup::link(&world.app).await.unwrap().expect("no practice exists yet");
    let expired = setup::link(&world.app).await.unwrap().expect("no practice exists yet");
    assert_eq!(browser.get(&earlier).await.status, 404, "a later link replaces an earlier one");
    world.app.clock.advance(TimeDelta::days(7));
    let link = setup::link(&world.app).await.unwrap().expect("no practice exists yet");
    for _ in 0..5 {
        assert_eq!((browser.get(&link).await.status, browser.head(&link).await.status), (200, 200));
    }
    let fields = |practice: &'static str, passphrase: &'static str, email: &'static str| {
        [
            ("practice", practice),
            ("locale", "fa"),
            ("calendar", "jalali"),
            ("time_zone", "Asia/Tehran"),
            ("name", "لیلا کریمی"),
            ("email", email),
            ("passphrase", passphrase),
        ]
    };
    let reply = browser.post(&link, &fields("", "کوتاه", "leila@")).await;
    assert_eq!(reply.status, 422);
    for (error, words) in [("practice-error", "بنویسید"), ("email-error", "leila@example.org"), ("passphrase-error", "۱۵")] {
        assert!(reply.beside(error).contains(words), "{error}: {:?}", reply.beside(error));
    }
    assert!(reply.body.contains("value=\"لیلا کریمی\"") && reply.body.contains("value=\"leila@\""), "the input is kept");
    assert_eq!((world.count("person").await, world.count("practice").await), (0, 0));
    let browsers: Vec<_> = (0..8).map(|_| world.browser(Locale::Fa)).collect();
    join_all(browsers.iter().map(|browser| browser.get(&link))).await;
    let good = fields("مرکز باران", PASSPHRASE, "leila@example.org");
    let replies = join_all(browsers.iter().map(|browser| browser.post(&link, &good))).await;
    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [[303].as_slice(), &[404; 7]].concat());
    for table in ["person", "practice", "staff", "practice_access", "sign_in"] {
        assert_eq!(world.count(table).await, 1, "{table}");
    }
    assert_eq!(world.count("keys.wrapped_key").await, 2, "the person's and the practice's");
    assert!(setup::link(&world.app).await.unwrap().is_none(), "and never another");
    let unknown = format!("/setup/{}", "0f".repeat(32));
    let mut pages = Vec::new();
    for gone in [&earlier, &expired, &link, &unknown] {
        let got = browser.get(gone).await;
        assert_eq!((got.status, browser.post(gone, &good).await.status), (404, 404), "{gone}");
        pages.push(without_tokens(&got.body).replace(gone.as_str(), "LINK"));
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "the same page, byte for byte");
}
