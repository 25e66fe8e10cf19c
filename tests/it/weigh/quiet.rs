//! A quiet board before its opening: reviewed without names, an idea held back, names removed.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{go, ideas};
use crate::world::{Browser, World};

#[sqlx::test(migrations = false)]
async fn a_wounding_idea_is_held_back_and_its_author_stays_unknown(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let (live, mine) = (format!("/sessions/{session}/live"), format!("/sessions/{session}/mine"));
    let staff = group.therapist();
    for kind in ["quiet-nameless", "quiet-named"] {
        let board = group.board(&session, kind).await;
        let look = format!("/brainstorms/{board}/look");
        let wounding = ideas(&robin.browser, &board, &["you talk too much"]).await[0];
        ideas(&wren.browser, &board, &["breathe"]).await;
        assert_eq!(staff.post(&look, &[]).await.status, 303);
        assert!(!staff.get(&look).await.body.contains("you talk"), "{kind}: fewer than three would reveal the author");
        assert_eq!(staff.fragment(&format!("/ideas/{wounding}/holding"), &[("held", "true")]).await.status, 404, "not reviewed");
        ideas(&wren.browser, &board, &["sleep"]).await;
        assert_eq!(robin.browser.get(&look).await.status, 403);
        assert!(!staff.get(&look).await.body.contains("you talk"), "reviewing is an act");
        staff.post(&look, &[]).await;
        let page = staff.get(&look).await.body;
        assert!(page.contains("you talk too much") && page.contains("breathe") && page.contains("sleep"), "{kind}");
        assert!(!page.contains("Robin") && !page.contains("Wren") && !page.contains(&robin.membership), "{kind}: no names");
        ideas(&wren.browser, &board, &["hum a song"]).await;
        assert!(!staff.get(&look).await.body.contains("hum a song"), "{kind}: it arrived alone");
        let hold = format!("/ideas/{wounding}/holding");
        assert_eq!(robin.browser.post(&hold, &[("held", "true")]).await.status, 403);
        assert_eq!(staff.post(&hold, &[("held", "true")]).await.status, 303);
        for browser in [&robin.browser, &wren.browser] {
            let says_so = browser.get(&mine).await.body.contains("Nobody knows it’s yours");
            assert_eq!(says_so, std::ptr::eq(browser, &raw const robin.browser), "{kind}: its author alone");
        }
        staff.fragment(&format!("/brainstorms/{board}/opening"), &[]).await;
        for browser in [&wren.browser, staff] {
            let page = browser.get(&live).await.body;
            assert!(page.contains("breathe") && page.contains("hum a song") && !page.contains("you talk too much"), "{kind}");
        }
        assert!(robin.browser.get(&live).await.body.contains("you talk too much"), "it stays with its author");
        // Reworded, it is shown with the rest.
        let edit = [("text", "I would like more room"), ("version", "1")];
        assert_eq!(robin.browser.fragment(&format!("/entries/{wounding}"), &edit).await.status, 200);
        let seen = wren.browser.get(&live).await.body.contains("more room");
        assert_eq!(seen, kind == "quiet-named", "an edit is visible at once on a board with names, otherwise later");
        go(staff, &board, "gather", "tidy").await;
        assert!(wren.browser.get(&live).await.body.contains("more room"));
        assert_eq!(staff.fragment(&hold, &[("held", "true")]).await.status, 422, "only before the opening");
    }
}

#[sqlx::test(migrations = false)]
async fn an_offer_to_review_stays_when_an_idea_is_withdrawn(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let staff = group.therapist();
    for kind in ["quiet-nameless", "quiet-named"] {
        let board = group.board(&session, kind).await;
        let look = format!("/brainstorms/{board}/look");
        let is_offered = async || staff.get(&look).await.body.contains(&format!("action=\"{look}\""));
        ideas(&wren.browser, &board, &["breathe", "sleep"]).await;
        assert!(!is_offered().await, "{kind}: two are too few");
        let third = ideas(&robin.browser, &board, &["walk"]).await[0];
        assert!(is_offered().await, "{kind}");
        assert_eq!(robin.browser.fragment(&format!("/entries/{third}/withdrawal"), &[]).await.status, 200);
        assert!(is_offered().await, "{kind}: Robin's withdrawal changes nothing");
        staff.post(&look, &[]).await;
        let page = staff.get(&look).await.body;
        assert!(page.contains("breathe") && page.contains("sleep") && !page.contains("walk"), "{kind}");
        assert!(!is_offered().await, "{kind}: it ends with the review");
        assert_eq!(robin.browser.fragment(&format!("/entries/{third}/restoration"), &[]).await.status, 200);
        assert!(!is_offered().await, "{kind}: and needs three again");
    }
}

#[sqlx::test(migrations = false)]
async fn names_removed_before_anything_was_shown_leave_no_trace(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let live = format!("/sessions/{session}/live");
    let staff = group.therapist();
    let board = group.board(&session, "quiet-named").await;
    let unname = format!("/brainstorms/{board}/namelessness");
    let before = ideas(&robin.browser, &board, &["walk", "read"]).await;
    let more = ideas(&wren.browser, &board, &["hum a song"]).await;
    assert_eq!(robin.browser.fragment(&unname, &[]).await.status, 403);
    let twice = tokio::join!(staff.fragment(&unname, &[]), staff.fragment(&unname, &[]));
    assert_eq!((twice.0.status, twice.1.status), (200, 200));
    let old: Vec<Uuid> = before.into_iter().chain(more).collect();
    let now: Vec<Uuid> = world.all("select id from entry where is_idea").await;
    assert!(now.len() == 3 && !now.iter().any(|id| old.contains(id)), "the ids in the audit log match no idea");
    assert_eq!(world.count("entry where is_idea and (num_nonnulls(author, logged_by, created_at) > 0 or author_tag is null)").await, 0);
    let page = robin.browser.get(&live).await.body;
    assert!(page.contains("walk") && page.contains("read") && !page.contains("hum a song"), "still the author's own");
    assert!(page.contains("Nobody in this practice can see whose an idea is"), "the sentence describes the current state");
    staff.fragment(&format!("/brainstorms/{board}/opening"), &[]).await;
    let page = wren.browser.get(&live).await.body;
    let list = page.split("id=\"ideas\"").nth(1).expect("a list");
    assert!(list.contains("walk") && !list.contains("Robin"), "no name on the board");
    let named = group.board(&session, "quiet-named").await;
    ideas(&robin.browser, &named, &["x"]).await;
    staff.fragment(&format!("/brainstorms/{named}/opening"), &[]).await;
    let late = staff.fragment(&format!("/brainstorms/{named}/namelessness"), &[]).await;
    assert_eq!(late.status, 422, "never after they were shown");
}

/// With so few ideas on the board, a row that says only *who added something to it* reveals the author.
#[sqlx::test(migrations = false)]
async fn after_names_are_removed_no_row_reveals_who_wrote(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let staff = group.therapist();
    let facilitators = [group.facilitator("Sina").await, group.facilitator("Kian").await];
    let members = [group.member("Robin").await, group.member("Wren").await, group.member("Ash").await];
    let session = group.live().await;
    for member in &members {
        member.browser.post(&format!("/sessions/{session}/attendance"), &[]).await;
    }
    let live = format!("/sessions/{session}/live");
    let [robin, wren, ash] = &members;
    let everyone: Vec<&Browser> = facilitators.iter().chain(&members).map(|one| &one.browser).collect();
    let written = async |board: &str| {
        // A minute in which every participant was active, and three texts were written, edited or withdrawn.
        world.app.clock.advance(chrono::TimeDelta::minutes(2));
        for browser in &everyone {
            browser.get(&live).await;
        }
        let log = world.log().len();
        let ids = ideas(&robin.browser, board, &["walk", "read"]).await;
        let idea = format!("/entries/{}", ids[0]);
        assert_eq!(robin.browser.fragment(&idea, &[("text", "walk far"), ("version", "1")]).await.status, 200);
        assert_eq!(robin.browser.fragment(&format!("{idea}/withdrawal"), &[]).await.status, 200);
        assert_eq!(robin.browser.fragment(&format!("{idea}/restoration"), &[]).await.status, 200);
        let mut id = String::new();
        for text in ["hum", "sing"] {
            id = Uuid::new_v4().to_string();
            let fields = [("id", id.as_str()), ("text", text), ("whose", &wren.membership)];
            assert_eq!(facilitators[0].browser.fragment(&format!("/brainstorms/{board}/ideas"), &fields).await.status, 200);
        }
        assert_eq!(facilitators[0].browser.fragment(&format!("/brainstorms/{board}/undo"), &[("id", &id)]).await.status, 200);
        world.log().split_off(log)
    };
    let board = group.board(&session, "quiet-named").await;
    let log = written(&board).await;
    assert_eq!(staff.fragment(&format!("/brainstorms/{board}/namelessness"), &[]).await.status, 200);
    let alike = async |when: &str| {
        let (who, none) = (world.traces(robin).await, world.traces(ash).await);
        assert!(none.iter().any(|row| row.starts_with("public.attendance")), "there is content to compare: {none:#?}");
        assert_eq!(who, none, "{when}: Robin, who wrote, and Ash, who did not");
        assert_eq!(world.traces(wren).await, none, "{when}: Wren, for whom it was recorded");
        let [sina, kian] = [&facilitators[0], &facilitators[1]];
        assert_eq!(world.traces(sina).await, world.traces(kian).await, "{when}: Sina, who recorded it");
    };
    alike("names off").await;
    // The tag, with the session's key, is the only link to the author; both are deleted at noon.
    staff.fragment(&format!("/brainstorms/{board}/opening"), &[]).await;
    alike("opened").await;
    let said: Vec<String> = world
        .all(&format!(
            "select concat(action, ' ', actor is null) from audit_entry where subject_id::text in ('{board}', '{session}') order by 1"
        ))
        .await;
    assert_eq!(
        said,
        ["board_made_nameless f", "entries_added_nameless t", "session_planned f", "session_started f"],
        "and the audit records the acts"
    );
    for one in facilitators.iter().chain(&members) {
        let person: String = world.one(&format!("select person_id::text from membership where id = '{}'", one.membership)).await;
        assert!(!log.contains(&one.membership) && !log.contains(&person), "no person in the log");
    }
    // When names stay, the audit records who added what, once everyone sees it.
    let named = group.board(&session, "quiet-named").await;
    written(&named).await;
    let added = "audit_entry where action = 'idea_added'";
    assert_eq!(world.count(added).await, 0, "before the opening only the idea itself");
    staff.fragment(&format!("/brainstorms/{named}/opening"), &[]).await;
    let by = "join membership m on m.person_id = a.actor join entry i on i.id = a.subject_id and i.created_at = a.at where action = 'idea_added'";
    let mut actors: Vec<String> = world.all(&format!("select m.id::text from audit_entry a {by}")).await;
    let mut wrote = vec![robin.membership.clone(), robin.membership.clone(), facilitators[0].membership.clone()];
    actors.sort();
    wrote.sort();
    assert_eq!(actors, wrote, "an idea withdrawn unseen is not audited");
    assert_ne!(world.traces(robin).await, world.traces(ash).await, "this comparison can fail");
    let late = ideas(&robin.browser, &named, &["late"]).await[0];
    assert_eq!(world.count(&format!("{added} and subject_id = '{late}'")).await, 1, "at once, because it is shown at once");
}

#[sqlx::test(migrations = false)]
async fn an_idea_withdrawn_before_the_opening_can_still_be_added(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let board = group.board(&session, "quiet-named").await;
    let id = ideas(&robin.browser, &board, &["walk"]).await[0];
    assert_eq!(robin.browser.fragment(&format!("/entries/{id}/withdrawal"), &[]).await.status, 200);
    group.therapist().fragment(&format!("/brainstorms/{board}/opening"), &[]).await;
    let live = format!("/sessions/{session}/live");
    assert!(!wren.browser.get(&live).await.body.contains("walk"));
    assert_eq!(robin.browser.fragment(&format!("/entries/{id}/restoration"), &[]).await.status, 200);
    assert!(wren.browser.get(&live).await.body.contains("walk"));
}
