//! *Next* leads through the stages and the steps of the board, and the round, the concern in the middle and the board follow the stages.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::concern;
use crate::world::{Browser, Reply, World};

/// Presses *Next* on a console that shows this visit and this act.
async fn press(browser: &Browser, session: &str, seen: i32, does: &str) -> Reply {
    browser.fragment(&format!("/sessions/{session}/next"), &[("seen", &seen.to_string()), ("does", does)]).await
}

async fn board_step(world: &World) -> String {
    world.one("select phase from brainstorm order by created_at desc limit 1").await
}

#[sqlx::test(migrations = false)]
async fn one_key_leads_through_stages_and_board_steps(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, facilitator) = (group.member("Robin").await, group.facilitator("Sina").await);
    let session = group.live().await;
    let staff = group.therapist();
    let rounds = async || world.all::<bool>("select ended_at is null from round order by number").await;
    assert_eq!(press(&robin.browser, &session, 1, "stage").await.status, 403);
    for (seen, open) in [(1, vec![]), (2, vec![true]), (3, vec![false]), (4, vec![false])] {
        assert_eq!(press(staff, &session, seen, "stage").await.status, 200);
        assert_eq!(rounds().await, open, "the round is as long as its stage");
        assert_eq!(press(staff, &session, seen, "stage").await.status, 200, "a second press of the same button changes nothing");
    }
    let late = press(&facilitator.browser, &session, 4, "stage").await;
    assert!(late.status == 409 && late.body.contains("has just moved the session"), "{}", late.body);
    let board = group.board(&session, "quiet-named").await;
    let mut ideas = Vec::new();
    for text in ["one", "two", "three"] {
        let id = Uuid::new_v4();
        assert_eq!(robin.browser.idea(&board, id, text).await.status, 200);
        ideas.push(id);
    }
    let console = staff.get(&format!("/sessions/{session}/live")).await.body;
    assert!(console.contains("Next: open the ideas"), "it names what holds it");
    assert_eq!(press(staff, &session, 5, "stage").await.status, 409, "a button from before the board");
    for (seen, does, step) in [(5, "open-ideas", "gather"), (5, "tidy", "tidy"), (5, "stage", "weigh"), (6, "narrow", "narrow")] {
        for _ in 0..2 {
            assert_eq!(press(staff, &session, seen, does).await.status, 200, "{does}");
        }
        assert_eq!(board_step(&world).await, step);
    }
    let few = press(staff, &session, 6, "open-dots").await;
    assert!(few.status == 422 && few.body.contains("class=\"error\""), "too few gave: {}", few.body);
    assert_eq!(press(staff, &session, 6, "commit").await.status, 409, "not what the button named");
    for idea in &ideas[..2] {
        assert_eq!(staff.fragment(&format!("/ideas/{idea}/solution"), &[("kept", "true")]).await.status, 200);
    }
    assert_eq!(press(staff, &session, 6, "commit").await.status, 200);
    assert_eq!(press(staff, &session, 6, "stage").await.status, 200);
    assert_eq!(board_step(&world).await, "done", "close ends the board");
    // In the last stage it only leads to the end.
    let console = staff.get(&format!("/sessions/{session}/live")).await.body;
    assert!(console.contains("data-to-end") && !console.contains(&format!("action=\"/sessions/{session}/next\"")));
    assert_eq!(press(staff, &session, 7, "end").await.status, 200);
    assert_eq!(press(staff, &session, 7, "stage").await.status, 422, "the plan has no more");
    assert_eq!(world.one::<String>("select state from session").await, "live");
}

#[sqlx::test(migrations = false)]
async fn a_board_follows_the_stages_forward_never_back_and_past_no_gate(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let session = group.live().await;
    let staff = group.therapist();
    let to = async |seen: i32, place: &str| {
        staff.fragment(&format!("/sessions/{session}/stage"), &[("seen", &seen.to_string()), ("to", place)]).await.status
    };
    assert_eq!(to(1, "6").await, 200, "without a board nothing moves");
    let board = group.board(&session, "quiet-nameless").await;
    assert_eq!((to(2, "5").await, to(3, "6").await), (200, 200));
    assert_eq!(board_step(&world).await, "gather", "it is opened first");
    assert!(staff.get(&format!("/sessions/{session}/live")).await.body.contains("Next: open the ideas"));
    assert_eq!(staff.fragment(&format!("/brainstorms/{board}/opening"), &[]).await.status, 200);
    assert_eq!((to(4, "5").await, board_step(&world).await.as_str()), (200, "gather"));
    assert_eq!((to(5, "6").await, board_step(&world).await.as_str()), (200, "weigh"));
    assert_eq!((to(6, "5").await, board_step(&world).await.as_str()), (200, "weigh"), "never back");
    assert_eq!((to(7, "7").await, board_step(&world).await.as_str()), (200, "done"));
    assert_eq!((to(8, "6").await, board_step(&world).await.as_str()), (200, "done"));
    assert!(robin.browser.get(&format!("/sessions/{session}/live")).await.status == 200);
}

/// Presses *Undo* on a console that shows this visit.
async fn undo(browser: &Browser, session: &str, seen: i32, back: &str) -> Reply {
    browser.fragment(&format!("/sessions/{session}/next/undoing"), &[("seen", &seen.to_string()), ("back", back)]).await
}

#[sqlx::test(migrations = false)]
async fn a_move_is_taken_back_for_two_minutes_with_what_it_ended(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, facilitator) = (group.member("Robin").await, group.facilitator("Sina").await);
    let session = group.live().await;
    let staff = group.therapist();
    let stage = async || world.one::<String>("select stage from session_stage where ended_at is null").await;
    let rounds = async || world.all::<bool>("select ended_at is null from round order by number").await;
    assert_eq!(undo(staff, &session, 1, "stage").await.status, 422, "the first stage begins with the session");
    for seen in 1..=3 {
        world.app.clock.advance(TimeDelta::minutes(5));
        assert_eq!(press(staff, &session, seen, "stage").await.status, 200);
    }
    assert_eq!((stage().await.as_str(), rounds().await), ("explore", vec![false]));
    assert_eq!(undo(&robin.browser, &session, 4, "stage").await.status, 403);
    world.app.clock.advance(TimeDelta::seconds(119));
    let offered = facilitator.browser.get(&format!("/sessions/{session}/live")).await.body;
    assert!(offered.contains("id=\"take-back\"") && offered.contains("data-lasts=\"1000\""), "{offered}");
    for _ in 0..2 {
        let back = undo(&facilitator.browser, &session, 4, "stage").await;
        assert_eq!(back.status, 200, "{}", back.body);
    }
    assert_eq!((stage().await.as_str(), rounds().await), ("round", vec![true]), "the same round goes on");
    assert!(!facilitator.browser.get(&format!("/sessions/{session}/live")).await.body.contains("id=\"take-back\""), "once");
    assert_eq!(undo(staff, &session, 5, "stage").await.status, 422);
    // The board comes back with the stage that it followed, and by itself.
    let to = async |seen: i32, place: &str| {
        staff.fragment(&format!("/sessions/{session}/stage"), &[("seen", &seen.to_string()), ("to", place)]).await.status
    };
    assert_eq!(to(5, "5").await, 200);
    group.board(&session, "aloud-named").await;
    world.app.clock.advance(TimeDelta::seconds(10));
    assert_eq!(press(staff, &session, 6, "tidy").await.status, 200);
    world.app.clock.advance(TimeDelta::seconds(10));
    assert_eq!(press(staff, &session, 6, "stage").await.status, 200);
    assert_eq!(board_step(&world).await, "weigh");
    assert_eq!(undo(staff, &session, 7, "tidy").await.status, 422, "not what is offered");
    assert_eq!(undo(staff, &session, 7, "stage").await.status, 200);
    assert_eq!((stage().await.as_str(), board_step(&world).await.as_str()), ("brainstorm", "tidy"));
    assert_eq!(press(staff, &session, 8, "stage").await.status, 200);
    world.app.clock.advance(TimeDelta::seconds(10));
    assert_eq!(press(staff, &session, 9, "narrow").await.status, 200);
    for _ in 0..2 {
        assert_eq!(undo(staff, &session, 9, "weigh").await.status, 200);
    }
    assert_eq!((stage().await.as_str(), board_step(&world).await.as_str()), ("weigh", "weigh"));
    world.app.clock.advance(TimeDelta::minutes(2));
    assert_eq!(undo(staff, &session, 9, "stage").await.status, 422, "too late");
}

#[sqlx::test(migrations = false)]
async fn the_end_is_taken_back_for_two_minutes(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let session = group.live().await;
    let staff = group.therapist();
    let (end, undo) = (format!("/sessions/{session}/end"), format!("/sessions/{session}/end/undoing"));
    let jobs = async || world.all::<String>(&format!("select kind from job where subject = '{session}' order by kind")).await;
    let before = jobs().await;
    world.app.clock.advance(TimeDelta::minutes(20));
    assert_eq!(staff.post(&end, &[]).await.status, 303);
    let page = staff.get(&format!("/sessions/{session}")).await.body;
    assert!(page.contains("id=\"undo-end\"") && page.contains("data-lasts=\"120000\""), "{page}");
    assert!(!robin.browser.get(&format!("/sessions/{session}")).await.body.contains("undo-end"));
    assert_eq!(robin.browser.post(&undo, &[]).await.status, 403);
    world.app.clock.advance(TimeDelta::seconds(119));
    for _ in 0..2 {
        assert_eq!(staff.post(&undo, &[]).await.location(), format!("/sessions/{session}/live"));
    }
    assert_eq!(world.one::<String>("select state from session").await, "live");
    assert_eq!(world.all::<i32>("select number from session_stage order by number").await, [1, 2]);
    assert_eq!(jobs().await, before, "the jobs of the end are dropped, and it closes by itself again");
    assert_eq!(world.count("sign_in_entry where ends_at is not null").await, 0);
    assert_eq!(press(staff, &session, 2, "stage").await.status, 200, "and it goes on");
    assert_eq!(staff.post(&end, &[]).await.status, 303);
    world.app.clock.advance(TimeDelta::minutes(2));
    assert!(!staff.get(&format!("/sessions/{session}")).await.body.contains("undo-end"));
    let late = staff.post(&undo, &[]).await;
    assert!(late.status == 422 && late.body.contains("two minutes ago"), "{}", late.body);
    assert_eq!(world.one::<String>("select state from session").await, "ended");
}

#[sqlx::test(migrations = false)]
async fn the_concern_in_the_middle_ends_with_explore(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let session = group.live().await;
    let staff = group.therapist();
    concern::enter(&robin.browser, &session).await;
    let to = async |seen: i32, place: &str| {
        staff.fragment(&format!("/sessions/{session}/stage"), &[("seen", &seen.to_string()), ("to", place)]).await.status
    };
    assert_eq!(to(1, "4").await, 200);
    let id = Uuid::new_v4().to_string();
    assert_eq!(concern::lay(&robin.browser, &session, &id, "a worry", "name").await.status, 200);
    assert_eq!(staff.fragment(&format!("/concerns/{id}/middle"), &[]).await.status, 200);
    let in_middle = async || world.one::<bool>("select in_middle from concern").await;
    let mut phone = robin.browser.follow(&format!("/sessions/{session}/live")).await;
    world.app.clock.advance(TimeDelta::minutes(1));
    assert_eq!(press(staff, &session, 2, "stage").await.status, 200);
    assert!(!in_middle().await);
    let left = phone.until_data("id=\"concern\"").await;
    assert!(!left.data.contains("a worry"), "it leaves every screen: {}", left.data);
    assert_eq!(undo(staff, &session, 3, "stage").await.status, 200);
    assert!(in_middle().await, "taken back");
    world.app.clock.advance(TimeDelta::minutes(1));
    assert_eq!(press(staff, &session, 4, "stage").await.status, 200);
    assert!(!in_middle().await);
}
