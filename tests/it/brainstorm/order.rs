//! One order for all: a page that listened, connected late or reconnected shows what a fresh page shows.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use futures_util::future::join_all;
use hamdel::kit::i18n::Locale;
use rand::seq::IndexedRandom;
use regex::Regex;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

use crate::world::{Browser, Event, EventStream, World};

/// Logged after everything else: changes are published in order.
const LAST: &str = "and this is the last of all";

static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?s)<li id="idea-([0-9a-f-]{36})" data-seq="(\d+)" data-rev="(\d+)"[^>]*>.*?<span class="text">(.*?)</span>(.*?)<div class="mine""#)
        .expect("a pattern")
});

/// The list on a page: each idea's number, version, text and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Screen(BTreeMap<Uuid, (i32, i32, String)>);

impl Screen {
    fn of(page: &str) -> Self {
        let mut screen = Self::default();
        screen.hear(page);
        screen
    }

    /// Applies an event as the page's script does.
    fn hear(&mut self, html: &str) {
        if html.contains("hx-target=\"#board-list\"") {
            self.0.clear();
        }
        for item in ITEM.captures_iter(html) {
            let number = |at: usize| item[at].parse().expect("a number");
            self.0.insert(item[1].parse().expect("an id"), (number(2), number(3), format!("{}{}", &item[4], &item[5])));
        }
    }

    fn newest_first(&self) -> Vec<(i32, Uuid)> {
        let mut list: Vec<_> = self.0.iter().map(|(id, (number, ..))| (*number, *id)).collect();
        list.sort_unstable_by(|a, b| b.cmp(a));
        list
    }
}

/// Listens until the last idea. Returns the events; after every `every` events the connection breaks and is reopened.
async fn follow(browser: &Browser, path: String, every: usize) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut stream: EventStream = browser.listen(&path).await;
    loop {
        let event = stream.event().await.expect("a stream that continues");
        let is_last = event.data.contains(LAST);
        events.push(event);
        if is_last {
            return events;
        }
        if events.len().is_multiple_of(every) {
            let position = events.iter().rev().find_map(|event| event.id.as_deref());
            stream = browser.listen_from(&path, position).await;
        }
    }
}

/// The numbers of a position.
fn numbers_of(id: &str) -> Vec<i64> {
    id.split('.').map(|number| number.parse().expect("a number")).collect()
}

/// Twenty ideas, some of them edited and some withdrawn.
async fn write(browser: &Browser, board: &str, writer: usize) {
    for n in 0..20 {
        let id = Uuid::new_v4();
        assert_eq!(browser.idea(board, id, &format!("idea {n} of writer {writer}")).await.status, 200);
        if n % 5 == 0 {
            let fields = [("text", &*format!("idea {n} of writer {writer}, in other words")), ("version", "1")];
            assert_eq!(browser.fragment(&format!("/entries/{id}"), &fields).await.status, 200);
        }
        if n % 7 == 0 {
            assert_eq!(browser.fragment(&format!("/entries/{id}/withdrawal"), &[]).await.status, 200);
        }
    }
}

#[sqlx::test(migrations = false)]
async fn every_screen_converges_on_the_same_list(options: PgPoolOptions, connect: PgConnectOptions) {
    let world = World::new(options, connect).await;
    let practice = world.practice(Locale::Fa).await;
    let group = practice.group(Locale::En, 8).await;
    let facilitator = group.facilitator("Sina").await;
    let mut members = Vec::new();
    for name in ["Robin", "Wren", "Ash", "Hazel", "Linden", "Rowan"] {
        members.push(group.member(name).await);
    }
    for member in &members[..3] {
        member.browser.post("/language", &[("locale", "fa"), ("back", "/")]).await;
        member.browser.get("/").await;
    }
    let session = group.live().await;
    let board = group.board(&session, "aloud-named").await;
    let live = format!("/sessions/{session}/live");
    let path = format!("/sessions/{session}/stream?after=0");
    let everyone: Vec<&Browser> =
        [group.therapist(), &facilitator.browser].into_iter().chain(members.iter().map(|member| &member.browser)).collect();
    let listeners = &everyone[..6];
    let following =
        join_all(listeners.iter().zip([1000, 1000, 1000, 1000, 7, 3]).map(|(browser, every)| follow(browser, path.clone(), every)));
    let writing = async {
        join_all(everyone.iter().enumerate().map(|(writer, browser)| write(browser, &board, writer))).await;
        assert_eq!(group.therapist().idea(&board, Uuid::new_v4(), LAST).await.status, 200);
    };
    let (heard, ()) = tokio::join!(following, writing);
    let orders: Vec<_> = join_all(everyone.iter().map(async |browser| Screen::of(&browser.get(&live).await.body).newest_first())).await;
    assert_eq!(orders[0].len(), 161);
    assert!(orders.iter().all(|order| *order == orders[0]), "one order for all");
    let numbers: Vec<i32> = orders[0].iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=161).rev().collect::<Vec<_>>(), "without gaps or duplicates");
    let mut chance = crate::chance::rng();
    for (events, browser) in heard.iter().zip(listeners) {
        let fresh = Screen::of(&browser.get(&live).await.body);
        let ids: Vec<String> = events.iter().filter_map(|event| event.id.clone()).collect();
        assert!(ids.is_sorted_by_key(|id| numbers_of(id)), "numbers only increase");
        // What the page showed after each event, as a point to reconnect from.
        let mut screens = vec![("0".to_owned(), Screen::default())];
        let mut screen = Screen::default();
        for event in events {
            screen.hear(&event.data);
            if let Some(id) = event.id.clone() {
                screens.push((id, screen.clone()));
            }
        }
        assert_eq!(screen, fresh, "a listener shows what a fresh page shows");
        let points: Vec<_> = screens.choose_multiple(&mut chance, 5).cloned().collect();
        for (id, mut screen) in points.into_iter().chain([screens[0].clone(), ("9999.9999.9999".to_owned(), Screen::default())]) {
            if ids.last() == Some(&id) {
                continue;
            }
            let mut stream = browser.listen_from(&path, Some(&id)).await;
            loop {
                let event = stream.event().await.expect("a stream that continues");
                screen.hear(&event.data);
                if event.data.contains(LAST) {
                    break;
                }
            }
            assert_eq!(screen, fresh, "a reconnect at {id} shows what a fresh page shows");
        }
    }
}
