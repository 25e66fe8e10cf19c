//! An independent search for leaks: for each role, every byte of pages, streams and personal fragments; then the log, the audit and every
//! table. Only the therapist learns the author of an unnamed concern, and no one learns the author of an answer.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use regex::Regex;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{Table, lay};
use crate::world::{Browser, EventStream, World};

const NAMES: [&str; 6] = ["Robin", "Wren", "Ash", "Fern", "Lark", "Moss"];

/// Every page and stream that a person can read.
async fn sight(table: &Table<'_>, browser: &Browser) -> String {
    let session = &table.session;
    let paths = [
        format!("/sessions/{session}/live"),
        format!("/sessions/{session}/mine"),
        format!("/sessions/{session}/concerns"),
        format!("/sessions/{session}/voices"),
        format!("/sessions/{session}"),
        format!("/groups/{}", table.group.id),
        "/".to_owned(),
    ];
    join_all(paths.iter().map(|path| browser.get(path))).await.into_iter().map(|reply| reply.body).collect()
}

/// The parts of a screen that show a concern: each list item or card.
fn items(text: &str) -> Vec<String> {
    let item = Regex::new(
        r#"(?s)<li id="concern-.*?</li>|<article class="concern-middle".*?</article>|<section id="concern" class.*?</section>|<section class="hero wall-hero wall-concern".*?</section>|<li id="waits-.*?</li>"#,
    )
    .expect("a pattern");
    item.find_iter(text).map(|found| found.as_str().to_owned()).collect()
}

/// The content of a stream up to this needle, including events named "mine".
async fn heard(stream: &mut EventStream, last: &str) -> Vec<(String, String)> {
    let mut events = Vec::new();
    loop {
        let event = stream.event().await.expect("a stream that continues");
        let is_last = event.data.contains(last);
        events.push((event.name, event.data));
        if is_last {
            return events;
        }
    }
}

/// Every id that identifies a person.
async fn identifying_ids(world: &World) -> Vec<String> {
    let mut ids = Vec::new();
    for query in [
        "select id::text from membership",
        "select id::text from person",
        "select id::text from sign_in",
        "select encode(token_hash, 'hex') from sign_in",
    ] {
        ids.extend(world.all::<String>(query).await);
    }
    ids
}

#[sqlx::test(migrations = false)]
async fn no_path_reveals_the_author(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &NAMES).await;
    let facilitator = &table.facilitator.browser;
    let wall = table.wall().await;
    let screen = world.browser(Locale::En);
    let after = table.seq().await;
    let listeners: Vec<&Browser> = [table.therapist(), facilitator].into_iter().chain((0..NAMES.len()).map(|n| table.member(n))).collect();
    let mut streams = join_all(listeners.iter().map(|browser| table.follow(browser))).await;
    let mut on_wall = screen.follow(&wall).await;
    let log_before = world.log().len();

    // Robin, Wren and the facilitator each lay an unnamed concern; it waits, and only the therapist sees it.
    let robins = table.laid(table.member(0), "I am ashamed of it", "nameless").await;
    let seq = table.seq().await;
    assert_eq!(seq, after + 1, "one line, for the therapist's screens");
    assert!(!sight(&table, facilitator).await.contains("ashamed"), "a concern appears at no moment when a phone sends it");
    for act in ["middle", "tenderness", "opening"] {
        let plain: &[(&str, &str)] = if act == "tenderness" { &[("tender", "true")] } else { &[] };
        assert_eq!(facilitator.fragment(&format!("/concerns/{robins}/{act}"), plain).await.status, 404, "not even that it exists");
    }
    assert_eq!(lay(facilitator, &table.session, &robins, "I am ashamed of it", "nameless").await.status, 409);
    let trusted = sight(&table, table.therapist()).await;
    assert!(trusted.contains("ashamed") && trusted.contains("Robin\u{2069} · only you see this"), "the therapist can see who is in danger");
    // Editing it publishes nothing.
    let seq = table.seq().await;
    let change = [("text", "I am ashamed, and alone with it"), ("version", "1")];
    assert_eq!(table.member(0).fragment(&format!("/concerns/{robins}"), &change).await.status, 200);
    assert_eq!(table.member(0).fragment(&format!("/concerns/{robins}/tenderness"), &[("tender", "true")]).await.status, 200);
    assert_eq!(table.member(0).fragment(&format!("/concerns/{robins}/tenderness"), &[("tender", "false")]).await.status, 200);
    assert_eq!(table.seq().await, seq);
    let wrens = table.laid(table.member(1), "My hands shake", "nameless").await;
    assert!(!sight(&table, facilitator).await.contains("My hands shake"), "two wait");
    table.next_stage().await;
    let listed = sight(&table, facilitator).await;
    assert!(listed.contains("ashamed, and alone") && listed.contains("My hands shake"), "with the next stage both join the list");

    // One concern moves to the middle; four members answer, one of them withdraws; then all answers are announced.
    table.staff(&robins, "middle").await;
    let seq = table.seq().await;
    for n in 1..5 {
        assert_eq!(table.say(n, &robins).await, 200);
    }
    assert_eq!(table.unsay(4, &robins).await, 200);
    assert_eq!(table.seq().await, seq, "no screen changes");
    table.staff(&robins, "opening").await;
    table.staff(&robins, "leaving").await;
    table.staff(&wrens, "middle").await;
    assert_eq!(table.say(2, &wrens).await, 200);
    let mut everything = Vec::new();
    for browser in &listeners {
        everything.push(sight(&table, browser).await);
    }
    let walls = screen.get(&wall).await.body;
    // The last change for everyone.
    let last = table.laid(table.member(5), "the last of them", "name").await;
    table.staff(&last, "middle").await;
    let mut received = Vec::new();
    for stream in &mut streams {
        received.push(heard(stream, "the last of them").await);
    }
    let wall_received = heard(&mut on_wall, "the last of them").await;
    let log = world.log().split_off(log_before);

    // All members receive the same events: personal content is never streamed, and no member receives an event that another does not.
    let shared = |events: &[(String, String)]| -> Vec<String> {
        events.iter().filter(|(name, _)| name != "mine").map(|(_, data)| data.clone()).collect()
    };
    assert_eq!(shared(&received[0]).join("\n").matches("ashamed").count(), shared(&received[1]).join("\n").matches("ashamed").count());
    for n in 3..received.len() {
        assert_eq!(received[2], received[n], "{} receives a personal event", NAMES[n - 2]);
    }
    // A stage makes every page fetch its personal part; only the therapist is notified of unnamed concerns.
    let alone = |events: &[(String, String)]| events.iter().filter(|(name, _)| name == "mine").count();
    assert!(alone(&received[1]) <= 1 && alone(&received[0]) > alone(&received[1]), "the facilitator receives nothing alone");
    assert!(wall_received.iter().all(|(name, data)| name.is_empty() && !NAMES.iter().any(|name| data.contains(name))));

    // The parts that show an unnamed concern name its author only to the therapist.
    let identifying = identifying_ids(&world).await;
    let tags: Vec<String> = world.all("select encode(tag, 'hex') from resonance").await;
    assert_eq!((tags.len(), tags.iter().collect::<BTreeSet<_>>().len()), (4, 4), "no two answers can be linked to one person");
    let streamed = received.iter().map(|events| events.iter().map(|(_, data)| data.as_str()).collect::<String>());
    let bytes: Vec<(usize, String)> = everything.into_iter().chain(streamed).chain([walls]).enumerate().collect();
    let therapist = |n: usize| n == 0;
    // A year, which may also occur inside an id.
    let year = Regex::new("(?:^|[^0-9a-f-])2026(?:[^0-9a-f]|$)|2026-11-").expect("a pattern");
    let mut seen = 0;
    for (n, text) in &bytes {
        for item in items(text).iter().filter(|item| item.contains("ashamed") || item.contains("hands shake")) {
            seen += 1;
            let named = NAMES.iter().chain(&["Sina", "لیلا"]).any(|name| item.contains(name));
            assert!(therapist(*n) || !named, "{n}: {item}");
            assert!(!identifying.iter().any(|id| item.contains(id.as_str())), "{n}: an id of a person in {item}");
            assert!(!item.contains("datetime") && !year.is_match(item), "{n}: a time in {item}");
        }
        assert!(!tags.iter().any(|tag| text.contains(tag)), "a tag is shown to no one");
        assert!(therapist(*n) || !text.contains("only you see this"), "{n}");
    }
    assert!(seen > 20, "there is content to compare: {seen}");
    // Personal parts: the author's forms appear in the author's pages alone, and an answer in the pages of the member who gave it.
    for (n, text) in bytes.iter().take(listeners.len()) {
        assert_eq!(text.contains(&format!("\"/concerns/{robins}/withdrawal\"")), *n == 2, "{n}");
        assert_eq!(text.contains(&format!("id=\"said-{robins}\"")), [3, 4, 5].contains(n), "{n}: three who still answer");
    }

    // The audit records once per session and hour that the therapist was shown the author; no other person was.
    let saw: Vec<String> = world
        .all("select concat(m.role, ' ', e.subject_kind) from audit_entry e join membership m on m.person_id = e.actor where e.action = 'concern_authors_read'")
        .await;
    assert_eq!(saw, ["therapist session"]);

    // The log contains the template of a route, and neither the person nor the item.
    for id in [&robins, &wrens] {
        assert!(!log.contains(id.as_str()), "no concern in the log");
    }
    assert!(!identifying.iter().any(|id| log.contains(id.as_str())) && !log.contains("ashamed"), "no person and no text in the log");
    the_database_says_no_more(&table, &[robins, wrens], &identifying).await;
}

/// Only the concern's own row contains its author, for the therapist; answers contain no person and no time.
async fn the_database_says_no_more(table: &Table<'_>, ids: &[String], identifying: &[String]) {
    let world = table.world;
    let authors: Vec<String> = world.all("select m.person_id::text from membership m where m.id in (select author from concern where not named) union select author::text from concern where not named").await;
    let tables: Vec<String> =
        world.all("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'keys') order by 1").await;
    let mut named_in = BTreeSet::new();
    for name in &tables {
        for row in world.all::<String>(&format!("select to_jsonb(t)::text from {name} t")).await {
            if !ids.iter().any(|id| row.contains(id)) {
                continue;
            }
            named_in.insert(name.as_str());
            match name.as_str() {
                "public.concern" => assert!(!row.contains("2026-11-"), "{row}"),
                // Acts of staff on it, under their own names.
                "public.audit_entry" => assert!(!authors.iter().any(|id| row.contains(id.as_str())), "{row}"),
                _ => {
                    assert!(!identifying.iter().any(|id| row.contains(id.as_str())), "{name}: {row}");
                    assert!(!row.contains("2026-11-"), "{name} stores a time: {row}");
                }
            }
        }
    }
    assert_eq!(named_in.into_iter().collect::<Vec<_>>(), ["public.audit_entry", "public.concern", "public.resonance"]);
    let columns: Vec<String> =
        world.all("select column_name::text from information_schema.columns where table_name = 'resonance' order by 1").await;
    assert_eq!(columns, ["concern_id", "id", "practice_id", "tag"], "an answer has no other column");
    let columns: Vec<String> =
        world.all("select column_name::text from information_schema.columns where table_name = 'session_change' order by 1").await;
    assert_eq!(columns, ["audience", "kind", "practice_id", "seq", "session_id", "subject_id"], "the change log names no one");
    let subjects = format!("session_change where kind = 'concern' and subject_id <> '{}'", table.session);
    assert_eq!(world.count(&subjects).await, 0, "and no concern");
    let audited: Vec<String> = world
        .all(
            "select concat(actor is null, ' ', action, ' ', subject_kind, ' ', at = date_trunc('day', at)) from audit_entry
             where action like '%_nameless' order by 1",
        )
        .await;
    assert_eq!(
        audited,
        ["t concerns_answered_nameless session t", "t concerns_laid_nameless session t"],
        "one line for them all, of the day"
    );
    let acts = format!("audit_entry where actor::text = any('{{{}}}') and subject_kind = 'concern'", authors.join(","));
    assert_eq!(world.count(&acts).await, 0, "no unnamed act of an author is attributed to them");
}

#[sqlx::test(migrations = false)]
async fn three_unnamed_concerns_are_listed_together_in_random_order(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(&world, &group, &["Robin", "Wren", "Ash"]).await;
    let mut console = table.follow(&table.facilitator.browser).await;
    let shown = async |n: usize| table.live(&table.facilitator.browser).await.contains(&format!("thought {n}."));
    for n in 0..5 {
        table.laid(table.member(n % 3), &format!("thought {n}."), "nameless").await;
        // The fourth and the fifth wait for a sixth.
        assert_eq!(shown(n).await, n == 2, "{n}");
    }
    let received = console.until_data("thought").await.data;
    assert!((0..3).all(|n| received.contains(&format!("thought {n}."))), "all three in one");
    // Ids that reveal the order of writing, as a client might choose them.
    let mut order = Vec::new();
    for n in 0..8 {
        let id = Uuid::now_v7().to_string();
        assert_eq!(lay(table.member(n % 3), &table.session, &id, &format!("named {n}."), "name").await.status, 200);
        order.push(id);
    }
    let page = table.live(&table.facilitator.browser).await;
    let places: Vec<usize> = order.iter().map(|id| page.find(&format!("id=\"concern-{id}\"")).expect("on the list")).collect();
    let mut sorted = places.clone();
    sorted.sort_unstable();
    assert_ne!(places, sorted, "the list is not in the order of writing");
    table.end().await;
    assert!(shown_after(&table).await, "when the session ends, nothing waits");
}

async fn shown_after(table: &Table<'_>) -> bool {
    let page = table.page(&table.facilitator.browser).await;
    (0..5).all(|n| page.contains(&format!("thought {n}.")))
}
