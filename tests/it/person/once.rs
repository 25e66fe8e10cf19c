//! A double click on a one-time act: both presses are one success, in the browser that pressed and in no other.

use chrono::TimeDelta;
use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use hamdel::person::sign_in::gate;
use hamdel::practice::setup;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, PASSPHRASE, Reply, World};

/// The same browser at the moment of the second press: it has received nothing of the first.
fn twin(world: &World, browser: &Browser) -> Browser {
    let twin = world.browser(Locale::En);
    for name in ["hamdel", "hamdel-visitor"] {
        if let Some(value) = browser.cookie(name) {
            twin.set_cookie(name, &value);
        }
    }
    twin
}

/// Presses twice at once, and once more afterwards: each gets the same answer, which signs the person in.
async fn thrice(world: &World, browser: &Browser, token: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    let [second, third] = [(); 2].map(|()| twin(world, browser));
    let (one, two) = tokio::join!(browser.post_with(token, path, fields), second.post_with(token, path, fields));
    let late = third.post_with(token, path, fields).await;
    for other in [&two, &late] {
        assert_eq!((other.status, other.location(), &other.body), (one.status, one.location(), &one.body), "{path}");
    }
    for twin in [&second, &third] {
        assert_eq!(twin.cookie("hamdel"), browser.cookie("hamdel"), "{path}: one sign-in");
    }
    // The first answer may have arrived just before the second press, which then sends its cookie.
    if browser.cookie("hamdel-visitor").is_some() {
        let again = twin(world, browser).post_with(token, path, fields).await;
        assert_eq!((again.status, again.location(), &again.body), (one.status, one.location(), &one.body), "{path}");
    }
    one
}

async fn is_in(browser: &Browser) -> bool {
    browser.get("/account").await.status == 200
}

#[sqlx::test(migrations = false)]
async fn joining_twice_takes_effect_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    for (seats, more) in [("1", 404), ("3", 200)] {
        let (link, id) = group.invite(seats, true).await;
        let robin = world.browser(Locale::En);
        let token = robin.get(&link).await.token();
        let (people, members) = (world.count("person").await, world.count("membership").await);
        let fields = [("name", "Robin"), ("passphrase", PASSPHRASE)];
        let kept = thrice(&world, &robin, &token, &link, &fields).await;
        assert!(kept.status == 200 && kept.user_name().is_some() && is_in(&robin).await);
        assert_eq!((world.count("person").await, world.count("membership").await), (people + 1, members + 1), "{seats}");
        assert_eq!(world.one::<i32>(&format!("select taken from invitation where id = '{id}'")).await, 1);
        // Another browser with the same link, or other text with the same link, is another person.
        let elsewhere = world.browser(Locale::En).post(&link, &fields).await;
        assert_eq!((elsewhere.status, elsewhere.user_name() == kept.user_name()), (more, false));
        let visitor = world.browser(Locale::En);
        visitor.set_cookie("hamdel-visitor", &robin.cookie("hamdel-visitor").expect("a visitor"));
        assert_eq!(visitor.post_with(&token, &link, &[("name", "Wren"), ("passphrase", PASSPHRASE)]).await.status, more);
        // A browser with another cookie learns nothing about the token.
        let thief = world.browser(Locale::En);
        thief.get(&link).await;
        assert_eq!(thief.post_with(&token, &link, &fields).await.status, 403);
    }
    let sealed: Vec<Vec<u8>> = world.all("select sealed from kept_answer").await;
    assert!(!sealed.is_empty() && sealed.iter().all(|bytes| !String::from_utf8_lossy(bytes).contains("hamdel")));
    world.app.clock.advance(TimeDelta::minutes(1));
    gate::sweep_answers(&world.app).await.expect("a sweep");
    assert_eq!(world.count("kept_answer").await, 0);
}

#[sqlx::test(migrations = false)]
async fn an_answer_is_kept_for_a_minute(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let link = group.sign_in_link(&member).await;
    let browser = world.browser(Locale::En);
    let token = browser.get(&link).await.token();
    let late = [(); 2].map(|()| twin(&world, &browser));
    assert_eq!(browser.post_with(&token, &link, &[]).await.status, 303);
    world.app.clock.advance(TimeDelta::seconds(59));
    assert_eq!(late[0].post_with(&token, &link, &[]).await.status, 303);
    world.app.clock.advance(TimeDelta::seconds(1));
    assert_eq!(late[1].post_with(&token, &link, &[]).await.status, 404);
}

#[sqlx::test(migrations = false)]
async fn setting_up_or_signing_in_twice_takes_effect_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let link = setup::link(&world.app).await.expect("a database").expect("no practice exists yet");
    let leila = world.browser(Locale::En);
    let token = leila.get(&link).await.token();
    let fields = [
        ("practice", "Rain"),
        ("locale", "en"),
        ("calendar", "gregorian"),
        ("time_zone", "Asia/Tehran"),
        ("name", "Leila"),
        ("email", "leila@example.org"),
        ("passphrase", PASSPHRASE),
    ];
    assert_eq!(thrice(&world, &leila, &token, &link, &fields).await.location(), "/");
    assert!(is_in(&leila).await);
    assert_eq!((world.count("practice").await, world.count("person").await), (1, 1));
    // An invitation for staff.
    let id = Uuid::new_v4().to_string();
    let token = leila.get("/practice/staff").await.token();
    let fields = [("id", id.as_str()), ("role", "therapist")];
    let made = thrice(&world, &leila, &token, "/practice/staff/invitations", &fields).await;
    let link = made.link("/staff/").expect("the link is shown, whichever answer came");
    let nima = world.browser(Locale::En);
    let token = nima.get(&link).await.token();
    let fields = [("name", "Nima"), ("email", "nima@example.org"), ("passphrase", PASSPHRASE)];
    assert_eq!(thrice(&world, &nima, &token, &link, &fields).await.location(), "/");
    assert!(is_in(&nima).await);
    assert_eq!(world.browser(Locale::En).post(&link, &fields).await.status, 404);
    // The passphrase again, and signing out.
    let before = leila.cookie("hamdel");
    let token = leila.get("/step-up").await.token();
    assert_eq!(thrice(&world, &leila, &token, "/step-up", &[("passphrase", PASSPHRASE)]).await.location(), "/");
    assert!(leila.cookie("hamdel") != before && is_in(&leila).await);
    let token = leila.get("/account").await.token();
    let second = twin(&world, &leila);
    assert_eq!(leila.post_with(&token, "/sign-out", &[]).await.location(), "/signed-out");
    assert_eq!(second.post_with(&token, "/sign-out", &[]).await.location(), "/signed-out");
    assert_eq!((leila.cookie("hamdel"), leila.cookie("hamdel-visitor")), (None, None), "the next person at this browser is another person");
    // By the sign-in form, where both answers may arrive.
    let token = leila.get("/sign-in").await.token();
    let fields = [("name", "leila@example.org"), ("passphrase", PASSPHRASE)];
    let visitor = leila.cookie("hamdel-visitor").expect("a visitor");
    assert_eq!(leila.post_with(&token, "/sign-in", &fields).await.location(), "/");
    leila.set_cookie("hamdel-visitor", &visitor);
    assert_eq!(leila.post_with(&token, "/sign-in", &fields).await.location(), "/");
    assert!(is_in(&leila).await);
}

#[sqlx::test(migrations = false)]
async fn a_link_created_by_a_double_click_is_shown_and_works(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let leila = group.therapist();
    let (path, id) = (format!("/groups/{}/invitations", group.id), Uuid::new_v4().to_string());
    let token = leila.get(&path).await.token();
    let fields = [("id", id.as_str()), ("role", "member"), ("seats", "1"), ("days", "7"), ("admits", "true")];
    let made = thrice(&world, leila, &token, &path, &fields).await;
    assert_eq!(world.count("invitation").await, 1);
    let joined = world.browser(Locale::En).join(&made.link("/join/").expect("a link"), "Robin", PASSPHRASE).await;
    assert_eq!(joined.status, 200);
    // A signed-in person presses a sign-in link: their sign-in ends with the first press.
    let member = group.member("Wren").await;
    let link = group.sign_in_link(&member).await;
    let token = member.browser.get(&link).await.token();
    assert_eq!(thrice(&world, &member.browser, &token, &link, &[("recovery", &member.words)]).await.location(), "/account");
    assert!(is_in(&member.browser).await && member.browser.cookie("hamdel-known").is_some());
    assert_eq!(world.browser(Locale::En).post(&link, &[]).await.status, 404);
    // The passphrase that the link lets them choose, and a change of it.
    let token = member.browser.get("/account").await.token();
    for fields in [&[("new", "seven quiet hills at dawn")][..], &[("now", "seven quiet hills at dawn"), ("new", PASSPHRASE)]] {
        assert_eq!(thrice(&world, &member.browser, &token, "/account/passphrase", fields).await.location(), "/account?kept=true");
    }
    // The recovery word, which is shown once.
    let path = "/account/recovery-word";
    let token = member.browser.get(path).await.token();
    assert_eq!(thrice(&world, &member.browser, &token, path, &[]).await.status, 200);
    // Ending one of the person's own sign-ins.
    let elsewhere = world.browser(Locale::En);
    elsewhere.sign_in(&member.user_name, PASSPHRASE).await;
    let other: String = world.one("select id::text from sign_in order by created_at desc, xmin::text::bigint desc limit 1").await;
    let token = member.browser.get("/account").await.token();
    let end = format!("/account/sign-ins/{other}/end");
    let replies = join_all((0..3).map(|_| member.browser.post_with(&token, &end, &[]))).await;
    assert!(replies.iter().all(|reply| reply.location() == "/account?kept=true"), "{replies:?}");
    assert!(!is_in(&elsewhere).await && is_in(&member.browser).await);
}
