//! Noon of the next day: figures freeze, unnamed answers are deleted, and pages show what the rules for small numbers allow.

use hamdel::climate::figure_store;
use hamdel::kit::db::Tx;
use hamdel::kit::i18n::Locale;
use hamdel::session::SessionId;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::Evening;
use crate::world::World;

#[sqlx::test(migrations = false)]
async fn figures_are_computed_once_and_unnamed_answers_are_deleted(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let evening = Evening::new(&world, &group, 6).await;
    for (member, value) in evening.members.iter().zip(["5", "6", "7", "5"]) {
        member.browser.post(&evening.path("check-in"), &[("value", value)]).await;
    }
    evening.all_out(&["6", "7", "8", "7", "9", "7"], 2).await;
    evening.end().await;
    let climate = format!("/groups/{}/climate", group.id);
    let waits = evening.members[0].browser.get(&climate).await.body;
    assert!(waits.contains("There aren’t enough answers yet"), "nothing before noon");
    assert_eq!((evening.kept().await, world.count("session_figure").await), ((4, 2), 0));
    // The questions close at noon by the clock, even before the job has run.
    world.app.clock.advance(chrono::TimeDelta::hours(21) - chrono::TimeDelta::seconds(1));
    assert_eq!(hamdel::app::freeze(&world.app).await.expect("a database"), 0);
    evening.sign_in_again().await;
    let robin = &evening.members[0].browser;
    assert_eq!(evening.out(robin, "6", ["6"; 4], &["share"]).await.status, 303, "a second before");
    world.app.clock.advance(chrono::TimeDelta::seconds(1));
    let late = evening.out(robin, "1", ["0"; 4], &[]).await;
    assert!(late.status == 422 && late.body.contains("Nothing was saved") && late.body.contains(r#"name="value" value="1" checked"#));
    assert_eq!(hamdel::app::freeze(&world.app).await.expect("a database"), 1);
    assert_eq!(hamdel::app::freeze(&world.app).await.expect("a database"), 0, "once");
    assert_eq!((evening.kept().await, world.count("keys.anonymity_key").await), ((0, 2), 0));
    // 6 7 8 7 9 7: a mean of 7.33.
    for (kind, kept) in
        [("climate", "15 close 6"), ("safe", "15 close 6"), ("mood_out", "15 close 6"), ("mood_in", "middling"), ("attendance", "6 6")]
    {
        assert_eq!(evening.figure(kind).await, kept, "{kind}");
    }
    // Freezing a second time changes nothing. A mood stays with the member who gave it, and changes no figure.
    assert_eq!(evening.out(robin, "0", [""; 4], &["share"]).await.status, 303);
    let mut tx = Tx::for_practice(&world.app.pool, world.one("select id from practice").await).await.expect("a transaction");
    let id = SessionId(evening.session.parse().expect("an id"));
    figure_store::freeze(&mut tx, &world.app.vault, id, world.app.clock.now()).await.expect("frozen");
    tx.commit().await.expect("a commit");
    assert_eq!(evening.figure("mood_out").await, "15 close 6");
    let page = robin.get(&evening.path("check-out")).await.body;
    assert!(page.contains("You can still change your mood") && page.contains("0 of 10") && !page.contains("ask-heard"));
    assert!(group.therapist().get(&evening.path("check-ins")).await.body.contains("0 of 10"), "shared again");
    // What each role sees of it.
    for (who, browser) in [("member", robin), ("facilitator", &evening.facilitator.browser), ("therapist", group.therapist())] {
        let page = browser.get(&climate).await.body;
        assert!(page.contains(">7.5</text>") && super::bare(&page).contains("close together · 6 answers"), "{who}: {page}");
        assert!(page.contains("<title id=\"climate-drawn\">") && page.contains("<desc id=\"climate-described\">"), "{who}");
        assert_eq!(page.contains("id=\"balance\""), who != "member", "the balance of voices is the staff's picture: {who}");
        assert!(browser.get(&format!("/groups/{}", group.id)).await.body.contains(">7.5</text>"), "the group page has a curve: {who}");
    }
    assert_eq!(group.stranger().await.browser.get(&climate).await.status, 404);
}

#[sqlx::test(migrations = false)]
async fn a_figure_needs_three_unshared_answers(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut evening = Evening::new(&world, &group, 5).await;
    let values = ["8", "8", "9", "9", "8"];
    for (sharing, kept) in [(3, ""), (2, "17 close 5"), (5, "")] {
        evening.all_out(&values, sharing).await;
        evening.end().await;
        evening.noon().await;
        for kind in ["climate", "heard", "mood_out"] {
            assert_eq!(evening.figure(kind).await, kept, "{sharing} shared: {kind}");
        }
        evening.next().await;
    }
    // Two answers show nothing, three show a word; a skipped question is not an answer.
    for (values, safe, climate) in [(&["8", "9"][..], "", ""), (&["8", "9", "7"], "", "good")] {
        for (member, value) in evening.members.iter().zip(values) {
            let safe = if *value == "7" { "" } else { value };
            assert_eq!(evening.out(&member.browser, "", [value, safe, value, value], &[]).await.status, 303);
        }
        evening.end().await;
        evening.noon().await;
        assert_eq!((evening.figure("safe").await, evening.figure("climate").await), (safe.to_owned(), climate.to_owned()), "{values:?}");
        evening.next().await;
    }
    // Where nothing is shown, not even the count is stored.
    assert_eq!(world.count("session_figure where word is null and halves is null and answers is not null").await, 0);
    let page = group.therapist().get(&format!("/groups/{}/climate", group.id)).await.body;
    assert_eq!(page.matches("<polyline").count(), 1, "no line crosses a gap: only attendance has none");
    assert!(page.contains("not shown") && page.contains(">good</text>"));
}

#[sqlx::test(migrations = false)]
async fn answers_that_staff_recorded_count_as_known_to_them(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let mut evening = Evening::new(&world, &group, 2).await;
    evening.ticked("Ash").await;
    for member in &evening.members[..2] {
        assert_eq!(evening.out(&member.browser, "6", [""; 4], &[]).await.status, 303);
    }
    let third = &evening.members[2];
    let path = evening.path(&format!("check-out/{}", third.membership));
    assert!(evening.facilitator.browser.get(&path).await.body.contains("How is"));
    assert_eq!(evening.facilitator.browser.post(&path, &[("value", "6")]).await.status, 303);
    assert_eq!(world.count("mood where moment = 'out' and entered_by is not null").await, 1);
    let own = evening.path(&format!("check-out/{}", evening.members[0].membership));
    assert_eq!(evening.facilitator.browser.post(&own, &[("value", "1")]).await.status, 422, "a member's own answer is theirs");
    evening.end().await;
    evening.noon().await;
    assert_eq!(evening.figure("mood_out").await, "", "two unknown answers are too few");
    assert_eq!(evening.facilitator.browser.post(&path, &[("value", "9")]).await.status, 422, "and it is closed to staff");
}
