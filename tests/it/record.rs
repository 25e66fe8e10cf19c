//! The record of a held session, rendered for each reader.

mod sheet;

use chrono::TimeDelta;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::climate::bare;
use crate::closing;
use crate::commitment::{make, say};
use crate::concern::Table;
use crate::weigh;
use crate::world::{PASSPHRASE, World};

/// Everything that may be in a record, and who may read it: a concern that was in the middle, one without a name that was not, a solution, a
/// commitment with an outcome, a shared mood, a backstage line.
#[sqlx::test(migrations = false)]
async fn each_reader_has_their_own_record(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren", "Ash", "Maya"]).await;
    let (session, staff) = (table.session.clone(), table.therapist());
    let page = format!("/sessions/{session}");
    let mood = [("value", "3"), ("word", "heavyhearted"), ("share", "true")];
    assert_eq!(table.member(0).post(&format!("{page}/check-in"), &mood).await.status, 303);
    let own = [("value", "2"), ("word", "unshareable")];
    assert_eq!(table.member(1).post(&format!("{page}/check-in"), &own).await.status, 303);
    let spoken = table.laid(table.member(0), "I cannot ask for help", "name").await;
    table.staff(&spoken, "middle").await;
    assert_eq!((table.say(1, &spoken).await, table.say(2, &spoken).await), (200, 200));
    table.staff(&spoken, "leaving").await;
    for (n, text) in ["I laugh instead of crying", "I hide", "I am tired"].iter().enumerate() {
        table.laid(table.member(n + 1), text, "nameless").await;
    }
    let board = group.board(&session, "aloud-named").await;
    let (kept, other) = (Uuid::new_v4(), Uuid::new_v4());
    for (id, text) in [(kept, "ask one person"), (other, "write a letter")] {
        assert_eq!(table.member(2).idea(&board, id, text).await.status, 200);
    }
    assert_eq!(weigh::go(staff, &board, "gather", "weigh").await.status, 200);
    assert_eq!(weigh::say(table.member(3), &board, Uuid::new_v4(), kept, "benefit", "they know it").await.status, 200);
    assert_eq!(weigh::go(staff, &board, "weigh", "narrow").await.status, 200);
    for id in [kept, other] {
        assert_eq!(weigh::keep(staff, id, true).await.status, 200);
    }
    assert_eq!(weigh::go(staff, &board, "narrow", "commit").await.status, 200);
    let commitment = Uuid::new_v4().to_string();
    assert_eq!(make(table.member(0), &board, &commitment, &[("what", "call my sister")]).await.status, 200);
    let line = [("id", &*Uuid::new_v4().to_string()), ("text", "stay with shame")];
    assert_eq!(table.facilitator.browser.post(&format!("{page}/backstage"), &line).await.status, 303);
    world.app.clock.advance(TimeDelta::minutes(50));
    table.end().await;
    world.app.clock.advance(TimeDelta::minutes(3));
    assert_eq!(say(table.member(0), &commitment, &[("outcome", "done"), ("word", "she came at once")]).await.status, 303);
    assert_eq!(closing::sent(&group, &session, "We asked for help together.").await.status, 303);

    let read = async |browser: &crate::world::Browser| bare(&browser.get(&page).await.body);
    let (robin, wren, sina, leila) =
        (read(table.member(0)).await, read(table.member(1)).await, read(&table.facilitator.browser).await, read(staff).await);
    let common = ["4 of 4 came", "I cannot ask for help", "Someone here knows this", "ask one person", "they know it", "call my sister"];
    for (record, who) in [(&robin, "Robin"), (&wren, "Wren"), (&sina, "Sina"), (&leila, "Leila")] {
        for part in common.iter().chain(&["We asked for help together.", "write a letter"]) {
            assert!(record.contains(part), "{who} reads {part}: {record}");
        }
        for hidden in ["stay with shame", "unshareable"] {
            assert!(!record.contains(hidden), "{who} {hidden}");
        }
    }
    // A member: no names in the roll, no one else's outcome, nothing of the voices, no concern that waited.
    for hidden in ["she came at once", "id=\"roll\"", "Balance of voices", "I laugh instead", "heavyhearted", "private-notes", "backstage"]
    {
        assert!(!wren.contains(hidden), "{hidden}: {wren}");
    }
    assert!(robin.contains("she came at once"), "her own outcome");
    // Staff: names, outcomes, waiting concerns without answers; the therapist also what was shared and who laid what.
    for record in [&sina, &leila] {
        let waiting = record.split("id=\"laid\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("a list").to_owned();
        assert!(waiting.contains("I laugh instead of crying") && !waiting.contains("know this"), "{waiting}");
        assert!(record.contains("she came at once") && record.contains("id=\"roll\"") && record.contains(&format!("{page}/backstage")));
    }
    assert!(leila.contains("From Wren · only you see this") && leila.contains("heavyhearted") && leila.contains("private-notes"));
    assert!(!sina.contains("From Wren") && !sina.contains("heavyhearted") && !sina.contains("private-notes"));
    assert_eq!(world.count("audit_entry where action = 'concern_authors_read'").await, 1, "the therapist’s look is logged");
    assert_eq!(world.count("audit_entry where action = 'closing_read'").await, 4, "and each reader of the closing");
    // A member who joined on a later day reads that it is for those who were there.
    world.app.clock.advance(TimeDelta::hours(24));
    practice.therapist.sign_in("leila@example.org", PASSPHRASE).await;
    table.member(1).sign_in(&table.members[1].user_name, PASSPHRASE).await;
    let late = group.member("Late").await;
    for part in ["concerns", "live", "mine"] {
        assert_eq!(late.browser.get(&format!("{page}/{part}")).await.status, 404, "{part}");
        assert_eq!(table.member(1).get(&format!("{page}/{part}")).await.status, 200, "{part}: she was there");
    }
    let later = late.browser.get(&page).await;
    assert!(later.status == 200 && later.body.contains("Only people who were in the group that day"));
    for hidden in common {
        assert!(!later.body.contains(hidden), "{hidden}");
    }
}

#[sqlx::test(migrations = false)]
async fn its_figures_come_at_noon_and_obey_small_numbers(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    group.member("Robin").await;
    let session = closing::held(&group).await;
    let page = format!("/sessions/{session}");
    let held = bare(&group.therapist().get(&page).await.body);
    assert!(held.contains("comes at noon the next day") && held.contains("0 of 1 came"), "{held}");
    world.app.clock.advance(TimeDelta::hours(24));
    hamdel::app::freeze(&world.app).await.expect("a database");
    practice.therapist.sign_in("leila@example.org", PASSPHRASE).await;
    let frozen = bare(&group.therapist().get(&page).await.body);
    assert!(!frozen.contains("comes at noon the next day") && frozen.contains("not shown"), "small numbers: {frozen}");
}
