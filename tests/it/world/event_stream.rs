//! A stream as a page receives it.

use std::pin::Pin;
use std::time::Duration;

use futures_util::{Stream, StreamExt};
use reqwest::Response;
use reqwest::header::HeaderMap;

/// Far longer than any operation here takes; a wait this long is a failure. Heartbeats do not extend it.
const PATIENCE: Duration = Duration::from_secs(60);

type Bytes = Pin<Box<dyn Stream<Item = Vec<u8>> + Send>>;

pub struct EventStream {
    pub status: u16,
    pub headers: HeaderMap,
    bytes: Bytes,
    heard: Vec<u8>,
}

/// One event: its name ("" for none), its id, its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub id: Option<String>,
    pub data: String,
}

impl EventStream {
    pub(super) fn new(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes_stream().take_while(|part| std::future::ready(part.is_ok()));
        Self { status, headers, bytes: bytes.filter_map(|part| async { part.ok().map(|part| part.to_vec()) }).boxed(), heard: Vec::new() }
    }

    /// The next raw event or comment; `None` at the end.
    async fn next(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.heard.windows(2).position(|pair| pair == b"\n\n") {
                let rest = self.heard.split_off(end + 2);
                let whole = std::mem::replace(&mut self.heard, rest);
                return Some(String::from_utf8(whole).expect("an event is text"));
            }
            let more = self.bytes.next().await?;
            // A chunk may end in the middle of a character.
            self.heard.extend_from_slice(&more);
        }
    }

    /// The next event; `None` when the stream has ended.
    pub async fn event(&mut self) -> Option<Event> {
        tokio::time::timeout(PATIENCE, async {
            loop {
                let text = self.next().await?;
                if !text.starts_with(':') {
                    return Some(read(&text));
                }
            }
        })
        .await
        .expect("the stream sends an event in time")
    }

    /// The next heartbeat.
    pub async fn heartbeat(&mut self) {
        let beats = async { while !self.next().await.expect("a stream that continues").starts_with(':') {} };
        tokio::time::timeout(PATIENCE, beats).await.expect("a heartbeat");
    }

    /// Reads up to an event of this name.
    pub async fn until(&mut self, name: &str) -> Event {
        self.first(name, |event| event.name == name).await
    }

    /// Reads up to an event that contains this text.
    pub async fn until_data(&mut self, needle: &str) -> Event {
        self.first(needle, |event| event.data.contains(needle)).await
    }

    async fn first(&mut self, what: &str, fits: impl Fn(&Event) -> bool) -> Event {
        let found = async {
            loop {
                let event = self.event().await.expect("a stream that continues");
                if fits(&event) {
                    return event;
                }
            }
        };
        tokio::time::timeout(PATIENCE, found).await.unwrap_or_else(|_| panic!("the stream never contains {what:?}"))
    }

    /// Whether nothing follows; it waits for the end.
    pub async fn is_over(&mut self) -> bool {
        self.event().await.is_none()
    }
}

fn read(text: &str) -> Event {
    let mut event = Event::default();
    let mut data = Vec::new();
    for line in text.lines() {
        match line.split_once(": ") {
            Some(("event", name)) => event.name = name.to_owned(),
            Some(("id", id)) => event.id = Some(id.to_owned()),
            Some(("data", line)) => data.push(line),
            _ => assert!(line.is_empty() || line == "data:" || line == "data: ", "an unknown field: {line:?}"),
        }
    }
    event.data = data.join("\n");
    event
}
