//! The largest supported board: 120 ideas with eight points each.

use std::io::Write;
use std::process::{Command, Stdio};

use hamdel::kit::i18n::Locale;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use super::{go, say};
use crate::world::World;

const IDEAS: usize = 120;
const POINTS: usize = 8;

fn compressed(page: &str) -> usize {
    let mut gzip = Command::new("gzip").arg("-6").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("gzip");
    let mut stdin = gzip.stdin.take().expect("a pipe");
    let page = page.as_bytes().to_vec();
    let writing = std::thread::spawn(move || stdin.write_all(&page));
    let out = gzip.wait_with_output().expect("gzip").stdout.len();
    writing.join().expect("a thread").expect("written");
    out
}

#[sqlx::test(migrations = false)]
async fn a_large_board_stays_a_small_page(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::Fa, 8).await;
    let members = [group.member("مریم").await, group.member("رضا").await, group.member("کیان").await];
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    let words: Vec<&str> =
        "هر شب پنج دقیقه با خواهرم قدم می‌زنم و پیش از خواب یک جمله روی کاغذ می‌نویسم که فردا از کسی مشخص کمک بخواهم".split(' ').collect();
    let line =
        |seed: usize| -> String { (0..7).map(|n| words[(seed * 7 + n * (seed % 5 + 3)) % words.len()]).collect::<Vec<_>>().join(" ") };
    let mut ids = Vec::new();
    for n in 0..IDEAS {
        let id = Uuid::new_v4();
        assert_eq!(members[n % 3].browser.idea(&board, id, &line(n)).await.status, 200);
        ids.push(id);
    }
    go(group.therapist(), &board, "gather", "weigh").await;
    for n in 0..IDEAS * POINTS {
        let kind = ["benefit", "cost", "benefit", "cost", "question"][n % 5];
        let said = say(&members[n % 3].browser, &board, Uuid::new_v4(), ids[n % IDEAS], kind, &line(n + 31)).await;
        assert_eq!(said.status, 200);
    }
    let live = format!("/sessions/{session}/live");
    for (who, browser) in [("phone", &members[0].browser), ("console", group.therapist())] {
        let page = browser.get(&live).await.body;
        let size = compressed(&page);
        println!("{who}: {} bytes, {size} compressed", page.len());
        assert!(size < 100_000, "{who}: {size} bytes compressed");
    }
    let mut stream = members[1].browser.follow(&live).await;
    say(&members[0].browser, &board, Uuid::new_v4(), ids[60], "cost", "یک نکتهٔ تازه").await;
    let fragment = stream.until_data("یک نکتهٔ تازه").await.data;
    println!("one point: {} bytes", fragment.len());
    assert!(fragment.len() < 1_000, "{} bytes", fragment.len());
}
