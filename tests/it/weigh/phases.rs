//! Moving between the steps, and merging; of two consoles one wins.

use hamdel::brainstorm::shortlist;
use hamdel::kit::db::Tx;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{apart, go, ideas, keep, merge, say};
use crate::world::{World, spaced};

#[sqlx::test(migrations = false)]
async fn of_two_consoles_one_advances_the_board(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, facilitator) = (group.member("Robin").await, group.facilitator("Sina").await);
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    ideas(&robin.browser, &board, &["one", "two"]).await;
    assert_eq!(go(&robin.browser, &board, "gather", "tidy").await.status, 403, "not for members");
    let (one, two) = tokio::join!(go(group.therapist(), &board, "gather", "tidy"), go(&facilitator.browser, &board, "gather", "weigh"));
    assert_eq!(one.status + two.status, 200 + 409);
    let lost = if one.status == 409 { one } else { two };
    assert!(lost.body.contains("just moved to another step"), "{}", lost.body);
    let now: String = world.one("select phase from brainstorm").await;
    let same = tokio::join!(go(group.therapist(), &board, &now, "weigh"), go(&facilitator.browser, &board, &now, "weigh"));
    assert_eq!((same.0.status, same.1.status), (200, 200), "both requests ask for the same step");
    for (who, path) in [(&robin.browser, format!("/sessions/{session}/live")), (group.therapist(), format!("/sessions/{session}/live"))] {
        let page = spaced(&who.get(&path).await.body);
        assert!(page.contains("<li class=\"now\" aria-current=\"step\"> <span>Benefits and costs</span>"), "the line shows the step");
    }
    // Removed from the shortlist, and put back.
    assert_eq!(go(group.therapist(), &board, "weigh", "done").await.status, 200);
    assert_eq!(go(group.therapist(), &board, "done", "tidy").await.status, 200);
    let other = group.board(&session, "aloud-named").await;
    let left: String = world.one(&format!("select phase from brainstorm where id = '{board}'")).await;
    assert_eq!(left, "done", "one board at a time");
    assert_eq!(go(group.therapist(), &board, "done", "tidy").await.status, 422, "another is available");
    assert_eq!(go(group.therapist(), &other, "gather", "commit").await.status, 200, "nothing to keep");
}

#[sqlx::test(migrations = false)]
async fn merged_ideas_show_both_names_and_separate_unchanged(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let facilitator = group.facilitator("Sina").await;
    let session = group.live().await;
    let (live, stream) = (format!("/sessions/{session}/live"), format!("/sessions/{session}/stream?after=1000"));
    let board = group.board(&session, "aloud-named").await;
    let first = ideas(&robin.browser, &board, &["walk at noon"]).await[0];
    let second = ideas(&wren.browser, &board, &["a walk in the middle of the day"]).await[0];
    let third = ideas(&wren.browser, &board, &["call a friend"]).await[0];
    let staff = group.therapist();
    assert_eq!(merge(staff, &board, second, first).await.status, 422, "not while gathering");
    go(staff, &board, "gather", "tidy").await;
    // Their text was edited and reverted in between.
    let state = "select (to_jsonb(i) - 'text' - 'version')::text from entry i where is_idea order by number";
    let before: Vec<String> = world.all(state).await;
    let mut events = robin.browser.listen(&stream).await;
    events.until_data("board-list").await;
    assert_eq!(merge(&robin.browser, &board, second, first).await.status, 403, "staff do it");
    assert_eq!(merge(staff, &board, second, second).await.status, 422);
    assert_eq!(merge(staff, &board, second, Uuid::new_v4()).await.status, 404);
    let (one, two) = tokio::join!(merge(staff, &board, second, first), merge(&facilitator.browser, &board, first, second));
    assert_eq!(one.status + two.status, 200 + 409, "one below the other, never both ways");
    let (head, twin) = if one.status == 200 { (first, second) } else { (second, first) };
    let event = events.until_data(&format!("id=\"twin-{twin}\"")).await;
    assert!(event.data.contains(&format!("hx-target=\"#idea-{twin}\" hx-swap=\"delete\"")), "{}", event.data);
    assert!(event.data.contains("2 ideas"), "and counted as one");
    let page = wren.browser.get(&live).await.body;
    for part in ["walk at noon", "a walk in the middle of the day", "<bdi>Robin</bdi>", "<bdi>Wren</bdi>", &format!("id=\"idea-{head}\"")] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains(&format!("id=\"idea-{twin}\"")));
    assert_eq!(merge(staff, &board, twin, third).await.status, 409, "it is merged already");
    assert_eq!(merge(staff, &board, twin, head).await.status, 200, "the same again");
    // Authors keep control of their own merged ideas.
    let author = if twin == second { &wren } else { &robin };
    let edited = author.browser.fragment(&format!("/entries/{twin}"), &[("text", "a walk, at noon"), ("version", "1")]).await;
    assert!(edited.status == 200 && edited.body.contains("a walk, at noon"), "{}", edited.body);
    let original = if twin == second { "a walk in the middle of the day" } else { "walk at noon" };
    author.browser.fragment(&format!("/entries/{twin}"), &[("text", original), ("version", "2")]).await;
    assert_eq!(go(staff, &board, "tidy", "weigh").await.status, 200);
    assert_eq!(say(&robin.browser, &board, Uuid::new_v4(), twin, "benefit", "x").await.status, 422, "its root is weighed");
    assert_eq!(say(&robin.browser, &board, Uuid::new_v4(), head, "benefit", "fresh air").await.status, 200);
    assert_eq!(apart(staff, twin).await.status, 422, "only while tidying");
    go(staff, &board, "weigh", "tidy").await;
    assert_eq!((apart(staff, twin).await.status, apart(staff, twin).await.status), (200, 200));
    let after: Vec<String> = world.all(state).await;
    assert_eq!(after, before, "each is restored");
    let page = wren.browser.get(&live).await.body;
    assert!(page.contains(&format!("id=\"idea-{twin}\"")) && page.contains(original), "and keeps its text");
    go(staff, &board, "tidy", "weigh").await;
    assert!(wren.browser.get(&live).await.body.contains("fresh air"), "going back lost nothing");
}

#[sqlx::test(migrations = false)]
async fn two_to_four_ideas_are_shortlisted_and_the_rest_stays(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let session = group.live().await;
    let live = format!("/sessions/{session}/live");
    let board = group.board(&session, "aloud-named").await;
    let all = ideas(&robin.browser, &board, &["one", "two", "three", "four", "five"]).await;
    let staff = group.therapist();
    assert_eq!(keep(staff, all[0], true).await.status, 422, "not yet");
    go(staff, &board, "gather", "narrow").await;
    assert_eq!(keep(&robin.browser, all[0], true).await.status, 403);
    let page = robin.browser.get(&live).await.body;
    assert!(!page.contains("/solution") && staff.get(&live).await.body.contains("/solution"), "for staff to press");
    assert_eq!(keep(staff, all[0], true).await.status, 200);
    let refused = go(staff, &board, "narrow", "commit").await;
    assert!(refused.status == 422 && refused.body.contains("keep two to four"), "{}", refused.body);
    for (idea, status) in all[..4].iter().zip([200; 4]) {
        assert_eq!(keep(staff, *idea, true).await.status, status, "once or twice");
    }
    assert_eq!(keep(staff, all[4], true).await.status, 422, "four at most");
    assert_eq!((keep(staff, all[0], false).await.status, keep(staff, all[4], true).await.status), (200, 200));
    assert_eq!(go(staff, &board, "narrow", "commit").await.status, 200);
    assert_eq!(keep(staff, all[0], true).await.status, 422, "chosen");
    let kept = async || {
        let practice_id: Uuid = world.one("select id from practice").await;
        let mut tx = Tx::for_practice(&world.app.pool, practice_id).await.expect("a transaction");
        let board = board.parse().expect("an id");
        let kept = shortlist::store::kept(&mut tx, &world.app.vault, board).await.expect("a shortlist");
        kept.into_iter().map(|one| (one.number, one.text.unwrap_or_default())).collect::<Vec<_>>()
    };
    let words = |all: &[(i32, &str)]| all.iter().map(|(number, text)| (*number, (*text).to_owned())).collect::<Vec<_>>();
    assert_eq!(kept().await, words(&[(2, "two"), (3, "three"), (4, "four"), (5, "five")]));
    let page = robin.browser.get(&live).await.body;
    assert!(page.contains("Shortlist") && page.contains(">one<"), "the rest stays on the board");
    // Going back keeps it; a merged idea is represented by its root; withdrawing it applies there, too.
    go(staff, &board, "commit", "tidy").await;
    assert_eq!(merge(staff, &board, all[1], all[0]).await.status, 200);
    assert_eq!(kept().await[0], (1, "one".to_owned()));
    apart(staff, all[1]).await;
    assert_eq!(kept().await.len(), 4);
    assert_eq!(robin.browser.fragment(&format!("/entries/{}/withdrawal", all[2]), &[]).await.status, 200);
    assert_eq!(kept().await, words(&[(2, "two"), (4, "four"), (5, "five")]));
}
