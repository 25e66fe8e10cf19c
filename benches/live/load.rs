//! The clients: listeners that note when each idea reaches them, and senders that keep to a timetable.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use reqwest::header::COOKIE;
use reqwest::{Client, RequestBuilder, Response};
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};
use uuid::Uuid;

use crate::practice::Made;
use crate::process::{Server, database_cpu};
use crate::reference::{ID, TEXT};

/// How long the last deliveries may take before they count as lost.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// Streams of each person in the idle crowd (the program lets a member have three).
const CROWD: usize = 2;
/// What an idea says.
pub const WORDS: &str = "پیش از تماس، جمله‌مان را روی کاغذ بنویسیم، شمارهٔ";

/// Everybody who talks to one server.
pub struct Load {
    address: SocketAddr,
    http: Client,
    /// The sessions.
    pub rooms: Vec<Room>,
    sent: usize,
}

/// One session, and who is in it.
pub struct Room {
    /// Where ideas go.
    pub ideas: String,
    /// Where taps on the floor go.
    pub turns: String,
    /// Where hands go.
    pub hands: String,
    /// Where it is heard.
    pub stream: String,
    /// Those who are in it: consoles first.
    pub people: Vec<Person>,
    /// Their seats.
    pub seats: Vec<Uuid>,
    /// Whether it is one of the reference.
    pub is_bare: bool,
}

/// A browser of one person.
#[derive(Clone, Default)]
pub struct Person {
    /// Its sign-in.
    pub cookie: String,
    token: String,
    /// Their own counters after that of what everybody is told, as their page has them.
    rest: String,
}

/// What a round measured.
#[derive(Default)]
pub struct Round {
    /// From sending to the last listener, seconds.
    delivered: Vec<f64>,
    /// From sending to the answer, seconds.
    answered: Vec<f64>,
    /// Ideas that reached their listeners.
    pub deliveries: usize,
    server: f64,
    database: f64,
}

impl Load {
    /// The groups' people, signed in.
    pub async fn of_hamdel(server: &Server, groups: Vec<Made>) -> Self {
        let mut load = Self { address: server.address, http: client(), rooms: Vec::new(), sent: 0 };
        for Made { session, board, cookies, seats } in groups {
            let mut people = Vec::new();
            for cookie in cookies {
                let page =
                    load.get(&format!("/sessions/{session}/live"), &cookie).send().await.expect("a page").text().await.expect("text");
                let (_, rest) = page.split_once(r#"<meta name="form-token" content=""#).expect("a form token");
                let token = rest.split('"').next().unwrap_or_default().to_owned();
                let position = page.split_once("/stream?after=").and_then(|(_, rest)| rest.split('"').next()).expect("a stream");
                let rest = position.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
                people.push(Person { cookie, token, rest });
            }
            load.rooms.push(Room {
                ideas: format!("/brainstorms/{board}/ideas"),
                turns: format!("/sessions/{session}/turns"),
                hands: format!("/sessions/{session}/hands"),
                stream: format!("/sessions/{session}/stream"),
                people,
                seats,
                is_bare: false,
            });
        }
        load
    }

    /// The same people at the reference, which asks nobody who they are.
    pub fn of_reference(server: &Server, like: &Self) -> Self {
        let rooms = like.rooms.iter().map(|room| {
            let id = Uuid::new_v4();
            // It knows one kind of act.
            let ideas = format!("/{id}/ideas");
            Room {
                turns: ideas.clone(),
                hands: ideas.clone(),
                ideas,
                stream: format!("/{id}/stream"),
                people: room.people.clone(),
                seats: room.seats.clone(),
                is_bare: true,
            }
        });
        Self { address: server.address, http: client(), rooms: rooms.collect(), sent: 0 }
    }

    /// What a listener is sent of one idea, with marks for its id and words: the frame that the reference sends too.
    pub async fn sample(&mut self) -> String {
        let room = &self.rooms[0];
        let reader = room.people[1].clone();
        let (id, text) = (Uuid::new_v4(), format!("{WORDS} 0"));
        assert!(self.send(0, 0, id, &text).send().await.is_ok_and(|answer| is_kept(&answer)), "the first idea is kept");
        let mut frames =
            self.get(&format!("{}?after=0{}", room.stream, reader.rest), &reader.cookie).send().await.expect("a stream").bytes_stream();
        let frame = tokio::time::timeout(PATIENCE, frames.next()).await.expect("in time").expect("a frame").expect("whole");
        let frame = std::str::from_utf8(&frame).expect("text");
        assert!(frame.contains(&id.to_string()) && frame.contains(&text), "{frame}");
        frame.replace(&id.to_string(), ID).replace(&text, TEXT)
    }

    /// How many the idle crowd is.
    pub fn crowd(&self) -> usize {
        self.rooms.iter().map(|room| CROWD * room.people.len()).sum()
    }

    /// Opens streams to whom nothing is said.
    pub async fn open_crowd(&mut self) -> Vec<Response> {
        let mut crowd = Vec::new();
        for room in &self.rooms {
            for _ in 0..CROWD {
                for person in &room.people {
                    crowd.push(self.listen(room, person).await);
                }
            }
        }
        crowd
    }

    /// One round: everybody listens, ideas come at the rate, and everything that comes is noted.
    pub async fn round(&mut self, server: &Server, postmaster: u32, rate: u32, lasting: Duration) -> Round {
        let (tell, mut told) = mpsc::unbounded_channel();
        let mut listeners: Vec<JoinHandle<()>> = Vec::new();
        for room in &self.rooms {
            for person in &room.people {
                let answer = self.listen(room, person).await;
                listeners.push(tokio::spawn(follow(answer, tell.clone())));
            }
        }
        // The streams' own beginnings are not what is measured.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let (cpu, database) = (server.cpu(), database_cpu(postmaster));
        let mut senders = JoinSet::new();
        let mut beat = tokio::time::interval(Duration::from_secs(1) / rate);
        let begun = Instant::now();
        while begun.elapsed() < lasting {
            beat.tick().await;
            let room = self.sent % self.rooms.len();
            let person = self.sent / self.rooms.len() % self.rooms[room].people.len();
            self.sent += 1;
            let id = Uuid::new_v4();
            let request = self.send(room, person, id, &format!("{WORDS} {}", self.sent));
            senders.spawn(async move {
                let sent = Instant::now();
                let answer = request.send().await.expect("an answer");
                assert!(is_kept(&answer), "{}", answer.status());
                answer.bytes().await.expect("whole");
                (id, room, sent, sent.elapsed())
            });
        }
        let sent = senders.join_all().await;
        let mut waiting: HashMap<Uuid, (usize, Instant, Instant)> =
            sent.iter().map(|(id, room, at, _)| (*id, (self.rooms[*room].people.len(), *at, *at))).collect();
        let mut round = Round { answered: sent.iter().map(|(.., took)| took.as_secs_f64()).collect(), ..Round::default() };
        let mut left: usize = waiting.values().map(|(missing, ..)| missing).sum();
        while left > 0 {
            let (id, at) =
                tokio::time::timeout(PATIENCE, told.recv()).await.expect("every idea reaches every listener").expect("listeners");
            let Some((missing, _, last)) = waiting.get_mut(&id) else { continue };
            *missing = missing.checked_sub(1).expect("nobody is told twice");
            *last = (*last).max(at);
            left -= 1;
            round.deliveries += 1;
        }
        (round.server, round.database) = (server.cpu() - cpu, database_cpu(postmaster) - database);
        round.delivered = waiting.values().map(|(_, sent, last)| (*last - *sent).as_secs_f64()).collect();
        listeners.iter().for_each(JoinHandle::abort);
        round
    }

    /// Asks for a page.
    pub fn get(&self, path: &str, cookie: &str) -> RequestBuilder {
        self.http.get(format!("http://{}{path}", self.address)).header(COOKIE, cookie)
    }

    async fn listen(&self, room: &Room, person: &Person) -> Response {
        // From the end on: a number that was never given would ask for the whole board.
        let after = self.sent_to(room);
        let answer = self.get(&format!("{}?after={after}{}", room.stream, person.rest), &person.cookie).send().await.expect("a stream");
        answer.error_for_status().expect("a stream")
    }

    /// How many changes the room's log holds: one for each idea, the sample in the first room included.
    fn sent_to(&self, room: &Room) -> usize {
        let at = self.rooms.iter().position(|other| other.stream == room.stream).expect("a room");
        let all = self.sent / self.rooms.len() + usize::from(at < self.sent % self.rooms.len());
        all + usize::from(at == 0 && room.stream.starts_with("/sessions"))
    }

    fn send(&self, room: usize, person: usize, id: Uuid, text: &str) -> RequestBuilder {
        let room = &self.rooms[room];
        self.form(&room.ideas, &room.people[person], id, &[("text", text)])
    }

    /// A form under its id, as a page's script sends it.
    pub fn form(&self, path: &str, Person { cookie, token, .. }: &Person, id: Uuid, of: &[(&str, &str)]) -> RequestBuilder {
        let mut fields = form_urlencoded::Serializer::new(String::new());
        fields.append_pair("token", token).append_pair("id", &id.to_string()).extend_pairs(of);
        let request = self.http.post(format!("http://{}{path}", self.address)).header(COOKIE, cookie);
        request.header("hx-request", "true").header("content-type", "application/x-www-form-urlencoded").body(fields.finish())
    }
}

fn client() -> Client {
    Client::builder().build().expect("a client")
}

/// Whether the answer says that the form was kept.
pub fn is_kept(answer: &Response) -> bool {
    answer.status().is_success() && answer.headers().contains_key("hamdel-kept")
}

async fn follow(answer: Response, tell: mpsc::UnboundedSender<(Uuid, Instant)>) {
    let mut chunks = answer.bytes_stream();
    let mut buffer = Vec::new();
    while let Some(Ok(chunk)) = chunks.next().await {
        let now = Instant::now();
        buffer.extend_from_slice(&chunk);
        while let Some(end) = buffer.windows(2).position(|pair| pair == b"\n\n") {
            let event: Vec<u8> = buffer.drain(..end + 2).collect();
            let text = std::str::from_utf8(&event).expect("text");
            if let Some(id) = text.split_once(r#"id="idea-"#).and_then(|(_, rest)| rest.get(..36)?.parse().ok()) {
                let _over = tell.send((id, now));
            }
        }
    }
}

impl Round {
    /// Rounds taken together.
    pub fn all(rounds: Vec<Self>) -> Self {
        rounds.into_iter().fold(Self::default(), |mut all, round| {
            all.delivered.extend(round.delivered);
            all.answered.extend(round.answered);
            all.deliveries += round.deliveries;
            all.server += round.server;
            all.database += round.database;
            all
        })
    }

    /// How many ideas.
    pub fn ideas(&self) -> usize {
        self.delivered.len()
    }

    /// Milliseconds from sending an idea to its last listener, at a percentile.
    pub fn latency(&self, percent: usize) -> f64 {
        percentile(&self.delivered, percent) * 1e3
    }

    /// Milliseconds from sending an idea to its answer, at a percentile.
    pub fn answer(&self, percent: usize) -> f64 {
        percentile(&self.answered, percent) * 1e3
    }

    /// Milliseconds of the server's CPU for each idea.
    pub fn server_per_idea(&self) -> f64 {
        self.server / self.ideas() as f64 * 1e3
    }

    /// Milliseconds of PostgreSQL's CPU for each idea.
    pub fn database_per_idea(&self) -> f64 {
        self.database / self.ideas() as f64 * 1e3
    }

    /// Ideas at listeners for each CPU second of the server.
    pub fn deliveries_per_cpu_second(&self) -> f64 {
        self.deliveries as f64 / self.server
    }

    /// The round in a line.
    pub fn line(&self) -> String {
        format!(
            "{} ideas, p50 {:.2} ms, p99 {:.2} ms, server {:.2} ms and PostgreSQL {:.2} ms of CPU per idea",
            self.ideas(),
            self.latency(50),
            self.latency(99),
            self.server_per_idea(),
            self.database_per_idea()
        )
    }
}

/// The value below which so many percent are.
pub fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() * percent).div_ceil(100)).clamp(1, sorted.len()) - 1]
}
