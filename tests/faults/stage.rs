//! The demo's session in progress, people who write to it, and the final check.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use rand::Rng;
use rand::rngs::StdRng;
use regex::Regex;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::app::{App, PATIENCE};
use crate::chance;
use crate::client::{Answer, Person};
use crate::ledger::{Ledger, Outcome};
use crate::listener::{Listener, Numbers};

static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?s)<li id="idea-([0-9a-f-]{36})" data-seq="(\d+)"[^>]*>.*?<span class="text"><bdi dir="auto"[^>]*>(.*?)</bdi></span>"#)
        .expect("a pattern")
});

/// A session in progress, with a therapist, a facilitator and a member signed in.
pub struct Stage {
    pub app: App,
    pub people: Vec<Person>,
    pub session: Uuid,
    pub board: Uuid,
    pub ledger: Arc<Ledger>,
    pub chance: Chance,
    from_before: BTreeSet<Uuid>,
}

/// People who write one idea after the other until they are stopped.
pub struct Writers {
    stop: Arc<AtomicBool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Stage {
    pub async fn set() -> Self {
        let chance = Chance::of_this_test();
        let (mut app, links) = tokio::task::spawn_blocking(App::demo).await.expect("the demo");
        app.ready().await;
        let mut people = Vec::new();
        for link in &links[..3] {
            assert!(link.starts_with(&app.origin()), "{link}");
            people.push(Person::by_link(link).await);
        }
        let live = app.sql("select s.id, b.id from session s join brainstorm b on b.session_id = s.id where s.state = 'live'");
        let [session, board]: [Uuid; 2] = [0, 1].map(|at| live[0][at].parse().expect("an id"));
        let from_before = app
            .sql(&format!("select id from entry where is_idea and brainstorm_id = '{board}'"))
            .iter()
            .map(|row| row[0].parse().expect("an id"))
            .collect();
        Self { app, people, session, board, ledger: Arc::default(), chance, from_before }
    }

    /// One page for each person.
    pub fn listeners(&self) -> Vec<Listener> {
        self.people.iter().map(|person| Listener::open(person, self.session)).collect()
    }

    /// Starts writing, each person from two devices.
    pub fn writers(&self, what: &str) -> Writers {
        let stop = Arc::new(AtomicBool::new(false));
        let tasks = (0..2 * self.people.len())
            .map(|device| {
                let by = device % self.people.len();
                let (person, board, what) = (self.people[by].clone(), self.board, what.to_owned());
                let (ledger, stop) = (Arc::clone(&self.ledger), Arc::clone(&stop));
                tokio::spawn(async move {
                    while !stop.load(Ordering::SeqCst) {
                        let entry = ledger.begin(by, &what);
                        let answer = person.add_idea(board, entry.id, &entry.text).await;
                        ledger.end(entry.id, answer);
                        if !matches!(answer, Answer::Kept(_)) {
                            tokio::time::sleep(Duration::from_millis(20)).await;
                        }
                    }
                })
            })
            .collect();
        Writers { stop, tasks }
    }

    /// The ideas in the database. Their order has no gaps, and each was published once, in that order.
    pub fn numbers(&self) -> (Numbers, i64) {
        let rows =
            self.app.sql(&format!("select id, number from entry where is_idea and brainstorm_id = '{}' order by number", self.board));
        let ideas: Vec<(Uuid, i32)> = rows.iter().map(|row| (row[0].parse().expect("an id"), row[1].parse().expect("a number"))).collect();
        let order: Vec<i32> = ideas.iter().map(|(_, number)| *number).collect();
        assert_eq!(order, (1..=i32::try_from(ideas.len()).expect("few")).collect::<Vec<_>>(), "one order without gaps");
        let changes = self.app.sql(&format!(
            "select seq, kind, subject_id from session_change where session_id = '{}' and audience = 'everyone' order by seq",
            self.session
        ));
        let seqs: Vec<i64> = changes.iter().map(|row| row[0].parse().expect("a number")).collect();
        let seq: i64 = self.app.sql(&format!("select everyone from event_channel where session_id = '{}'", self.session))[0][0]
            .parse()
            .expect("a number");
        assert_eq!(seqs, (1..=seq).collect::<Vec<_>>(), "the log has no gaps");
        let published: Vec<Uuid> = changes.iter().filter(|row| row[1] == "idea").map(|row| row[2].parse().expect("an id")).collect();
        assert_eq!(published, ideas.iter().map(|(id, _)| *id).collect::<Vec<_>>(), "each idea is published once, in the common order");
        (ideas.into_iter().collect(), seq)
    }

    /// Compares everything with the ledger, before and after unknown entries are sent again as a page's outbox does.
    pub async fn examine(&self, listeners: &[Listener]) {
        assert!(self.ledger.with(Outcome::Sent).is_empty(), "all writers have stopped");
        self.ledger.hold_against(&self.numbers().0.into_keys().collect(), &self.from_before);
        for entry in self.ledger.with(Outcome::Unknown) {
            let answer = self.people[entry.by].add_idea(self.board, entry.id, &entry.text).await;
            assert_eq!(answer, Answer::Kept(entry.id), "sent again: {}\n{}", entry.text, self.app.log());
            self.ledger.end(entry.id, answer);
        }
        // One more idea, which only a stream that is open now can deliver.
        let entry = self.ledger.begin(0, "afterwards");
        let answer = self.people[0].add_idea(self.board, entry.id, &entry.text).await;
        self.ledger.end(entry.id, answer);
        assert_eq!(answer, Answer::Kept(entry.id), "{}", self.app.log());
        let (numbers, seq) = self.numbers();
        let there: BTreeSet<Uuid> = numbers.keys().copied().collect();
        self.ledger.hold_against(&there, &self.from_before);
        assert_eq!(there.len(), self.ledger.with(Outcome::Acknowledged).len() + self.from_before.len(), "no id occurs twice");
        for listener in listeners {
            assert_eq!(listener.caught_up(seq).await.board, numbers, "the page shows the stored ideas");
        }
        self.no_transaction_is_left_open().await;
    }

    /// Reads a fresh page of each person: the same text under the same ids, each once, newest first.
    pub async fn examine_words(&self) {
        let (numbers, _) = self.numbers();
        for person in &self.people {
            let page = person.page(&format!("/sessions/{}/live", self.session)).await;
            let read: Vec<(Uuid, i32, String)> = WORDS
                .captures_iter(&page)
                .map(|item| (item[1].parse().expect("an id"), item[2].parse().expect("a number"), item[3].to_owned()))
                .collect();
            let order: Vec<i32> = read.iter().map(|(_, number, _)| *number).collect();
            assert_eq!(order, (1..=i32::try_from(numbers.len()).expect("few")).rev().collect::<Vec<_>>(), "newest first");
            let texts: BTreeSet<&str> = read.iter().map(|(.., text)| text.as_str()).collect();
            assert_eq!(texts.len(), read.len(), "no text occurs twice");
            for entry in self.ledger.with(Outcome::Acknowledged) {
                let shown = read.iter().find(|(id, ..)| *id == entry.id).map(|(.., text)| text.as_str());
                assert_eq!(shown, Some(entry.text.as_str()));
            }
        }
    }

    /// Asserts that no connection stays inside a transaction (well before the server itself would end it).
    pub async fn no_transaction_is_left_open(&self) {
        let left = "select pid, state, query from pg_stat_activity
                    where state like 'idle in transaction%' and state_change < now() - interval '1 second'";
        for _ in 0..40 {
            if self.app.sql(left).is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("left open: {:?}", self.app.sql(left));
    }

    /// The result in one line.
    pub fn summary(&self) -> String {
        let [kept, unknown] = [Outcome::Acknowledged, Outcome::Unknown].map(|outcome| self.ledger.with(outcome).len());
        format!("{kept} ideas acknowledged and there once, {unknown} unknown; answers: {:?}", self.ledger.answers())
    }
}

impl Writers {
    /// Lets each writer finish what it has sent.
    pub async fn stop(self) {
        self.stop.store(true, Ordering::SeqCst);
        for task in self.tasks {
            tokio::time::timeout(PATIENCE, task).await.expect("every request ends").expect("a writer");
        }
    }
}

/// The source of a test's random draws: its own generator, made from the run's seed and the test's name.
#[derive(Clone)]
pub struct Chance(Arc<Mutex<StdRng>>);

impl Chance {
    fn of_this_test() -> Self {
        Self(Arc::new(Mutex::new(chance::rng())))
    }

    /// Draws a value.
    pub fn draw<T>(&self, what: impl FnOnce(&mut StdRng) -> T) -> T {
        what(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits for a random time, in milliseconds.
    pub async fn a_while(&self, milliseconds: std::ops::Range<u64>) {
        tokio::time::sleep(Duration::from_millis(self.draw(|chance| chance.random_range(milliseconds)))).await;
    }
}
