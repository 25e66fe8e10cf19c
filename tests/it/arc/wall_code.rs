//! A screen in the room gets the wall by a code: good once, for five minutes, and only once staff show it there.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use regex::Regex;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{Browser, Reply, TestGroup, World};

/// Makes a code on the console.
async fn make(group: &TestGroup<'_>, session: &str) -> String {
    let made = group.therapist().fragment(&format!("/sessions/{session}/wall"), &[]).await;
    assert!(made.status == 200 && made.body.contains("hx-target=\"#wall-tool\""), "{}", made.body);
    first(r#"class="wall-letters"[^>]*>([A-Z]{3} [A-Z]{3})<"#, &made.body).expect("a code")
}

fn first(pattern: &str, body: &str) -> Option<String> {
    Regex::new(pattern).expect("a pattern").captures(body).map(|found| found[1].to_owned())
}

async fn enter(screen: &Browser, code: &str) -> Reply {
    screen.get("/wall").await;
    screen.post("/wall", &[("code", code)]).await
}

/// Which waiting screen the console shows.
async fn waiting(group: &TestGroup<'_>, session: &str) -> Option<String> {
    let console = group.therapist().get(&format!("/sessions/{session}/live")).await.body;
    first(r#"(?s)/wall/showing".*?name="seen" value="(\d+)""#, &console)
}

async fn show(group: &TestGroup<'_>, session: &str, seen: &str) -> Reply {
    group.therapist().fragment(&format!("/sessions/{session}/wall/showing"), &[("seen", seen)]).await
}

#[sqlx::test(migrations = false)]
async fn a_screen_shows_nothing_before_staff_show_the_wall_there(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = group.live().await;
    let mut console = group.therapist().follow(&format!("/sessions/{session}/live")).await;
    let code = make(&group, &session).await;
    let kept: Vec<Vec<u8>> = world.one("select array_agg(hash) from token").await;
    assert_eq!((kept.len(), kept.iter().all(|hash| hash.len() == 32)), (2, true), "hashes of the code and of the link");
    let screen = world.browser(Locale::En);
    // In lower case and without the gap, as it may be typed.
    let wall = enter(&screen, &code.to_lowercase().replace(' ', "")).await.location().to_owned();
    assert!(console.until_data("Show it there").await.data.contains("#wall-tool"), "the console learns it");
    let page = screen.get(&wall).await;
    assert!(page.status == 202 && page.body.contains("This screen is waiting"), "{}", page.body);
    assert!(!page.body.contains("data-stage") && !page.body.contains(&session) && !page.body.contains("wall-main"), "nothing is shown");
    assert_eq!(screen.get(&format!("{wall}/stream")).await.location(), "/wall", "nor streamed");
    assert_eq!(enter(&world.browser(Locale::En), &code).await.status, 422, "a code is good once");
    let seen = waiting(&group, &session).await.expect("a screen that waits");
    assert_eq!(show(&group, &session, "1").await.status, 409, "only the screen that staff saw");
    assert_eq!(show(&group, &session, &seen).await.status, 200);
    let page = screen.get(&wall).await;
    assert!(page.status == 200 && page.body.contains("data-stage=\"arrive\""), "{}", page.body);
    let mut stream = screen.listen(&format!("{wall}/stream")).await;
    stream.event().await.expect("the wall");
    group.therapist().post(&format!("/sessions/{session}/wall/revocation"), &[]).await;
    assert_eq!(stream.until("gone").await.data, "/wall");
    assert_eq!(screen.get(&wall).await.location(), "/wall");
}

#[sqlx::test(migrations = false)]
async fn a_code_ends_with_its_time_the_next_code_and_the_session(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = group.live().await;
    let screen = world.browser(Locale::En);
    let expired = make(&group, &session).await;
    world.app.clock.advance(TimeDelta::minutes(5));
    assert_eq!(enter(&screen, &expired).await.status, 422, "after five minutes");
    let (replaced, closed) = (make(&group, &session).await, make(&group, &session).await);
    assert_eq!(enter(&screen, &replaced).await.status, 422, "a new code replaces it");
    group.therapist().post(&format!("/sessions/{session}/wall/revocation"), &[]).await;
    assert_eq!(enter(&screen, &closed).await.status, 422, "staff close the wall");
    // A screen waits for five minutes, and no longer than its code is the newest.
    let wall = enter(&screen, &make(&group, &session).await).await.location().to_owned();
    let seen = waiting(&group, &session).await.expect("a screen that waits");
    world.app.clock.advance(TimeDelta::minutes(5));
    assert_eq!((show(&group, &session, &seen).await.status, screen.get(&wall).await.location()), (409, "/wall"));
    let wall = enter(&screen, &make(&group, &session).await).await.location().to_owned();
    assert_eq!(screen.get(&wall).await.status, 202);
    let last = make(&group, &session).await;
    assert_eq!(screen.get(&wall).await.location(), "/wall");
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    assert_eq!((enter(&screen, &last).await.status, world.count("token where purpose like 'wall%'").await), (422, 0));
}

#[sqlx::test(migrations = false)]
async fn an_address_has_five_wrong_tries(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let session = group.live().await;
    let code = make(&group, &session).await;
    let screen = world.browser(Locale::En);
    for wrong in ["", "AEIOUY", "bcdfgh", "12", "ZZZ ZZZ"] {
        let refused = enter(&screen, wrong).await;
        assert!(refused.status == 422 && refused.beside("code-error").contains("isn’t right"), "{wrong}: {}", refused.body);
    }
    let refused = enter(&world.browser(Locale::En), &code).await;
    assert!(refused.status == 429 && refused.beside("code-error").contains("five wrong codes"), "also the right one, on any screen there");
    assert_eq!(refused.header("retry-after"), "300");
    let wall = group.therapist().post(&format!("/sessions/{session}/wall"), &[]).await.link("/wall/").expect("a link");
    assert_eq!(screen.get(&wall).await.status, 200, "a link is no guess");
    world.app.clock.advance(TimeDelta::minutes(5));
    let code = make(&group, &session).await;
    assert_eq!(enter(&screen, &code).await.status, 303);
    for _ in 0..5 {
        assert_eq!(enter(&screen, "bcdfgh").await.status, 422, "a right code forgives");
    }
}
