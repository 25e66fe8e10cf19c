//! The same session twice, with another author and other answers: a reader who took no part in it reads the same, byte for byte.

use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::Table;
use crate::world::{Browser, TestPractice, World, difference, plain};

const NAMES: [&str; 7] = ["Robin", "Wren", "Ash", "Fern", "Lark", "Moss", "Dove"];
/// The readers who take no part: the facilitator, and Dove.
const OUTSIDE: usize = 6;

/// One session. Returns what the facilitator, Dove and the wall read and receive of it.
async fn evening(world: &World, practice: &TestPractice<'_>, author: usize, answers: &[usize], withdraws: usize) -> Vec<String> {
    let group = practice.group(Locale::En, 8).await;
    let table = Table::new(world, &group, &NAMES).await;
    let wall = table.wall().await;
    let screen = world.browser(Locale::En);
    let readers: [&Browser; 2] = [&table.facilitator.browser, table.member(OUTSIDE)];
    let mut streams = join_all(readers.iter().map(|reader| table.follow(reader))).await;
    streams.push(screen.follow(&wall).await);
    let mut read = Vec::new();
    let look = async || {
        let mut pages = Vec::new();
        for path in ["/live", "/mine", "/concerns", ""] {
            for reader in &readers {
                pages.push(plain(&reader.get(&format!("/sessions/{}{path}", table.session)).await.body));
            }
        }
        pages.push(plain(&screen.get(&wall).await.body));
        pages
    };
    let id = table.laid(table.member(author), "I am ashamed of it", "nameless").await;
    read.extend(look().await);
    table.next_stage().await;
    table.staff(&id, "middle").await;
    for n in answers {
        assert_eq!(table.say(*n, &id).await, 200);
        read.extend(look().await);
    }
    assert_eq!(table.unsay(withdraws, &id).await, 200);
    read.extend(look().await);
    table.staff(&id, "opening").await;
    read.extend(look().await);
    table.staff(&id, "leaving").await;
    let reason = [("reason", "Let us speak of it.")];
    assert_eq!(table.therapist().fragment(&format!("/concerns/{id}/setting-aside"), &reason).await.status, 200);
    table.laid(table.member(OUTSIDE), "the last", "name").await;
    let last: String = world.one(&format!("select id::text from concern where session_id = '{}' and named", table.session)).await;
    table.staff(&last, "middle").await;
    read.extend(look().await);
    for stream in &mut streams {
        // The final announcement, in any number of messages: staff may learn of a concern before it moves to the middle.
        let shown = loop {
            let event = stream.until_data("the last").await;
            if !event.data.contains("id=\"concerns\"") || event.data.contains("concern-middle") {
                break event.data;
            }
        };
        read.push(plain(&shown));
    }
    table.end().await;
    read.extend(look().await);
    read
}

#[sqlx::test(migrations = false)]
async fn other_members_read_the_same_for_every_author(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::En).await;
    let one = evening(&world, &practice, 0, &[1, 2, 3, 4], 2).await;
    let other = evening(&world, &practice, 5, &[4, 3, 0, 1], 1).await;
    assert_eq!(one.len(), other.len());
    for (n, (a, b)) in one.iter().zip(&other).enumerate() {
        assert_eq!(difference(a, b), None, "page {n} distinguishes them");
    }
    assert!(one.iter().any(|page| page.contains("3 of us know this too.")), "there is content to compare");
}
