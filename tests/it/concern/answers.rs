//! *I know this too*: each answer counts once, answers are announced together, the count never decreases, and freezing erases their
//! authors.

use chrono::TimeDelta;
use futures_util::future::join_all;
use hamdel::app;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{Table, enter};
use crate::world::{PASSPHRASE, World};

#[sqlx::test(migrations = false)]
async fn answers_are_announced_together_and_a_count_never_decreases(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren", "Ash", "Fern", "Lark", "Moss", "Dove"]).await;
    let id = table.laid(table.member(0), "I lie awake", "name").await;
    table.staff(&id, "middle").await;
    let (before, seq) = (table.live(&table.facilitator.browser).await, table.seq().await);
    for n in 1..4 {
        assert_eq!(table.say(n, &id).await, 200);
    }
    assert_eq!(table.seq().await, seq, "no screen changes after an answer");
    let plain = |page: &str| crate::world::without_tokens(page).lines().filter(|line| !line.contains("name=\"id\"")).collect::<String>();
    assert_eq!(plain(&table.live(&table.facilitator.browser).await), plain(&before), "and none shows that one arrived");
    assert!(!table.live(table.member(5)).await.contains("know this too."), "not tap by tap");
    let mut phone = table.follow(table.member(5)).await;
    table.staff(&id, "opening").await;
    assert!(phone.until_data("of us know this too").await.data.contains("3 of us know this too."));
    // One more answer is not announced by itself; a withdrawal does not decrease the count.
    assert_eq!(table.say(4, &id).await, 200);
    table.staff(&id, "opening").await;
    assert!(table.live(table.member(6)).await.contains("3 of us know this too."));
    for n in 1..4 {
        assert_eq!(table.unsay(n, &id).await, 200);
    }
    table.staff(&id, "leaving").await;
    assert!(table.page(table.member(6)).await.contains("3 of us know this too."));
    assert_eq!(world.count("resonance").await, 1, "they are removed all the same");
}

#[sqlx::test(migrations = false)]
async fn small_counts_and_nearly_all_are_shown_as_words(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren", "Ash", "Fern", "Lark"]).await;
    for (answers, words) in
        [(0, "Nobody has said yet"), (1, "Someone here knows this too."), (2, "Someone here knows this too."), (3, "Many of us know")]
    {
        let id = table.laid(table.member(0), &format!("a concern with {answers}"), "nameless").await;
        assert_eq!(table.therapist().fragment(&format!("/concerns/{id}/middle"), &[]).await.status, 200);
        for n in 1..=answers {
            assert_eq!(table.say(n, &id).await, 200);
        }
        table.staff(&id, "opening").await;
        assert!(table.live(table.member(4)).await.contains(words), "{answers}");
        assert!(table.live(table.therapist()).await.contains(words), "{answers}");
    }
}

#[sqlx::test(migrations = false)]
async fn a_repeated_answer_counts_once(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren", "Ash", "Fern"]).await;
    let id = table.laid(table.member(0), "I lie awake", "name").await;
    let say = format!("/concerns/{id}/resonances");
    assert_eq!(table.say(1, &id).await, 404, "not before it is in the middle: they do not know it");
    table.staff(&id, "middle").await;
    let taps = join_all((0..16).map(|_| table.member(1).fragment(&say, &[("id", "00000000-0000-4000-8000-000000000000")]))).await;
    assert!(taps.iter().all(|tap| (tap.status, tap.header("hamdel-kept")) == (200, "00000000-0000-4000-8000-000000000000")));
    assert_eq!(world.count("resonance").await, 1);
    // The same person on a second phone.
    let second = world.browser(Locale::En);
    second.sign_in(&table.members[1].user_name, PASSPHRASE).await;
    assert!(table.live(&second).await.contains("You said: I know this too"), "the member's own state is on each of their phones");
    assert_eq!(second.fragment(&say, &[]).await.status, 200);
    assert_eq!(world.count("resonance").await, 1);
    let unsay = format!("{say}/withdrawal");
    let (a, b) = tokio::join!(second.fragment(&unsay, &[]), table.member(1).fragment(&unsay, &[]));
    assert_eq!((a.status, b.status, world.count("resonance").await), (200, 200, 0));
    // An author cannot answer themselves, staff cannot answer, and a member answers only after entering.
    assert_eq!(table.say(0, &id).await, 422);
    assert_eq!(table.therapist().fragment(&say, &[]).await.status, 403);
    table.member(2).post(&format!("/sessions/{}/departure", table.session), &[]).await;
    assert_eq!(table.say(2, &id).await, 422);
    enter(table.member(2), &table.session).await;
    assert_eq!(table.say(2, &id).await, 200);
    // Without a script: a form, and back to the session.
    let plain = table.member(3).post(&say, &[]).await;
    assert_eq!((plain.status, plain.location()), (303, format!("/sessions/{}/live", table.session).as_str()));
    table.staff(&id, "leaving").await;
    assert_eq!(table.say(1, &id).await, 422, "it is no longer in the middle");
    assert_eq!(world.count("resonance").await, 2);
    assert_eq!(table.unsay(3, &id).await, 200, "but an answer can be withdrawn");
}

#[sqlx::test(migrations = false)]
async fn cards_are_counted_up_to_the_people_without_a_phone(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 12).await;
    for name in ["Nophone", "Paper"] {
        group.therapist().post(&format!("/groups/{}/members", group.id), &[("id", &Uuid::new_v4().to_string()), ("name", name)]).await;
    }
    let table = Table::new(&world, &group, &["Robin", "Wren", "Ash", "Fern", "Lark", "Moss"]).await;
    let id = table.laid(table.member(0), "I lie awake", "name").await;
    table.staff(&id, "middle").await;
    let count = async |n: &str| table.facilitator.browser.fragment(&format!("/concerns/{id}/cards"), &[("cards", n)]).await.status;
    assert_eq!(count("1").await, 422, "no member without a phone is here");
    for seat in world.all::<String>("select id::text from membership where person_id is null").await {
        let path = format!("/sessions/{}/attendance/{seat}", table.session);
        assert_eq!(table.therapist().fragment(&path, &[("said", "here")]).await.status, 200);
    }
    assert_eq!((count("۳").await, count("some").await, count("۲").await, count("2").await), (422, 422, 200, 200));
    assert_eq!(table.say(1, &id).await, 200);
    table.staff(&id, "opening").await;
    let page = table.live(&table.facilitator.browser).await;
    assert!(
        page.contains("Several of us know this too.") && page.contains("with 2 paper cards"),
        "a person who counted cards cannot subtract"
    );
    assert!(!table.live(table.member(2)).await.contains("paper cards"));
    assert_eq!(count("0").await, 200);
    table.staff(&id, "leaving").await;
    assert!(table.page(table.member(2)).await.contains("Several of us know this too."));
}

#[sqlx::test(migrations = false)]
async fn the_end_announces_the_answers_and_freezing_erases_their_authors(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren", "Ash", "Fern", "Lark", "Moss"]).await;
    let id = table.laid(table.member(0), "I lie awake", "nameless").await;
    assert_eq!(table.therapist().fragment(&format!("/concerns/{id}/middle"), &[]).await.status, 200);
    for n in 1..4 {
        assert_eq!(table.say(n, &id).await, 200);
    }
    table.end().await;
    assert_eq!(world.count("concern where in_middle").await, 0);
    assert!(table.page(table.member(5)).await.contains("3 of us know this too."), "it left the middle with the session");
    assert_eq!(table.say(4, &id).await, 422);
    assert!(table.page(table.member(1)).await.contains("You said: I know this too"));
    let freeze = async || app::freeze(&world.app).await.expect("a database");
    world.app.clock.advance(TimeDelta::hours(21) - TimeDelta::seconds(1));
    assert_eq!(freeze().await, 0);
    for n in [1, 2, 0] {
        table.member(n).sign_in(&table.members[n].user_name, PASSPHRASE).await;
    }
    assert_eq!(table.unsay(1, &id).await, 200, "until then it is theirs");
    world.app.clock.advance(TimeDelta::seconds(1));
    assert_eq!(freeze().await, 1);
    assert_eq!((world.count("resonance").await, world.count("resonance where tag is not null").await), (2, 0));
    assert_eq!(table.unsay(2, &id).await, 422, "from now on it cannot be traced");
    assert!(!table.page(table.member(2)).await.contains("You said"));
    assert!(table.page(table.member(2)).await.contains("3 of us know this too."));
    // The concern itself still belongs to its author.
    assert_eq!(table.member(0).fragment(&format!("/concerns/{id}/withdrawal"), &[]).await.status, 200);
    assert!(!table.page(table.member(2)).await.contains("I lie awake"));
}
