//! A page that listens to a stream, reconnects at its position when the stream ends, and applies each event to its board.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use futures_util::StreamExt;
use regex::Regex;
use reqwest::StatusCode;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::app::PATIENCE;
use crate::client::Person;

static ITEM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"<li id="idea-([0-9a-f-]{36})" data-seq="(\d+)""#).expect("a pattern"));

/// The numbers of ideas, by id.
pub type Numbers = BTreeMap<Uuid, i32>;

/// What a page shows.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The id of the last event: the reader's counters, the first of which counts the changes for everyone.
    pub position: Vec<i64>,
    /// The ideas on the page.
    pub board: Numbers,
    /// The number of times that the stream was opened.
    pub streams: usize,
    /// The number of changes received.
    pub received: usize,
}

/// A page that listens until it is dropped.
pub struct Listener {
    shown: Arc<Mutex<Shown>>,
    task: JoinHandle<()>,
}

impl Listener {
    /// Opens a page without any content.
    pub fn open(person: &Person, session: Uuid) -> Self {
        let shown = Arc::new(Mutex::new(Shown::default()));
        let task = tokio::spawn(listen(person.clone(), session, Arc::clone(&shown)));
        Self { shown, task }
    }

    /// Waits until every change up to `seq` has arrived. Returns what the page shows then.
    pub async fn caught_up(&self, seq: i64) -> Shown {
        let waiting = tokio::time::timeout(PATIENCE, async {
            loop {
                assert!(!self.task.is_finished(), "the listener ended");
                let shown = self.shown();
                if shown.position.first() >= Some(&seq) {
                    return shown;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
        waiting.await.unwrap_or_else(|_| panic!("received only {:?} of {seq}", self.shown().position))
    }

    /// What the page shows now.
    pub fn shown(&self) -> Shown {
        self.shown.lock().expect("shown").clone()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn listen(person: Person, session: Uuid, shown: Arc<Mutex<Shown>>) {
    loop {
        let position = shown.lock().expect("shown").position.iter().map(i64::to_string).collect::<Vec<_>>().join(".");
        let request = person.get(&format!("/sessions/{session}/stream?after=0")).timeout(PATIENCE * 10);
        let request = if position.is_empty() { request } else { request.header("last-event-id", position) };
        if let Ok(answer) = request.send().await {
            // While the database is away, the route answers that it is unavailable, and the page retries.
            assert!(answer.status() == StatusCode::OK || answer.status().is_server_error(), "{}", answer.status());
            if answer.status() == StatusCode::OK {
                shown.lock().expect("shown").streams += 1;
                follow(answer, &shown).await;
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Accepts whole events only: an incomplete event is ignored, as in a browser.
async fn follow(answer: reqwest::Response, shown: &Mutex<Shown>) {
    let mut chunks = answer.bytes_stream();
    let mut buffer = Vec::new();
    while let Some(Ok(chunk)) = chunks.next().await {
        buffer.extend_from_slice(&chunk);
        while let Some(end) = buffer.windows(2).position(|pair| pair == b"\n\n") {
            let event: Vec<u8> = buffer.drain(..end + 2).collect();
            shown.lock().expect("shown").take(std::str::from_utf8(&event).expect("text"));
        }
    }
}

impl Shown {
    fn take(&mut self, event: &str) {
        let field = |line: &str, name: &str| Some(line.strip_prefix(name)?.strip_prefix(": ")?.to_owned());
        assert!(!event.lines().any(|line| line == "event: gone"), "access was revoked");
        let data: String = event.lines().filter_map(|line| field(line, "data")).collect();
        if data.contains(r##"hx-target="#board-list""##) {
            self.board.clear();
        }
        for item in ITEM.captures_iter(&data) {
            self.board.insert(item[1].parse().expect("an id"), item[2].parse().expect("a number"));
        }
        if let Some(id) = event.lines().find_map(|line| field(line, "id")) {
            let id: Vec<i64> = id.split('.').map(|number| number.parse().expect("a number")).collect();
            assert!(id > self.position, "received {id:?} after {:?}", self.position);
            self.position = id;
            self.received += 1;
        }
    }
}
