//! A quiet board before its opening: looked through without names, an idea held back, names taken off.

use hamdel::kit::locale::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{go, ideas};
use crate::town::Town;

#[sqlx::test(migrations = false)]
async fn a_wounding_idea_is_held_back_and_nobody_learns_whose_it_is(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::En).await;
    let circle = office.group(Locale::En, 8).await;
    let (robin, wren) = (circle.member("Robin").await, circle.member("Wren").await);
    let session = circle.live().await;
    let (live, mine) = (format!("/sessions/{session}/live"), format!("/sessions/{session}/mine"));
    let staff = circle.therapist();
    for kind in ["quiet-nameless", "quiet-named"] {
        let board = circle.board(&session, kind).await;
        let look = format!("/brainstorms/{board}/look");
        let wounding = ideas(&robin.browser, &board, &["you talk too much"]).await[0];
        ideas(&wren.browser, &board, &["breathe"]).await;
        assert_eq!(staff.post(&look, &[]).await.status, 303);
        assert!(!staff.get(&look).await.body.contains("you talk"), "{kind}: fewer than three tell who just wrote");
        assert_eq!(staff.fragment(&format!("/ideas/{wounding}/holding"), &[("held", "true")]).await.status, 404, "not looked at");
        ideas(&wren.browser, &board, &["sleep"]).await;
        assert_eq!(robin.browser.get(&look).await.status, 403);
        assert!(!staff.get(&look).await.body.contains("you talk"), "looking is an act");
        staff.post(&look, &[]).await;
        let page = staff.get(&look).await.body;
        assert!(page.contains("you talk too much") && page.contains("breathe") && page.contains("sleep"), "{kind}");
        assert!(!page.contains("Robin") && !page.contains("Wren") && !page.contains(&robin.membership), "{kind}: no names");
        ideas(&wren.browser, &board, &["late"]).await;
        assert!(!staff.get(&look).await.body.contains("late"), "{kind}: it came alone");
        let hold = format!("/ideas/{wounding}/holding");
        assert_eq!(robin.browser.post(&hold, &[("held", "true")]).await.status, 403);
        assert_eq!(staff.post(&hold, &[("held", "true")]).await.status, 303);
        for browser in [&robin.browser, &wren.browser] {
            let told = browser.get(&mine).await.body.contains("Nobody knows that it is yours");
            assert_eq!(told, std::ptr::eq(browser, &raw const robin.browser), "{kind}: its author alone");
        }
        staff.fragment(&format!("/brainstorms/{board}/opening"), &[]).await;
        for browser in [&wren.browser, staff] {
            let page = browser.get(&live).await.body;
            assert!(page.contains("breathe") && page.contains("late") && !page.contains("you talk too much"), "{kind}");
        }
        assert!(robin.browser.get(&live).await.body.contains("you talk too much"), "it stays with its author");
        // In other words it comes with the rest.
        let edit = [("text", "I would like more room"), ("version", "1")];
        assert_eq!(robin.browser.fragment(&format!("/ideas/{wounding}"), &edit).await.status, 200);
        let seen = wren.browser.get(&live).await.body.contains("more room");
        assert_eq!(seen, kind == "quiet-named", "at once with names, else as a late one");
        go(staff, &board, "gather", "tidy").await;
        assert!(wren.browser.get(&live).await.body.contains("more room"));
        assert_eq!(staff.fragment(&hold, &[("held", "true")]).await.status, 422, "only before the opening");
    }
}

#[sqlx::test(migrations = false)]
async fn names_are_taken_off_before_anything_was_seen_and_leave_no_trace(options: PgPoolOptions, connect: PgConnectOptions) {
    let town = Town::new(options, connect).await;
    let office = town.practice(Locale::En).await;
    let circle = office.group(Locale::En, 8).await;
    let (robin, wren) = (circle.member("Robin").await, circle.member("Wren").await);
    let session = circle.live().await;
    let live = format!("/sessions/{session}/live");
    let staff = circle.therapist();
    let board = circle.board(&session, "quiet-named").await;
    let unname = format!("/brainstorms/{board}/namelessness");
    let before = ideas(&robin.browser, &board, &["walk", "read"]).await;
    let more = ideas(&wren.browser, &board, &["hum a song"]).await;
    assert_eq!(robin.browser.fragment(&unname, &[]).await.status, 403);
    let twice = tokio::join!(staff.fragment(&unname, &[]), staff.fragment(&unname, &[]));
    assert_eq!((twice.0.status, twice.1.status), (200, 200));
    let old: Vec<Uuid> = before.into_iter().chain(more).collect();
    let now: Vec<Uuid> = town.all("select id from idea").await;
    assert!(now.len() == 3 && !now.iter().any(|id| old.contains(id)), "the audit's ids lead nowhere");
    assert_eq!(
        town.count("idea where author is not null or logged_by is not null or created_at is not null or author_tag is null").await,
        0
    );
    let page = robin.browser.get(&live).await.body;
    assert!(page.contains("walk") && page.contains("read") && !page.contains("hum a song"), "still one's own");
    assert!(page.contains("Nobody in this practice can see whose an idea is"), "the sentence says how it is now");
    staff.fragment(&format!("/brainstorms/{board}/opening"), &[]).await;
    let page = wren.browser.get(&live).await.body;
    let list = page.split("id=\"ideas\"").nth(1).expect("a list");
    assert!(list.contains("walk") && !list.contains("Robin"), "no name on the board");
    let named = circle.board(&session, "quiet-named").await;
    ideas(&robin.browser, &named, &["x"]).await;
    staff.fragment(&format!("/brainstorms/{named}/opening"), &[]).await;
    let late = staff.fragment(&format!("/brainstorms/{named}/namelessness"), &[]).await;
    assert_eq!(late.status, 422, "never after they were seen");
}
