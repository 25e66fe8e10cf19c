//! A personal calendar feed, as a calendar program fetches it: without a sign-in, by its address alone.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::series::weekly;
use crate::world::{Browser, Reply, TestGroup, World};

/// Creates a feed address. Returns its path.
async fn address(browser: &Browser, fields: &[(&str, &str)]) -> String {
    let made = browser.post("/account/calendar", fields).await;
    format!("{}.ics", made.link("/calendar/").expect("an address"))
}

async fn fetch(world: &World, path: &str) -> Reply {
    // A calendar program has no cookie and sends no language.
    world.browser(Locale::En).get(path).await
}

fn all<'a>(reply: &'a Reply, name: &str) -> Vec<&'a str> {
    reply.body.split("\r\n").filter_map(|line| line.strip_prefix(name)?.strip_prefix(':')).collect()
}

async fn sessions(world: &World) -> Vec<String> {
    world.all("select id::text from session order by recurrence").await
}

async fn place(group: &TestGroup<'_>) -> String {
    weekly(group, "1405/9/10", "3").await
}

#[sqlx::test(migrations = false)]
async fn a_calendar_feed_shows_times_and_a_neutral_word(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    place(&group).await;
    let (maya, omid) = (group.member("مایا").await, group.member("امید").await);
    assert!(maya.browser.get("/account").await.body.contains("href=\"/account/calendar\""));
    let path = address(&maya.browser, &[]).await;
    let feed = fetch(&world, &path).await;
    assert_eq!((feed.status, feed.header("content-type")), (200, "text/calendar; charset=utf-8"));
    assert_eq!(feed.header("set-cookie"), "");
    assert_eq!(all(&feed, "DTSTART"), ["20261201T150000Z", "20261208T150000Z", "20261215T150000Z"]);
    assert_eq!(all(&feed, "DTEND")[0], "20261201T163000Z");
    assert_eq!(all(&feed, "SUMMARY"), ["قرار"; 3]);
    assert_eq!(all(&feed, "SEQUENCE"), ["0"; 3]);
    for word in ["نیلوفر", "اتاق", "باران", "LOCATION", "DESCRIPTION", "گروه", "therap"] {
        assert!(!feed.body.contains(word), "{word} is not in the feed");
    }
    assert!(feed.body.contains("REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n"));
    // A second fetch gets the same content, which need not be sent again.
    assert_eq!(feed.header("cache-control"), "private, no-cache");
    let again = world.browser(Locale::En).get_with(&path, "if-none-match", feed.header("etag")).await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    // The same session has another UID in another calendar.
    let theirs = fetch(&world, &address(&omid.browser, &[("group_names", "true"), ("places", "true")]).await).await;
    assert!(all(&theirs, "UID").iter().all(|uid| !all(&feed, "UID").contains(uid)));
    assert_eq!(all(&theirs, "SUMMARY"), ["گروه نیلوفر"; 3]);
    assert_eq!(all(&theirs, "LOCATION"), ["اتاق آبی"; 3]);
    // Only the hash is stored, and no line of the log contains the address.
    let secret = path.trim_start_matches("/calendar/").trim_end_matches(".ics");
    assert_eq!(
        world.count(&format!("calendar_feed where encode(token_hash, 'hex') = '{secret}' or token_hash = '{secret}'::bytea")).await,
        0
    );
    assert!(!world.log().contains(secret));
}

#[sqlx::test(migrations = false)]
async fn changed_appointments_keep_their_uid(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    place(&group).await;
    let ids = sessions(&world).await;
    let maya = group.member("مایا").await;
    let path = address(&maya.browser, &[]).await;
    let before = fetch(&world, &path).await;
    let fields = [("date", "1405/9/18"), ("time", "17:00"), ("minutes", "60"), ("version", "1")];
    assert_eq!(group.therapist().post(&format!("/sessions/{}/time", ids[1]), &fields).await.status, 303);
    group.therapist().post(&format!("/sessions/{}/cancel", ids[2]), &[]).await;
    let after = fetch(&world, &path).await;
    assert_ne!(before.header("etag"), after.header("etag"));
    assert_eq!(all(&before, "UID"), all(&after, "UID"), "they are the same appointments");
    assert_eq!(all(&after, "DTSTART"), ["20261201T150000Z", "20261209T133000Z", "20261215T150000Z"]);
    assert_eq!(all(&after, "SEQUENCE"), ["0", "1", "1"]);
    assert_eq!(all(&after, "STATUS"), ["CONFIRMED", "CONFIRMED", "CANCELLED"]);
}

#[sqlx::test(migrations = false)]
async fn a_feed_address_is_renewed_and_closed_and_ends_with_the_membership(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    place(&group).await;
    let maya = group.member("مایا").await;
    let first = address(&maya.browser, &[]).await;
    assert_eq!(fetch(&world, &first).await.status, 200);
    let page = maya.browser.get("/account/calendar").await;
    assert!(!page.body.contains(first.trim_end_matches(".ics")), "it is shown once");
    let second = address(&maya.browser, &[]).await;
    let gone = fetch(&world, &first).await;
    let never = fetch(&world, &format!("/calendar/{}.ics", "0".repeat(64))).await;
    assert_eq!(
        (gone.status, crate::world::without_tokens(&gone.body)),
        (404, crate::world::without_tokens(&never.body).replace(&format!("/calendar/{}.ics", "0".repeat(64)), &first))
    );
    // Changing its content keeps the address.
    assert_eq!(maya.browser.post("/account/calendar/words", &[("group_names", "true")]).await.location(), "/account/calendar?saved=true");
    assert_eq!(all(&fetch(&world, &second).await, "SUMMARY"), ["گروه نیلوفر"; 3]);
    // A former member's feed shows nothing of the group, and stays a valid calendar.
    group.therapist().post(&format!("/groups/{}/members/{}/removal", group.id, maya.membership), &[]).await;
    let empty = fetch(&world, &second).await;
    assert_eq!((empty.status, all(&empty, "DTSTART").len(), empty.body.matches("BEGIN:VEVENT").count()), (200, 1, 0));
    assert!(empty.body.contains("BEGIN:VTIMEZONE"));
    assert_eq!(maya.browser.post("/account/calendar/end", &[]).await.status, 303);
    assert_eq!((fetch(&world, &second).await.status, world.count("calendar_feed").await), (404, 0));
}
