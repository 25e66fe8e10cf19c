//! The route of the stream: which sessions are streamed, and how many streams a browser may open.

use std::time::Duration;

use chrono::TimeDelta;
use hamdel::kit::events::RoundTiming;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::World;

#[sqlx::test(migrations = false)]
async fn only_a_session_that_is_live_or_has_just_ended_is_streamed(options: PgPoolOptions, connect: PgConnectOptions) {
    let pace = RoundTiming { heartbeat: Duration::from_millis(20), ..RoundTiming::default() };
    let world = World::with_pace(options, connect, pace).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.planned().await;
    let path = format!("/sessions/{session}/stream?after=0");
    for browser in [&member.browser, group.therapist()] {
        assert_eq!(browser.get(&path).await.status, 204, "planned: 204, which ends the reconnecting");
    }
    group.start(&session).await;
    let mut stream = member.browser.listen(&path).await;
    assert_eq!(stream.status, 200);
    assert_eq!(group.therapist().post(&format!("/sessions/{session}/end"), &[]).await.status, 303);
    world.app.clock.advance(TimeDelta::minutes(59));
    assert_eq!(member.browser.listen(&path).await.status, 200);
    member.browser.get("/account").await;
    world.app.clock.advance(TimeDelta::minutes(1));
    // An open stream ends without an event, and its page stays; when the page reconnects, it gets 204 and stops.
    while let Some(event) = stream.event().await {
        assert_ne!(event.name, "gone");
    }
    assert_eq!(member.browser.get(&path).await.status, 204);
}

#[sqlx::test(migrations = false)]
async fn the_wall_does_not_count_towards_the_groups_limit(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    let made = group.therapist().post(&format!("/sessions/{session}/wall"), &[]).await;
    let wall = format!("{}/stream?after=0", made.link("/wall/").expect("an address"));
    let path = format!("/sessions/{session}/stream?after=0");
    // One after another: the order in which they open decides which is the oldest.
    let (mut consoles, mut phones) = (Vec::new(), Vec::new());
    for _ in 0..8 {
        consoles.push(group.therapist().listen(&path).await);
    }
    for _ in 0..3 {
        phones.push(member.browser.listen(&path).await);
    }
    let anyone = world.browser(Locale::En);
    let mut walls = Vec::new();
    for _ in 0..67 {
        walls.push(anyone.listen(&wall).await);
    }
    assert!(walls.iter().chain(&consoles).chain(&phones).all(|stream| stream.status == 200), "no stream is refused");
    let id: Uuid = session.parse().expect("an id");
    assert_eq!(world.app.events.listeners(id), 8 + 3 + 3);
    for superseded in &mut walls[..64] {
        superseded.until("superseded").await;
        assert!(superseded.is_over().await);
    }
    let board = group.board(&session, "aloud-named").await;
    for stream in consoles.iter_mut().chain(&mut phones) {
        stream.until_data(&board).await;
    }
    // One more console gets a stream; the oldest one ends.
    let mut ninth = group.therapist().listen(&path).await;
    consoles[0].until("superseded").await;
    let board = group.board(&session, "quiet-named").await;
    ninth.until_data(&board).await;
}
