//! *Next* leads through the stages and the steps of the board, and the round, the concern in the middle and the board follow the stages.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

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
