//! No other role and no other member sees any part of a candidate's answers, nor does a reader of the database or the log.

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{answer_all, candidate, writes};
use crate::world::{Browser, World};

const WORDS: [&str; 5] = ["zirconium", "قناری‌زرد", "cobalt 555", "yttrium", "selenium"];

/// Every page that a person can read and that might contain the answers.
async fn sight(browser: &Browser, group: &str, member: &str) -> String {
    let mut seen = String::new();
    for path in [
        "/".to_owned(),
        "/account".to_owned(),
        "/practice".to_owned(),
        "/groups".to_owned(),
        format!("/groups/{group}"),
        format!("/groups/{group}/members"),
        format!("/groups/{group}/fit"),
        format!("/groups/{group}/intake"),
        format!("/groups/{group}/intake/focus"),
        format!("/groups/{group}/profile"),
        format!("/groups/{group}/invitations"),
        format!("/groups/{group}/climate"),
        format!("/groups/{group}/charter"),
        format!("/groups/{group}/members/{member}/intake"),
        format!("/groups/{group}/members/{member}/fit"),
        format!("/groups/{group}/members/{member}/emergency-contact"),
    ] {
        seen.push_str(&browser.get(&path).await.body);
    }
    seen
}

#[sqlx::test(migrations = false)]
async fn no_one_else_reads_an_intake_answer(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let robin = candidate(&world, &group, "Robin").await;
    let wren = candidate(&world, &group, "Wren").await;
    let own = |step: &str| format!("/groups/{}/intake/{step}", group.id);
    robin.browser.post(&own("focus"), &[("version", "0"), ("chosen", "past"), ("words", WORDS[0])]).await;
    robin.browser.post(&own("goals"), &[("version", "0"), ("words", WORDS[1])]).await;
    robin.browser.post(&own("contact"), &[("version", "0"), ("name", WORDS[3]), ("call", WORDS[2])]).await;
    writes(&group, &robin, "care", "0", &[("words", WORDS[4])]).await;
    let decision = format!("/groups/{}/members/{}/decision", group.id, robin.membership);
    let note = "tellurium";
    let fields = [("id", Uuid::new_v4().to_string()), ("decision", "keep_waiting".to_owned()), ("note", note.to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(group.therapist().post(&decision, &fields).await.status, 303);
    let (maya, leila) = (group.member("Maya").await, group.facilitator("Leila").await);
    answer_all(&group, &maya, "25-34", "en", &["grief"], "mild").await;
    let second = practice.group(Locale::En, 8).await;
    let colleague = second.facilitator("Kian").await;
    let stranger = second.member("Stranger").await;
    let visitor = world.browser(Locale::En);
    for (who, browser) in [
        ("another who waits", &wren.browser),
        ("a member", &maya.browser),
        ("the facilitator", &leila.browser),
        ("a colleague", &colleague.browser),
        ("a stranger", &stranger.browser),
        ("visitor", &visitor),
    ] {
        let seen = sight(browser, &group.id, &robin.membership).await;
        for word in WORDS.iter().chain([&note]) {
            assert!(!seen.contains(word), "{who} sees {word}");
        }
        // Another candidate sees the same choices.
        let asked = ["another who waits", "a member"].contains(&who);
        assert!(asked || !seen.contains("Something hard in the past"), "{who} sees the choices");
    }
    let seen = sight(&robin.browser, &group.id, &robin.membership).await;
    assert!(seen.contains(WORDS[0]) && seen.contains(WORDS[4]), "the check works: they see their own");
    assert!(!seen.contains(note), "and not the therapist's note");

    // Neither the database, as text or as bytes, nor the log contains it.
    let tables: Vec<String> = world
        .all("select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'keys')")
        .await;
    let mut rows = world.log();
    for table in tables {
        rows.push_str(&world.all::<String>(&format!("select to_jsonb(t)::text from {table} t")).await.concat());
    }
    for word in WORDS.iter().chain([&note, &"past", &"25-34", &"grief"]) {
        let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(!rows.contains(&hex), "{word} is stored as bytes");
        if word.len() > 5 {
            assert!(!rows.contains(word), "{word} is stored");
        }
    }
    assert!(rows.contains("keep_waiting") && rows.contains("\"focus\""), "the check works");
}
