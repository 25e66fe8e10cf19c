//! Raised hands and rounds: the order of speakers, their own wording, and that a pass is respected.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use regex::Regex;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{send, tap, turns, undo};
use crate::world::{Browser, Member, World};

/// The names in the queue as the console shows it.
async fn queue(staff: &Browser, session: &str) -> Vec<String> {
    let page = staff.get(&format!("/sessions/{session}/live")).await.body;
    let hand = Regex::new(r#"(?s)<li data-hand="[^"]+">.*?<b><bdi>([^<]+)</bdi>"#).expect("a pattern");
    hand.captures_iter(&page).map(|found| found[1].to_owned()).collect()
}

/// A member's own place in the queue, as their page shows it.
async fn place(member: &Member, session: &str) -> String {
    let mine = member.browser.get(&format!("/sessions/{session}/mine")).await.body;
    let line = Regex::new(r#"(?:class="place-line"|id="floor-mine")>([^<]+)<"#).expect("a pattern");
    line.captures(&mine).map(|found| found[1].replace(['\u{2068}', '\u{2069}'], "")).unwrap_or_default()
}

async fn raise(browser: &Browser, session: &str, kind: &str) -> u16 {
    send(browser, &format!("/sessions/{session}/hands"), &[("kind", kind), ("age", "0")]).await.status
}

#[sqlx::test(migrations = false)]
async fn the_least_heard_hand_is_first_on_every_screen_and_is_lowered_with_its_turn(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid, noor) = (group.member("Maya").await, group.member("Omid").await, group.member("Noor").await);
    let session = group.live().await;
    let staff = group.therapist();
    let wait = |seconds| world.app.clock.advance(TimeDelta::seconds(seconds));
    let first = Uuid::new_v4();
    tap(staff, &session, first, &maya.membership, "", 0).await;
    wait(60);
    let pause = Uuid::new_v4();
    tap(staff, &session, pause, "", &first.to_string(), 0).await;
    let mut stream = omid.browser.listen(&format!("/sessions/{session}/stream?after=1000")).await;
    stream.until_data("id=\"voices\"").await;
    for (member, kind) in [(&maya, "new"), (&omid, "reply"), (&noor, "new")] {
        assert_eq!(raise(&member.browser, &session, kind).await, 200);
        wait(5);
    }
    assert_eq!(queue(staff, &session).await, ["Omid", "Noor", "Maya"], "least spoken, then longest waiting");
    assert_eq!(place(&omid, &session).await, "You’re next, if you like.");
    assert_eq!(place(&noor, &session).await, "One person is before you.");
    assert_eq!(place(&maya, &session).await, "2 people are before you.");
    stream.until("mine").await;
    // Raised again, it is the same hand with another text; a hand raised offline counts from when it was raised.
    assert_eq!(raise(&omid.browser, &session, "new").await, 200);
    assert_eq!(world.count("hand where lowered_at is null").await, 3);
    assert_eq!(send(&omid.browser, &format!("/sessions/{session}/hands/lowering"), &[]).await.status, 200);
    let id = Uuid::new_v4().to_string();
    let early = [("id", &*id), ("kind", "new"), ("age", "70000")];
    omid.browser.fragment(&format!("/sessions/{session}/hands"), &early).await;
    assert_eq!(queue(staff, &session).await, ["Omid", "Noor", "Maya"]);
    // Called: it is lowered at once; undoing the tap restores it.
    let call = Uuid::new_v4();
    tap(staff, &session, call, &omid.membership, "", 0).await;
    assert_eq!(queue(staff, &session).await, ["Noor", "Maya"]);
    assert_eq!(place(&omid, &session).await, "You have the floor");
    assert_eq!(place(&noor, &session).await, "You’re next, if you like.");
    undo(staff, &session, &call.to_string()).await;
    assert_eq!(queue(staff, &session).await, ["Omid", "Noor", "Maya"]);
    let call = Uuid::new_v4();
    tap(staff, &session, call, &omid.membership, "", 0).await;
    wait(90);
    tap(staff, &session, Uuid::new_v4(), "", &call.to_string(), 0).await;
    assert_eq!(queue(staff, &session).await, ["Noor", "Maya"], "a hand is lowered when its turn ends");
    // Sending the form again after that raises nothing.
    assert_eq!(omid.browser.fragment(&format!("/sessions/{session}/hands"), &early).await.status, 200);
    assert_eq!(queue(staff, &session).await, ["Noor", "Maya"]);
    // A member cannot raise another's hand; staff can, and it is marked. Hands of staff are listed separately.
    send(&maya.browser, &format!("/sessions/{session}/hands/lowering"), &[("whose", &noor.membership)]).await;
    assert_eq!(queue(staff, &session).await, ["Noor"], "a member lowers their own hand only");
    send(staff, &format!("/sessions/{session}/hands"), &[("kind", "new"), ("whose", &maya.membership)]).await;
    raise(staff, &session, "new").await;
    assert_eq!(queue(staff, &session).await, ["Noor", "Maya", "لیلا کریمی"]);
    let page = staff.get(&format!("/sessions/{session}/live")).await.body;
    assert_eq!(Regex::new(r"on their behalf\s*</small>").expect("a pattern").find_iter(&page).count(), 1);
    assert!(!staff.get(&format!("/sessions/{session}/mine")).await.body.contains("mine-voices"));
    let lowering = format!("/sessions/{session}/hands/lowering");
    assert_eq!(send(staff, &lowering, &[("whose", &noor.membership)]).await.status, 200);
    assert_eq!(queue(staff, &session).await, ["Maya", "لیلا کریمی"]);
    // Leaving the room lowers the member's hand.
    let enter = format!("/sessions/{session}/attendance");
    maya.browser.post(&enter, &[]).await;
    maya.browser.post(&format!("/sessions/{session}/departure"), &[]).await;
    assert_eq!(queue(staff, &session).await, ["لیلا کریمی"]);
    maya.browser.post(&enter, &[]).await;
    assert_eq!(queue(staff, &session).await, ["لیلا کریمی"]);
}

#[sqlx::test(migrations = false)]
async fn a_round_follows_the_circle_and_a_pass_is_one_tap(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid, noor) = (group.member("Maya").await, group.member("Omid").await, group.member("Noor").await);
    let session = group.live().await;
    let staff = group.therapist();
    let passes = format!("/sessions/{session}/passes");
    for member in [&maya, &omid, &noor] {
        member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    }
    assert_eq!(send(&maya.browser, &passes, &[]).await.status, 422, "there is no round");
    let id = Uuid::new_v4().to_string();
    let rounds = format!("/sessions/{session}/rounds");
    for _ in 0..2 {
        assert_eq!(staff.fragment(&rounds, &[("id", &id)]).await.status, 200);
    }
    assert_eq!(world.count("round").await, 1, "twice counts once");
    let next = async || {
        let page = staff.get(&format!("/sessions/{session}/live")).await.body;
        let found = Regex::new(r#"Next in the circle: ([^<]+)<"#).expect("a pattern").captures(&page).map(|found| found[1].to_owned());
        found.map(|name| name.replace(['\u{2068}', '\u{2069}'], "")).unwrap_or_default()
    };
    assert_eq!(next().await, "Maya");
    assert_eq!(place(&maya, &session).await, "You’re next in the circle, if you like.");
    assert_eq!(place(&noor, &session).await, "2 people are before you in the circle.");
    let mut stream = noor.browser.listen(&format!("/sessions/{session}/stream?after=1000")).await;
    stream.until_data("id=\"voices\"").await;
    assert_eq!(send(&maya.browser, &passes, &[("whose", &noor.membership)]).await.status, 200);
    assert_eq!(next().await, "Omid", "members pass only for themselves, and the pass is respected");
    stream.until("mine").await;
    assert_eq!(place(&maya, &session).await, "You passed in this round. That’s fine.");
    let (first, second) = (Uuid::new_v4(), Uuid::new_v4());
    tap(staff, &session, first, &omid.membership, "", 0).await;
    world.app.clock.advance(TimeDelta::seconds(40));
    assert_eq!(next().await, "Noor", "the current speaker is not offered");
    send(&maya.browser, &passes, &[("back", "true")]).await;
    tap(staff, &session, second, "", &first.to_string(), 0).await;
    assert_eq!(next().await, "Noor");
    assert_eq!(send(staff, &passes, &[("whose", &noor.membership)]).await.status, 200, "staff pass for a member");
    assert_eq!(world.count("round_pass where by_membership is not null").await, 1);
    assert_eq!(next().await, "Maya", "on around the circle, and after all");
    tap(staff, &session, Uuid::new_v4(), &maya.membership, "", 0).await;
    world.app.clock.advance(TimeDelta::seconds(20));
    let page = staff.get(&format!("/sessions/{session}/live")).await.body;
    assert!(page.contains("has spoken or passed in this round"));
    assert_eq!(maya.browser.fragment(&rounds, &[("id", &id)]).await.status, 403);
    let ends = async || send(staff, &format!("{rounds}/ending"), &[("round", "1")]).await.status;
    assert_eq!(ends().await, 200);
    assert_eq!(ends().await, 200, "it is over already");
    staff.fragment(&rounds, &[("id", &Uuid::new_v4().to_string())]).await;
    assert_eq!(ends().await, 200);
    assert_eq!(world.count("round where ended_at is null").await, 1, "a later one than was meant continues");
    assert_eq!(
        place(&omid, &session).await,
        "You’re next in the circle, if you like.",
        "another round begins, on from the current speaker"
    );
}

#[sqlx::test(migrations = false)]
async fn a_speaker_ends_their_own_turn_and_nobody_elses(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (maya, omid) = (group.member("Maya").await, group.member("Omid").await);
    let session = group.live().await;
    let staff = group.therapist();
    let ending = format!("/sessions/{session}/turns/ending");
    let first = Uuid::new_v4();
    tap(staff, &session, first, &maya.membership, "", 0).await;
    world.app.clock.advance(TimeDelta::seconds(40));
    assert_eq!(send(&omid.browser, &ending, &[]).await.status, 200);
    assert_eq!(turns(&world, &session).await, ["open"], "it is not Omid's turn");
    let done = Uuid::new_v4().to_string();
    for _ in 0..2 {
        assert_eq!(maya.browser.fragment(&ending, &[("id", &done)]).await.status, 200);
    }
    assert_eq!(turns(&world, &session).await, ["40"]);
    undo(staff, &session, &done).await;
    assert_eq!(turns(&world, &session).await, ["open"], "staff undo it as any tap");
    // Said in the turn before, without a network: the floor that she has since is not taken from her.
    tap(staff, &session, Uuid::new_v4(), "", &first.to_string(), 0).await;
    world.app.clock.advance(TimeDelta::seconds(30));
    tap(staff, &session, Uuid::new_v4(), &maya.membership, "", 0).await;
    world.app.clock.advance(TimeDelta::seconds(10));
    assert_eq!(send(&maya.browser, &ending, &[("age", "25000")]).await.status, 200);
    assert_eq!(turns(&world, &session).await, ["40", "open"]);
}
