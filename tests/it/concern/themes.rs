//! Across the practice: *people in other groups live with this too*, from five people on, in at least two other groups.

use chrono::TimeDelta;
use hamdel::app;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::Table;
use crate::world::{TestPractice, World};

const ELSEWHERE: &str = "People in other groups live with this too.";

/// A session of a separate group with one concern that this many others share; its theme belongs to the practice.
async fn somewhere(world: &World, practice: &TestPractice<'_>, others: usize) -> String {
    let group = practice.group(Locale::En, 8).await;
    let names = ["Author", "B", "C", "D", "E"];
    let table = Table::new(world, &group, &names[..=others]).await;
    let id = table.laid(table.member(0), "ours, said here alone", "nameless").await;
    assert_eq!(table.therapist().fragment(&format!("/concerns/{id}/middle"), &[]).await.status, 200);
    for n in 1..=others {
        assert_eq!(table.say(n, &id).await, 200);
    }
    assert_eq!(table.therapist().fragment(&format!("/concerns/{id}/theme"), &[("words", "sleep")]).await.status, 200);
    table.end().await;
    table.session
}

#[sqlx::test(migrations = false)]
async fn a_theme_needs_five_people_in_two_other_groups_and_frozen_figures(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren"]).await;
    let id = table.laid(table.member(0), "I lie awake", "name").await;
    table.staff(&id, "middle").await;
    let theme = format!("/concerns/{id}/theme");
    assert_eq!(table.facilitator.browser.fragment(&theme, &[("words", "sleep")]).await.status, 403);
    assert_eq!(table.therapist().fragment(&theme, &[("words", "sleep")]).await.status, 200);
    assert_eq!(table.therapist().fragment(&theme, &[("words", "sleep")]).await.status, 200);
    assert_eq!(world.count("theme").await, 1, "the same words are one theme");
    assert_eq!(world.count("theme where position('sleep' in encode(words, 'escape')) > 0").await, 0, "sealed");
    let read = async || {
        let (phone, console) = (table.live(table.member(1)).await, table.live(&table.facilitator.browser).await);
        assert_eq!(phone.contains(ELSEWHERE), console.contains(ELSEWHERE));
        phone.contains(ELSEWHERE)
    };
    assert!(!read().await);
    // Four people in one group, one in another: five, in two.
    let first = somewhere(&world, &practice, 3).await;
    assert!(!read().await, "one group, not frozen");
    let second = somewhere(&world, &practice, 0).await;
    assert!(!read().await, "five in two groups, and not frozen");
    world.app.clock.advance(TimeDelta::hours(21));
    assert_eq!(app::freeze(&world.app).await.expect("a database"), 2);
    for browser in [table.member(1), &table.facilitator.browser, table.therapist()] {
        let who = if std::ptr::eq(browser, table.therapist()) {
            "leila@example.org"
        } else if std::ptr::eq(browser, table.member(1)) {
            &table.members[1].user_name
        } else {
            &table.facilitator.user_name
        };
        browser.sign_in(who, crate::world::PASSPHRASE).await;
    }
    assert!(read().await, "five in two other groups");
    // Neither four people nor five in one group are enough.
    let author = async |session: &str, set: &str| {
        world.execute(&format!("update concern set {set} where session_id = '{session}'")).await.expect("an update")
    };
    author(&second, "text = null, fingerprint = null").await;
    assert!(!read().await, "in one group only");
    author(&second, "text = decode('00', 'hex')").await;
    assert!(read().await);
    world.execute(&format!("delete from resonance where concern_id in (select id from concern where session_id = '{first}') and id = (select id from resonance where concern_id in (select id from concern where session_id = '{first}') limit 1)")).await.expect("a delete");
    assert!(!read().await, "four");
    // The reader's own group never counts.
    author(&first, "cards = 1").await;
    assert!(read().await, "cards count like phones");
    world.execute(&format!("update session set group_id = '{}', number = 77 where id = '{second}'", group.id)).await.expect("an update");
    assert!(!read().await);
    // Without its theme it shows nothing.
    assert_eq!(table.therapist().fragment(&theme, &[("theme", "")]).await.status, 200);
    assert_eq!(world.count(&format!("concern where id = '{id}' and theme_id is null")).await, 1);
}
