//! A session with items in it, writers that change them, and pages that listen.

use std::collections::{BTreeMap, HashMap};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::{Stream, StreamExt};
use hamdel::kit::clock::Clock;
use hamdel::kit::db::Tx;
use hamdel::kit::error::Error;
use hamdel::kit::events::{
    self, Audience, BOARD, EventChange, Events, Listener, PageCounters, Position, Recipients, RenderContext, Renderers, RoundTiming,
    StreamAccess, StreamGuard,
};
use hamdel::kit::i18n::Locale;
use hamdel::kit::vault::{Master, Vault};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support;

/// The number of renderings of each item per variant; sessions of tests that run in parallel do not mix.
type Renderings = HashMap<(Uuid, Uuid, Audience, Locale), usize>;
static RENDERINGS: LazyLock<Mutex<Renderings>> = LazyLock::new(Mutex::default);

/// Far longer than any operation here takes; a wait this long is a failure.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A page's board: the version of each item that it shows.
pub type Board = BTreeMap<Uuid, i32>;

/// A session, and twelve other planned sessions of its group that serve as versioned items.
#[derive(Clone)]
pub struct Stage {
    pub pool: PgPool,
    pub practice: Uuid,
    pub session: Uuid,
    pub things: Vec<Uuid>,
    pub events: Events,
    pub stop: CancellationToken,
}

/// A pace for tests: short polling, and no heartbeats unless requested.
pub fn pace() -> RoundTiming {
    RoundTiming {
        heartbeat: PATIENCE * 60,
        look: Duration::from_millis(50),
        queue: 256,
        per_wall: 1000,
        per_member: 1000,
        per_staff: 1000,
        per_person: 1000,
    }
}

impl Stage {
    pub async fn new(options: PgPoolOptions, connect: PgConnectOptions) -> Self {
        Self::with(options, connect, pace(), 12).await
    }

    pub async fn with(options: PgPoolOptions, connect: PgConnectOptions, pace: RoundTiming, things: usize) -> Self {
        let pool = support::database(options, connect).await;
        let [practice, group, session] = std::array::from_fn(|_| Uuid::new_v4());
        let things: Vec<Uuid> = (0..things).map(|_| Uuid::new_v4()).collect();
        let mut tx = Tx::for_practice(&pool, practice).await.expect("tx");
        sqlx::query("insert into practice (id, name, locale, calendar, time_zone, created_at) values ($1, '', 'fa', 'jalali', 'Asia/Tehran', now())")
            .bind(practice)
            .execute(&mut *tx)
            .await
            .expect("practice");
        sqlx::query(
            "insert into therapy_group (id, practice_id, name, purpose, locale, admission, meets, time_zone, calendar, created_at)
             values ($1, $2, '', '', 'fa', 'open', 'in_person', 'Asia/Tehran', 'jalali', now())",
        )
        .bind(group)
        .bind(practice)
        .execute(&mut *tx)
        .await
        .expect("group");
        sqlx::query(
            "insert into session (id, practice_id, group_id, number, local_start, time_zone, starts_at, minutes, state, created_at)
             select id, $2, $3, number, now(), 'Asia/Tehran', now(), 90, 'planned', now() from unnest($1::uuid[]) with ordinality as t (id, number)",
        )
        .bind([&[session], things.as_slice()].concat())
        .bind(practice)
        .bind(group)
        .execute(&mut *tx)
        .await
        .expect("sessions");
        tx.commit().await.expect("commit");
        let stop = CancellationToken::new();
        let renderers = Renderers::default().with("thing", thing).with(BOARD, board).with("broken", broken).with("panicking", panicking);
        let events = Events::new(pool.clone(), Vault::new(Master::from_bytes([7; 32])), Clock::system(), renderers, stop.clone(), pace);
        Self { pool, practice, session, things, events, stop }
    }

    /// Changes an item and publishes it, as a request would. Returns the number.
    pub async fn change(&self, thing: Uuid) -> i64 {
        let seq = self.try_change(thing).await.expect("change");
        self.events.wake(self.session);
        seq
    }

    /// The same without the wake-up; the caller handles an unavailable database.
    pub async fn try_change(&self, thing: Uuid) -> Result<i64, sqlx::Error> {
        let mut tx = Tx::for_practice(&self.pool, self.practice).await?;
        let seq = self.change_within(&mut tx, thing).await?;
        tx.commit().await?;
        Ok(seq)
    }

    pub async fn change_within(&self, tx: &mut Tx, thing: Uuid) -> Result<i64, sqlx::Error> {
        let change = EventChange { kind: "thing", subject: thing, to: Recipients::Everyone };
        let seq = events::record(tx, self.practice, self.session, change).await?;
        sqlx::query("update session set version = version + 1 where id = $1").bind(thing).execute(&mut **tx).await?;
        Ok(seq)
    }

    /// Changes an item although connections may still be cut.
    pub async fn change_at_last(&self, thing: Uuid) -> i64 {
        loop {
            if let Ok(seq) = self.try_change(thing).await {
                self.events.wake(self.session);
                return seq;
            }
        }
    }

    /// Records a change of any kind.
    pub async fn record(&self, kind: &'static str, subject: Uuid, to: Recipients) -> i64 {
        let mut tx = Tx::for_practice(&self.pool, self.practice).await.expect("tx");
        let seq = events::record(&mut tx, self.practice, self.session, EventChange { kind, subject, to }).await.expect("record");
        tx.commit().await.expect("commit");
        self.events.wake(self.session);
        seq
    }

    /// Two memberships of the session's group.
    pub async fn seats(&self) -> [Uuid; 2] {
        let seats = [Uuid::new_v4(), Uuid::new_v4()];
        let mut tx = Tx::for_practice(&self.pool, self.practice).await.expect("tx");
        sqlx::query(
            "insert into membership (id, practice_id, group_id, role, state, name, created_at)
             select seat, s.practice_id, s.group_id, 'member', 'active', '', now() from unnest($1::uuid[]) as seat, session s where s.id = $2",
        )
        .bind(&seats[..])
        .bind(self.session)
        .execute(&mut *tx)
        .await
        .expect("seats");
        tx.commit().await.expect("commit");
        seats
    }

    /// The current board in the database.
    pub async fn board(&self) -> Board {
        let mut tx = Tx::for_practice(&self.pool, self.practice).await.expect("tx");
        versions(&mut tx, self.session).await.expect("board")
    }

    pub fn listener(&self, after: Option<i64>) -> Listener {
        self.reading(Audience::Member, None, after)
    }

    /// A reader with this audience and membership that knows the public changes up to this number, and nothing else.
    pub fn reading(&self, audience: Audience, membership: Option<Uuid>, after: Option<i64>) -> Listener {
        let staff = (audience == Audience::Staff).then_some(0);
        Listener {
            practice: self.practice,
            session: self.session,
            after: after.map(|everyone| Position { everyone, staff, own: membership.map(|_| 0) }),
            reader: PageCounters { audience, membership },
            locale: Locale::Fa,
            calendar: Locale::Fa.calendar(),
            person: None,
            page: None,
            watch: always(),
        }
    }

    /// A page that shows `board`, read at `after`.
    pub fn page(&self, after: i64, board: Board) -> Page {
        self.open(self.listener(Some(after)), board)
    }

    pub fn open(&self, listener: Listener, board: Board) -> Page {
        let position = listener.after.map_or(-1, |after| after.everyone);
        Page { frames: Box::pin(self.events.listen(listener)), position, board, received: Vec::new() }
    }

    pub fn renderings(&self) -> Renderings {
        let all = RENDERINGS.lock().expect("count");
        all.iter().filter(|((session, ..), _)| *session == self.session).map(|(key, count)| (*key, *count)).collect()
    }
}

/// Waits until the condition holds.
pub async fn until(what: impl Fn() -> bool) {
    tokio::time::timeout(PATIENCE, async {
        while !what() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await
    .expect("it should have come about");
}

/// A guard that always grants access.
pub fn always() -> StreamGuard {
    Arc::new(|| Box::pin(async { Ok(StreamAccess::Granted) }))
}

/// A guard that grants access while the flag is set.
pub fn while_set(flag: &Arc<AtomicBool>) -> StreamGuard {
    let flag = Arc::clone(flag);
    Arc::new(move || {
        let flag = flag.load(Ordering::SeqCst);
        Box::pin(async move { Ok(if flag { StreamAccess::Granted } else { StreamAccess::Ended("/sign-in".to_owned()) }) })
    })
}

/// The events that a page received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    Thing(i64, Uuid, i32),
    Board(i64),
    Mine(i64),
    Gone(String),
    Superseded,
    Beat,
}

/// A browser's page: it tracks its position (the sum of its numbers) as the standard requires, and its board as the fragments say.
pub struct Page {
    frames: Pin<Box<dyn Stream<Item = axum::body::Bytes> + Send>>,
    pub position: i64,
    pub board: Board,
    pub received: Vec<Received>,
}

impl Page {
    /// Reads the next frame; `None` at the end of the stream.
    pub async fn next(&mut self) -> Option<()> {
        let mut text = String::new();
        while !text.ends_with("\n\n") {
            let part = tokio::time::timeout(PATIENCE, self.frames.next()).await.expect("a frame or the end")?;
            text += std::str::from_utf8(&part).expect("text");
        }
        for event in text.split_inclusive("\n\n") {
            self.take(event);
        }
        Some(())
    }

    /// Reads until every change up to `seq` has arrived.
    pub async fn follow(&mut self, seq: i64) {
        while self.position < seq {
            self.next().await.expect("the stream continues");
        }
    }

    /// Reads to the end.
    pub async fn finish(&mut self) {
        while self.next().await.is_some() {}
    }

    fn take(&mut self, event: &str) {
        let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        // Every number of a position only increases, and so does their sum.
        let id: Option<i64> = field("id").map(|id| id.split('.').map(|number| number.parse::<i64>().expect("a number")).sum());
        if let Some(id) = id {
            assert!(id > self.position, "position {id} after {}", self.position);
            self.position = id;
        }
        let data = field("data");
        self.received.push(match (field("event"), data) {
            (Some("mine"), Some("mine")) => Received::Mine(self.position),
            (Some("gone"), Some(to)) => Received::Gone(to.to_owned()),
            (Some("superseded"), Some(_)) => Received::Superseded,
            (None, None) => Received::Beat,
            (None, Some(data)) => match data.strip_prefix("board") {
                Some(all) => {
                    self.board = all.split_whitespace().map(pair).collect();
                    Received::Board(self.position)
                }
                None => {
                    let (thing, version) = pair(data);
                    self.board.insert(thing, version);
                    Received::Thing(self.position, thing, version)
                }
            },
            other => panic!("{other:?}"),
        });
    }
}

fn pair(text: &str) -> (Uuid, i32) {
    let (thing, version) = text.split_once('=').expect("thing=version");
    (thing.parse().expect("an id"), version.parse().expect("a version"))
}

async fn versions(tx: &mut sqlx::PgConnection, session: Uuid) -> Result<Board, sqlx::Error> {
    let rows: Vec<(Uuid, i32)> = sqlx::query_as("select id, version from session where id <> $1").bind(session).fetch_all(tx).await?;
    Ok(rows.into_iter().collect())
}

fn thing(context: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    Box::pin(async move {
        let RenderContext { conn, session, subject, audience, locale, .. } = context;
        *RENDERINGS.lock().expect("count").entry((session, subject, audience, locale)).or_default() += 1;
        let version: i32 = sqlx::query_scalar("select version from session where id = $1").bind(subject).fetch_one(conn).await?;
        // The wall receives no single items.
        Ok((audience != Audience::Wall).then(|| format!("{subject}={version}")))
    })
}

fn board(context: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    Box::pin(async move {
        let RenderContext { conn, session, subject, audience, locale, .. } = context;
        *RENDERINGS.lock().expect("count").entry((session, subject, audience, locale)).or_default() += 1;
        let all = versions(conn, session).await?;
        Ok(Some(all.iter().fold("board".to_owned(), |text, (thing, version)| format!("{text} {thing}={version}"))))
    })
}

fn broken(context: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    Box::pin(async move {
        sqlx::query("select 1 / 0").execute(context.conn).await?;
        Ok(None)
    })
}

fn panicking(_: RenderContext<'_>) -> BoxFuture<'_, Result<Option<String>, Error>> {
    panic!("a renderer that panics")
}
