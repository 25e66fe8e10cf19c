//! *Last time, and today*: a member's own look back while the next session opens, visible to them alone.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use hamdel::session::ending;
use hamdel::voices::store::on_end;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{send, tap, turns};
use crate::world::{Browser, PASSPHRASE, World};

/// A page without bidirectional marks.
async fn read(browser: &Browser, path: &str) -> String {
    browser.get(path).await.body.replace(['\u{2068}', '\u{2069}'], "")
}

#[sqlx::test(migrations = false)]
async fn the_next_session_opens_with_each_members_own_share_of_the_last(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid, noor) = (group.member("Maya").await, group.member("Omid").await, group.member("Noor").await);
    let staff = group.therapist();
    let first = group.live().await;
    for member in [&maya, &omid] {
        member.browser.post(&format!("/sessions/{first}/attendance"), &[]).await;
    }
    let ids = [Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4()];
    for (n, (whose, seconds)) in [(maya.membership.as_str(), 437), (omid.membership.as_str(), 61), ("", 0)].into_iter().enumerate() {
        let open = if n == 0 { String::new() } else { ids[n - 1].to_string() };
        assert_eq!(tap(staff, &first, ids[n], whose, &open, 0).await.status, 200);
        world.app.clock.advance(TimeDelta::seconds(seconds));
    }
    let mut phone = omid.browser.listen(&format!("/sessions/{first}/stream?after=1000")).await;
    phone.event().await.expect("the board");
    staff.post(&format!("/sessions/{first}/end"), &[]).await;
    phone.until("mine").await;
    assert!(read(&omid.browser, &format!("/sessions/{first}/mine")).await.contains("You spoke for 1:01"), "at the close, on an open phone");
    world.app.clock.advance(TimeDelta::minutes(20));
    let second = group.live().await;
    let (mine, stage) = (format!("/sessions/{second}/mine"), format!("/sessions/{second}/stage"));
    for member in [&maya, &omid, &noor] {
        member.browser.post(&format!("/sessions/{second}/attendance"), &[]).await;
    }
    assert!(!omid.browser.get(&mine).await.body.contains("Last time"), "not during the arriving stage");
    let mut stream = omid.browser.follow(&format!("/sessions/{second}/live")).await;
    staff.post(&stage, &[("seen", "1"), ("move", "next")]).await;
    stream.until("mine").await;
    // An equal share of 7:17 and 1:01, for Maya and Omid with equal presence, is half of 8:18.
    for (who, own, other) in [(&maya, "7:17", "1:01"), (&omid, "1:01", "7:17")] {
        for path in [&mine, &format!("/sessions/{second}/live")] {
            let page = read(&who.browser, path).await;
            assert!(page.contains("Last time, and today") && page.contains(&format!("Last time you spoke for {own}")), "{page}");
            assert!(page.contains("4:09") && page.contains("There’s room for you") && !page.contains(other), "{page}");
            assert!(!page.contains("so far"), "today’s own share only on request");
        }
    }
    let absent = noor.browser.get(&mine).await.body;
    assert!(!absent.contains("Last time") && !absent.contains("7:17") && !absent.contains("1:01"), "an absent member has no share");
    assert!(!staff.get(&mine).await.body.contains("Last time"));
    staff.post(&stage, &[("seen", "2"), ("move", "next")]).await;
    assert!(!omid.browser.get(&mine).await.body.contains("Last time"), "and then it goes on");
}

#[sqlx::test(migrations = false)]
async fn an_open_turn_of_a_session_left_open_ends_at_the_last_activity(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let maya = group.member("Maya").await;
    let session = group.live().await;
    let (staff, clock) = (group.therapist(), &world.app.clock);
    tap(staff, &session, Uuid::new_v4(), &maya.membership, "", 0).await;
    clock.advance(TimeDelta::seconds(100));
    send(staff, &format!("/sessions/{session}/nudges"), &[("whom", &maya.membership), ("kind", "glad")]).await;
    let nudge: String = world.one("select id::text from nudge").await;
    clock.advance(TimeDelta::seconds(50));
    // The last activity was the answer to a kind word.
    assert_eq!(send(&maya.browser, &format!("/nudges/{nudge}/answer"), &[]).await.status, 200);
    clock.advance(TimeDelta::hours(5));
    assert_eq!(ending::close_left_open(&world.app, &[on_end], hamdel::app::LAST_ACTS).await.expect("a database"), 1);
    assert_eq!(turns(&world, &session).await, ["150"]);
    staff.sign_in("leila@example.org", PASSPHRASE).await;
    assert!(staff.get(&format!("/sessions/{session}/voices")).await.body.contains("2:30"), "the hours of an empty room do not count");
}
