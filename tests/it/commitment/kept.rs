//! Outcomes: recorded by the owner, kept line by line, with the text as it was.

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::{choosing, fresh, make, say};
use crate::climate::Evening;
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn members_are_asked_for_commitments_only_after_the_group_chooses(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = group.member("Robin").await;
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    let early = make(&robin.browser, &board, &fresh(), &[("what", "a walk")]).await;
    assert!(early.status == 422 && early.body.contains("not time for commitments yet"), "{}", early.body);
    let page = robin.browser.get(&format!("/brainstorms/{board}/commitments")).await.body;
    assert!(page.contains("not time for commitments yet") && !page.contains("name=\"what\""));
    assert!(!robin.browser.get(&format!("/sessions/{session}/live")).await.body.contains("id=\"commit-open\""));
    for (seen, to) in [("gather", "commit"), ("commit", "done")] {
        assert_eq!(crate::weigh::go(group.therapist(), &board, seen, to).await.status, 200);
        assert_eq!(make(&robin.browser, &board, &fresh(), &[("what", to)]).await.status, 200, "{to}");
    }
}

/// Figures of the last commitments: a word from three people, a mean from five, nothing from two, and only commitments that were shared
/// with the group.
#[sqlx::test(migrations = false)]
async fn the_share_of_kept_commitments_is_a_group_figure(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut evening = Evening::new(&world, &group, 6).await;
    let takes = async |evening: &Evening<'_>| {
        let board = choosing(&group, &evening.session).await;
        let mut ids = Vec::new();
        for member in &evening.members {
            let id = fresh();
            assert_eq!(make(&member.browser, &board, &id, &[("what", "a walk")]).await.status, 200);
            ids.push(id);
        }
        ids
    };
    let mut taken = takes(&evening).await;
    evening.end().await;
    evening.noon().await;
    assert_eq!(evening.figure("kept").await, "", "there were no commitments before the first session");
    for (outcomes, shared, kept) in [
        (&["done", "done"][..], 0, ""),
        (&["done", "done", "done"], 0, "good"),
        (&["done", "done", "done", "not_yet", "not_yet"], 0, "12 apart 5"),
        (&["done", "done", "done", "done", "not_yet"], 3, ""),
        (&["done", "done", "done", "done", "not_yet", "not_yet"], 3, "13 apart 6"),
    ] {
        for (n, (id, outcome)) in taken.iter().zip(outcomes).enumerate() {
            let mut fields = vec![("outcome", *outcome), ("word", ""), ("whole", "true")];
            if n < shared {
                fields.push(("shared", "true"));
            }
            assert_eq!(say(&evening.members[n].browser, id, &fields).await.status, 303);
        }
        let earlier = taken;
        evening.next().await;
        taken = takes(&evening).await;
        evening.end().await;
        // An outcome recorded after noon belongs to its owner and is in no figure, however late the figure is computed.
        world.app.clock.advance(TimeDelta::hours(24));
        evening.sign_in_again().await;
        for (id, member) in earlier.iter().zip(&evening.members) {
            assert_eq!(say(&member.browser, id, &[("outcome", "not_yet")]).await.status, 303);
        }
        evening.noon().await;
        assert_eq!(evening.figure("kept").await, kept, "{outcomes:?}, {shared} shared");
    }
    let page = evening.members[0].browser.get(&format!("/groups/{}/climate", group.id)).await.body;
    let chart = page.split("aria-labelledby=\"kept\"").nth(1).expect("a chart");
    assert!(chart.contains("Commitments kept") && chart.contains(">good</text>") && chart.contains(">6.5</text>"), "{chart}");
}

#[sqlx::test(migrations = false)]
async fn an_owner_records_outcomes_and_earlier_text_stays(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let (robin, wren) = (group.member("Robin").await, group.member("Wren").await);
    let session = group.live().await;
    let board = choosing(&group, &session).await;
    let (id, other) = (fresh(), fresh());
    make(&robin.browser, &board, &id, &[("what", "write a letter")]).await;
    make(&wren.browser, &board, &other, &[("what", "rest on Sunday")]).await;
    group.therapist().post(&format!("/sessions/{session}/end"), &[]).await;
    let home = robin.browser.get("/").await.body;
    assert!(home.contains("write a letter") && home.contains("By the next session") && !home.contains("rest on Sunday"));
    // A double click records one outcome; each answer is a line of its own.
    for outcome in ["not_yet", "not_yet", "done", "done"] {
        let said = say(&robin.browser, &id, &[("outcome", outcome), ("back", "home")]).await;
        assert_eq!(said.location(), "/#commitments");
    }
    assert_eq!(world.count("commitment_outcome").await, 2);
    let home = robin.browser.get("/").await.body;
    assert!(home.split_once("aria-pressed=\"true\">").is_some_and(|(_, button)| button.trim_start().starts_with("Done")));
    assert_eq!(say(&robin.browser, &id, &[]).await.status, 422, "nothing was chosen");
    // After a change the new text counts, the old text stays, and two tabs overwrite nothing.
    let version = world.one::<i32>(&format!("select version from commitment where id = '{id}'")).await.to_string();
    let fields = [("outcome", "changed"), ("what", "send a voice message"), ("word", "easier"), ("version", &*version)];
    for _ in 0..2 {
        assert_eq!(say(&robin.browser, &id, &fields).await.status, 303);
    }
    let second = say(&robin.browser, &id, &[("outcome", "changed"), ("what", "call her"), ("version", &*version)]).await;
    assert!(second.status == 409 && second.body.contains("send a voice message") && second.body.contains("call her"), "both texts");
    assert_eq!(say(&robin.browser, &id, &[("outcome", "changed"), ("what", ""), ("version", "9")]).await.status, 422);
    let page = robin.browser.get(&format!("/commitments/{id}")).await.body;
    for words in ["send a voice message", "write a letter", "easier", "Not yet"] {
        assert!(page.contains(words), "{words}");
    }
    // The bar has no text field, and removes no text.
    say(&robin.browser, &id, &[("outcome", "changed"), ("what", "send a voice message")]).await;
    assert_eq!(world.count("commitment_outcome").await, 3);
    // The group sees the commitment, not its outcome; staff see the outcome.
    let to_wren = wren.browser.get(&format!("/commitments/{id}")).await.body;
    assert!(to_wren.contains("send a voice message") && !to_wren.contains("easier") && !to_wren.contains("write a letter"), "{to_wren}");
    assert!(group.therapist().get(&format!("/commitments/{id}")).await.body.contains("easier"));
    assert_eq!(world.count("commitment_outcome where word::text like '%easier%' or before::text like '%letter%'").await, 0, "sealed");
    // A dropped commitment leaves the home; dropping it twice counts once.
    for _ in 0..2 {
        assert_eq!(robin.browser.post(&format!("/commitments/{id}/withdrawal"), &[("back", "home")]).await.status, 303);
    }
    assert!(!robin.browser.get("/").await.body.contains("send a voice message"));
    assert_eq!(wren.browser.post(&format!("/commitments/{other}/withdrawal"), &[("unknown", "1")]).await.status, 422);
    assert_eq!(robin.browser.post(&format!("/commitments/{other}/withdrawal"), &[]).await.status, 403);
}
