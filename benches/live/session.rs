//! A session's whole load on many groups at once: turns and corrections of the floor from two consoles, ideas and hands from twelve
//! phones, everybody's stream open. A part of the ninety minutes is led, faster than life; what is due late is counted as late.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use clap::{Args, value_parser};
use futures_util::StreamExt;
use reqwest::Response;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::load::{Load, PATIENCE, Room, is_kept, percentile};
use crate::process::{Server, database_cpu};

/// Consoles of each session.
pub const CONSOLES: u16 = 2;
/// Consoles and phones of each session.
pub const PEOPLE: u16 = 14;
/// What happens in ninety minutes of a session.
const TURNS: u32 = 400;
const IDEAS: u32 = 120;
const HANDS: u32 = 60;
const MINUTES: u32 = 90;

/// Measures whole sessions: 2 consoles, 12 phones; 400 turns, 120 ideas and 60 hands in 90 minutes.
#[derive(Args)]
pub struct Arguments {
    /// Sessions at once.
    #[arg(long, default_value_t = 100, value_parser = value_parser!(u16).range(1..=200))]
    pub sessions: u16,
    /// Which part of the session is led: one in so many.
    #[arg(long, default_value_t = 10, value_parser = value_parser!(u32).range(1..=60))]
    part: u32,
    /// How many times faster than life.
    #[arg(long, default_value_t = 6, value_parser = value_parser!(u32).range(1..=20))]
    pace: u32,
    /// Rounds of each program.
    #[arg(long, default_value_t = 1, value_parser = value_parser!(u32).range(1..=5))]
    pub rounds: u32,
}

impl Arguments {
    /// How long a round lasts.
    pub fn lasting(&self) -> Duration {
        Duration::from_secs((MINUTES * 60 / self.part / self.pace).into())
    }

    /// What is done in one session, and when.
    fn plan(&self) -> Vec<(Duration, Act)> {
        let lasting = self.lasting();
        let spread = |count: u32, act: Act| {
            let count = (count / self.part).max(1);
            (0..count).map(move |n| (lasting * (2 * n + 1) / (2 * count), act))
        };
        let mut plan: Vec<_> = spread(TURNS, Act::Turn).chain(spread(IDEAS, Act::Idea)).chain(spread(HANDS, Act::Hand)).collect();
        plan.sort_by_key(|(at, _)| *at);
        plan
    }
}

#[derive(Clone, Copy)]
enum Act {
    Turn,
    Idea,
    Hand,
}

/// What a round measured.
#[derive(Default)]
pub struct Led {
    /// From when it was due to its answer, seconds.
    answered: Vec<f64>,
    /// From when it was due to the last listener that shows the idea, seconds.
    shown: Vec<f64>,
    /// Events that listeners received.
    events: usize,
    server: f64,
    database: f64,
}

enum Heard {
    Idea { id: Uuid, listener: usize, at: Instant },
    Events(usize),
}

impl Load {
    /// One round: everybody listens, and every session is led at the same time.
    pub async fn lead(&mut self, server: &Server, postmaster: u32, arguments: &Arguments) -> Led {
        let (tell, mut told) = mpsc::unbounded_channel();
        let mut listeners = JoinSet::new();
        for room in &self.rooms {
            for person in &room.people {
                let answer = self.get(&format!("{}?after=0", room.stream), &person.cookie).send().await.expect("a stream");
                listeners.spawn(follow(answer.error_for_status().expect("a stream"), listeners.len(), tell.clone()));
            }
        }
        drop(tell);
        // The streams' own beginnings, with the board that each is sent, are not what is measured.
        tokio::time::sleep(Duration::from_secs(3)).await;
        while told.try_recv().is_ok() {}
        let (cpu, database) = (server.cpu(), database_cpu(postmaster));
        let begun = Instant::now();
        let plan = arguments.plan();
        let apart = arguments.lasting() / u32::try_from(plan.len() * self.rooms.len()).expect("few");
        let led = self.rooms.iter().zip(0_u32..).map(|(room, n)| self.lead_one(room, &plan, begun + apart * n));
        let done: Vec<_> = futures_util::future::join_all(led).await.into_iter().flatten().collect();
        let mut led = Led { answered: done.iter().map(|done| done.answered).collect(), ..Led::default() };
        let mut missing: HashMap<Uuid, (Instant, HashSet<usize>)> =
            done.iter().filter_map(|done| Some((done.idea?, (done.due, HashSet::new())))).collect();
        let mut left = missing.len() * usize::from(PEOPLE);
        while left > 0 {
            match tokio::time::timeout(PATIENCE, told.recv()).await.expect("every idea reaches every listener").expect("listeners") {
                Heard::Events(count) => led.events += count,
                Heard::Idea { id, listener, at } => {
                    let Some((due, seen)) = missing.get_mut(&id) else { continue };
                    // A listener that was told to catch up hears of it with the board again.
                    if seen.insert(listener) {
                        left -= 1;
                        if seen.len() == usize::from(PEOPLE) {
                            led.shown.push((at - *due).as_secs_f64());
                        }
                    }
                }
            }
        }
        (led.server, led.database) = (server.cpu() - cpu, database_cpu(postmaster) - database);
        listeners.shutdown().await;
        led
    }

    /// One session: each act waits for the answer to the one before, as people at one table do.
    async fn lead_one(&self, room: &Room, plan: &[(Duration, Act)], begun: Instant) -> Vec<Done> {
        let (consoles, people) = (usize::from(CONSOLES), usize::from(PEOPLE));
        let (mut open, mut next, mut done) = (String::new(), consoles, Vec::new());
        for (n, (after, act)) in plan.iter().enumerate() {
            let due = begun + *after;
            tokio::time::sleep_until(due.into()).await;
            let id = Uuid::new_v4();
            let (whose, text) = (room.seats[next].to_string(), format!("{} {n}", crate::load::WORDS));
            let fields: Vec<(&str, &str)> = match act {
                // Two consoles hand the floor on around the circle in turn; a member who raised a hand comes next.
                Act::Turn => vec![("whose", &whose), ("open", &open), ("age", "0")],
                Act::Idea => vec![("text", &text)],
                Act::Hand => vec![("kind", "new")],
            };
            let (by, path) = match act {
                Act::Turn => (n % consoles, &room.turns),
                Act::Idea => (consoles + n % (people - consoles), &room.ideas),
                Act::Hand => (next, &room.hands),
            };
            // The reference knows ideas only.
            let fields = if room.is_bare { vec![("text", text.as_str())] } else { fields };
            let answer = self.form(path, &room.people[by], id, &fields).send().await.expect("an answer");
            assert!(is_kept(&answer), "{} at {path}", answer.status());
            answer.bytes().await.expect("whole");
            if matches!(act, Act::Turn) {
                open = id.to_string();
                next = consoles + (next - consoles + 5) % (people - consoles);
            }
            let idea = matches!(act, Act::Idea).then_some(id);
            done.push(Done { idea, due, answered: due.elapsed().as_secs_f64() });
        }
        done
    }
}

struct Done {
    idea: Option<Uuid>,
    due: Instant,
    answered: f64,
}

/// Notes each idea that an event shows, and how many events came.
async fn follow(answer: Response, listener: usize, tell: mpsc::UnboundedSender<Heard>) {
    let mut chunks = answer.bytes_stream();
    let mut buffer = Vec::new();
    while let Some(Ok(chunk)) = chunks.next().await {
        let at = Instant::now();
        buffer.extend_from_slice(&chunk);
        let Some(end) = buffer.windows(2).rposition(|pair| pair == b"\n\n") else { continue };
        let whole: Vec<u8> = buffer.drain(..end + 2).collect();
        let text = std::str::from_utf8(&whole).expect("text");
        let _over = tell.send(Heard::Events(text.matches("\n\n").count()));
        for id in text.split(r#"id="idea-"#).skip(1).filter_map(|rest| rest.get(..36)?.parse().ok()) {
            let _over = tell.send(Heard::Idea { id, listener, at });
        }
    }
}

impl Led {
    /// Rounds taken together.
    pub fn all(rounds: Vec<Self>) -> Self {
        rounds.into_iter().fold(Self::default(), |mut all, round| {
            all.answered.extend(round.answered);
            all.shown.extend(round.shown);
            all.events += round.events;
            all.server += round.server;
            all.database += round.database;
            all
        })
    }

    /// The round in a line.
    pub fn line(&self) -> String {
        let [_, (_, shown), ..] = self.rows();
        format!("{} acts, {} ideas; last listener p50 {shown:.1} ms; {} events", self.answered.len(), self.shown.len(), self.events)
    }

    /// What stands in the table.
    pub fn rows(&self) -> [(&'static str, f64); 8] {
        let acts = self.answered.len() as f64;
        [
            ("acts", acts),
            ("idea due → last listener, p50, ms", percentile(&self.shown, 50) * 1e3),
            ("idea due → last listener, p99, ms", percentile(&self.shown, 99) * 1e3),
            ("act due → answered, p50, ms", percentile(&self.answered, 50) * 1e3),
            ("act due → answered, p99, ms", percentile(&self.answered, 99) * 1e3),
            ("server CPU per act, ms", self.server / acts * 1e3),
            ("PostgreSQL CPU per act, ms", self.database / acts * 1e3),
            ("events at listeners", self.events as f64),
        ]
    }
}
