//! How long a sign-in lasts by the test's clock, and what ends it earlier.

use std::time::Duration;

use chrono::TimeDelta;
use hamdel::kit::events::RoundTiming;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use crate::world::{PASSPHRASE, World};

#[sqlx::test(migrations = false)]
async fn an_idle_sign_in_expires_and_so_does_an_active_one(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    for (name, idle, absolute) in [("leila@example.org", 30, 12), (member.user_name.as_str(), 60, 24)] {
        let lives = async |browser: &crate::world::Browser| browser.get("/account").await.status == 200;
        let idling = world.browser(Locale::En);
        idling.sign_in(name, PASSPHRASE).await;
        world.app.clock.advance(TimeDelta::minutes(idle) - TimeDelta::seconds(1));
        assert!(lives(&idling).await, "{name}: to the last second");
        world.app.clock.advance(TimeDelta::minutes(idle) - TimeDelta::seconds(1));
        assert!(lives(&idling).await, "{name}: a request counts");
        world.app.clock.advance(TimeDelta::minutes(idle));
        assert!(!lives(&idling).await, "{name}: idle");
        let busy = world.browser(Locale::En);
        busy.sign_in(name, PASSPHRASE).await;
        let step = TimeDelta::minutes(idle) / 2;
        let end = world.app.clock.now() + TimeDelta::hours(absolute);
        while world.app.clock.now() + step < end {
            world.app.clock.advance(step);
            assert!(lives(&busy).await, "{name}: active");
        }
        world.app.clock.advance(end - world.app.clock.now() - TimeDelta::seconds(1));
        assert!(lives(&busy).await, "{name}: to the last second");
        world.app.clock.advance(TimeDelta::seconds(1));
        assert!(!lives(&busy).await, "{name}: regardless of activity");
    }
}

#[sqlx::test(migrations = false)]
async fn an_open_stream_does_not_count_as_activity(options: PgPoolOptions, connect: PgConnectOptions) {
    let pace = RoundTiming { heartbeat: Duration::from_millis(20), ..RoundTiming::default() };
    let world = World::with_pace(options, connect, pace).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    let seen = "select max(seen_at) from sign_in where not staff";
    let before: chrono::DateTime<chrono::Utc> = world.one(seen).await;
    // The member has not entered: they only have the page open.
    world.app.clock.advance(TimeDelta::minutes(59));
    let mut stream = member.browser.listen(&format!("/sessions/{session}/stream?after=0")).await;
    for _ in 0..5 {
        stream.heartbeat().await;
    }
    let again = member.browser.listen(&format!("/sessions/{session}/stream?after=0")).await;
    assert_eq!(again.status, 200);
    assert_eq!(world.one::<chrono::DateTime<chrono::Utc>>(seen).await, before, "neither opening a stream nor heartbeats count");
    world.app.clock.advance(TimeDelta::minutes(1));
    assert_eq!(stream.until("gone").await.data, format!("/sign-in?back=%2Fsessions%2F{session}%2Flive"));
    assert!(stream.is_over().await, "the stream ends after the event");
    assert_eq!(member.browser.get("/account").await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn a_device_that_entered_stays_signed_in_until_the_session_ends(options: PgPoolOptions, connect: PgConnectOptions) {
    let pace = RoundTiming { heartbeat: Duration::from_millis(20), ..RoundTiming::default() };
    let world = World::with_pace(options, connect, pace).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    let (live, attendance) = (format!("/sessions/{session}/live"), format!("/sessions/{session}/attendance"));
    let (second, third) = (world.browser(Locale::En), world.browser(Locale::En));
    for device in [&second, &third] {
        device.sign_in(&member.user_name, PASSPHRASE).await;
    }
    member.browser.post(&attendance, &[]).await;
    // A second device shows how to enter too; one that has not entered expires like any other, independent of the first.
    let offer = "Enter on this device too";
    assert!(second.get(&live).await.body.contains(offer) && third.get(&live).await.body.contains(offer));
    second.post(&attendance, &[]).await;
    for device in [&member.browser, &second] {
        assert!(!device.get(&live).await.body.contains(offer));
    }
    let path = format!("/sessions/{session}/stream?after=0");
    let (mut first, mut entered, mut looking) = (member.browser.listen(&path).await, second.listen(&path).await, third.listen(&path).await);
    world.app.clock.advance(TimeDelta::minutes(60));
    let back = format!("/sign-in?back=%2Fsessions%2F{session}%2Flive");
    assert_eq!(looking.until("gone").await.data, back);
    assert_eq!(third.get(&live).await.location(), back);
    third.get("/sign-in").await;
    assert_eq!(third.post("/sign-in", &[("name", &member.user_name), ("passphrase", PASSPHRASE), ("back", &live)]).await.location(), live);
    // Planned for 90 minutes, it runs for 160: its row says live.
    world.app.clock.advance(TimeDelta::minutes(100));
    for stream in [&mut first, &mut entered] {
        for _ in 0..3 {
            stream.heartbeat().await;
        }
    }
    practice.therapist.sign_in("leila@example.org", PASSPHRASE).await;
    practice.therapist.post(&format!("/sessions/{session}/end"), &[]).await;
    world.app.clock.advance(TimeDelta::minutes(15) - TimeDelta::seconds(1));
    for stream in [&mut first, &mut entered] {
        for _ in 0..3 {
            stream.heartbeat().await;
        }
    }
    world.app.clock.advance(TimeDelta::seconds(1));
    for (stream, device) in [(&mut first, &member.browser), (&mut entered, &second)] {
        assert_eq!(stream.until("gone").await.data, back);
        assert_eq!(device.get("/account").await.status, 303);
    }
}

#[sqlx::test(migrations = false)]
async fn the_absolute_limit_applies_in_a_session_left_open(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    world.app.clock.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
    assert_eq!(member.browser.get("/account").await.status, 200);
    world.app.clock.advance(TimeDelta::seconds(1));
    assert_eq!(member.browser.get("/account").await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn the_extension_ends_a_quarter_of_an_hour_after_the_session(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    world.app.clock.advance(TimeDelta::minutes(20));
    practice.therapist.post(&format!("/sessions/{session}/end"), &[]).await;
    // Ended early: the member's sign-in expires an hour after their last request, not at the planned end.
    world.app.clock.advance(TimeDelta::minutes(40) - TimeDelta::seconds(1));
    assert_eq!(member.browser.get("/account").await.status, 200);
    world.app.clock.advance(TimeDelta::minutes(60));
    assert_eq!(member.browser.get("/account").await.status, 303);
}

#[sqlx::test(migrations = false)]
async fn ending_the_other_sign_ins_ends_their_streams(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let member = group.member("Robin").await;
    let session = group.live().await;
    let elsewhere = world.browser(Locale::En);
    elsewhere.sign_in(&member.user_name, PASSPHRASE).await;
    let path = format!("/sessions/{session}/stream?after=0");
    let mut here = member.browser.listen(&path).await;
    let mut there = elsewhere.listen(&path).await;
    let list = member.browser.get("/account").await.body;
    assert_eq!(list.matches("/account/sign-ins/").count(), 2, "the other one, and all the others");
    assert_eq!(member.browser.post("/account/sign-ins/end", &[]).await.status, 303);
    assert_eq!(there.until("gone").await.data, format!("/sign-in?back=%2Fsessions%2F{session}%2Flive"));
    assert!(there.is_over().await);
    assert_eq!(elsewhere.get("/account").await.status, 303);
    assert_eq!(elsewhere.listen(&path).await.status, 303, "no new stream either");
    // This one continues and receives later events.
    let board = group.board(&session, "aloud-named").await;
    assert!(here.until_data("id=\"compose\"").await.data.contains(&board));
    let foreign: String = world.one("select id::text from sign_in where staff limit 1").await;
    assert_eq!(member.browser.post(&format!("/account/sign-ins/{foreign}/end"), &[]).await.status, 404, "only the person's own");
    assert_eq!(practice.therapist.get("/account").await.status, 200);
}
