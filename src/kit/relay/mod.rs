//! Tells every open page of a session what has changed, in the order in which it was committed.
//!
//! A writer leaves a row in the change log, in its own transaction ([`record`]), and nudges after its commit. The session's
//! *teller*, one task while anybody listens, reads the log after what it last told, renders each changed subject once for each
//! kind of reader, and queues the same bytes for all of them. Nudges may be lost: tellers look at the log on their own as well.
//!
//! Everybody is told by the one rule "what has changed after your numbers, as it is now": who listens live, who comes back, and
//! who was too slow and lost their queue. A reader has counters of their own: a change moves none of those who may not see it.

mod frame;
mod hub;
mod log;
mod position;
mod round;
mod seat;
mod stream;
mod teller;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use futures_util::Stream;
use futures_util::future::BoxFuture;
use sqlx::{PgConnection, PgPool};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::clock::Clock;
use super::failure::Error;
use super::locale::{Calendar, Locale};
use super::vault::Vault;
use hub::{Hub, StreamHolder, StreamLimits};
use seat::{ListenerQueue, Variant};

pub use hub::PagePresence;
pub use log::{EventChange, Recipients, live_of, position, record};
pub use position::Position;
pub use stream::{reply, resume_from};

/// The kind whose renderer shows everything: for a page that is too far behind, or whose number nobody knows. Its subject is the
/// session itself. A room may record it as well.
pub const BOARD: &str = "board";

/// Who reads; what each may see differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Those who lead.
    Staff,
    /// Those who take part.
    Member,
    /// A screen for all in the room.
    Wall,
}

/// Whose counters a page has.
#[derive(Clone, Copy, Debug)]
pub struct PageCounters {
    /// The seat as which they read.
    pub audience: Audience,
    /// Their seat; none for a screen that lives by a token.
    pub membership: Option<Uuid>,
}

/// What a renderer is given.
pub struct RenderContext<'a> {
    /// A transaction within the practice, for reading.
    pub conn: &'a mut PgConnection,
    /// Opens what is sealed.
    pub vault: &'a Vault,
    /// The practice of the session.
    pub practice: Uuid,
    /// The session.
    pub session: Uuid,
    /// What changed; the session itself for [`BOARD`].
    pub subject: Uuid,
    /// Who will read it. The bytes go to all of them: nothing personal belongs there.
    pub audience: Audience,
    pub locale: Locale,
    pub calendar: Calendar,
    /// When it is told.
    pub now: DateTime<Utc>,
}

/// Renders one subject as it is now, as partials; none when this audience is to see nothing of it.
pub type Renderer = for<'a> fn(RenderContext<'a>) -> BoxFuture<'a, Result<Option<String>, Error>>;

/// The renderer of each kind of change; the rooms fill it in.
#[derive(Default)]
pub struct Renderers(HashMap<&'static str, Renderer>);

impl Renderers {
    /// Adds the renderer of a kind; the last one given counts.
    pub fn with(mut self, kind: &'static str, renderer: Renderer) -> Self {
        self.0.insert(kind, renderer);
        self
    }
}

/// Whether a listener may still listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamAccess {
    /// Yes.
    Stands,
    /// No: the stream ends with `gone`, and the page goes to this address.
    Ended(String),
    /// There is nothing more to tell: the stream ends, and its page stays.
    Over,
}

/// Asks whether a listener may still listen.
///
/// A failure that passes (the database is away) is no answer: the stream stays open and beats, but says nothing until one comes.
/// Any other failure ends the stream without `gone`, so that the page comes back and its door decides.
pub type StreamGuard = Arc<dyn Fn() -> BoxFuture<'static, Result<StreamAccess, Error>> + Send + Sync>;

/// Somebody who listens to a session.
pub struct Listener {
    /// The practice of the session, as the door has proved it.
    pub practice: Uuid,
    /// The session.
    pub session: Uuid,
    /// The numbers up to which the page knows everything; none asks for the whole board.
    pub after: Option<Position>,
    /// The seat as which they read; its personal changes are told to them.
    pub reader: PageCounters,
    pub locale: Locale,
    pub calendar: Calendar,
    /// Who it is; nobody for a screen that lives by a token.
    pub person: Option<Uuid>,
    /// Which of their pages it is: its stream before ends.
    pub page: Option<Uuid>,
    /// Whether they still may: asked at the start, with every heartbeat, and on [`Events::recheck`].
    pub watch: StreamGuard,
}

/// How often and how much.
#[derive(Clone, Copy, Debug)]
pub struct RoundTiming {
    /// Between two heartbeats of a stream.
    pub heartbeat: Duration,
    /// Between two looks at the log when no nudge comes.
    pub look: Duration,
    /// Frames that wait for one listener at most; then it is told to catch up.
    pub queue: usize,
    /// Streams of a session's wall at most; beyond each of these limits, the holder's own oldest ends for a new one.
    pub per_wall: usize,
    /// Streams of a member in a session.
    pub per_member: usize,
    /// Streams of a staff member in a session.
    pub per_staff: usize,
    /// Streams of a person in all sessions.
    pub per_person: usize,
}

impl Default for RoundTiming {
    fn default() -> Self {
        Self {
            heartbeat: Duration::from_secs(15),
            look: Duration::from_secs(3),
            queue: 256,
            per_wall: 3,
            per_member: 3,
            per_staff: 8,
            per_person: 16,
        }
    }
}

impl RoundTiming {
    fn bounds(&self, audience: Audience) -> StreamLimits {
        let session = match audience {
            Audience::Wall => self.per_wall,
            Audience::Member => self.per_member,
            Audience::Staff => self.per_staff,
        };
        StreamLimits { session, total: self.per_person }
    }
}

/// The live path of this node.
#[derive(Clone)]
pub struct Events(Arc<EventsContext>);

/// What tellers work with.
struct EventsContext {
    pool: PgPool,
    vault: Vault,
    clock: Clock,
    renderers: Renderers,
    stop: CancellationToken,
    pace: RoundTiming,
    hub: Arc<Hub>,
}

impl Events {
    /// A relay without listeners. Cancelling `stop` ends every stream and teller.
    pub fn new(pool: PgPool, vault: Vault, clock: Clock, renderers: Renderers, stop: CancellationToken, pace: RoundTiming) -> Self {
        let hub = Arc::new(Hub::new(clock.clone()));
        Self(Arc::new(EventsContext { pool, vault, clock, renderers, stop, pace, hub }))
    }

    /// Says that something of the session was committed. Losing a nudge costs a delay, never a change.
    pub fn nudge(&self, session: Uuid) {
        self.0.hub.wake(session);
    }

    /// Says that access may have ended, after the commit: the person's streams, and those that are nobody's, ask their watch
    /// before they say another word. Without a person, all do.
    pub fn recheck(&self, person: Option<Uuid>) {
        self.0.hub.recheck(person);
    }

    /// The frames for one listener: first what changed after its number, then what changes. Needs the runtime around it.
    pub fn listen(&self, listener: Listener) -> impl Stream<Item = Bytes> + Send + use<> {
        let (sender, receiver) = mpsc::channel(self.0.pace.queue.max(1));
        let Listener { reader, locale, calendar, .. } = listener;
        let seat = ListenerQueue::new(sender, Variant { audience: reader.audience, locale, calendar }, reader.membership, listener.after);
        let tap = Arc::clone(seat.tap());
        let holder = StreamHolder { person: listener.person, page: listener.page };
        let (presence, is_first) = self.0.hub.enter(listener.session, holder, seat, self.0.pace.bounds(reader.audience));
        if is_first {
            tokio::spawn(teller::tell(Arc::clone(&self.0), listener.practice, listener.session, presence.bell()));
        }
        stream::open(receiver, tap, presence, listener.watch, self.0.stop.clone(), &self.0.pace)
    }

    /// Who of the session has a page open on this node, and until when others had: by membership, in memory only.
    pub fn seen(&self, session: Uuid) -> HashMap<Uuid, PagePresence> {
        self.0.hub.seen(session)
    }

    /// How many listen to the session on this node.
    pub fn listeners(&self, session: Uuid) -> usize {
        self.0.hub.listeners(session)
    }

    /// How many sessions are listened to on this node: each has one teller.
    pub fn sessions(&self) -> usize {
        self.0.hub.sessions()
    }
}
