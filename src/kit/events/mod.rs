//! Publishes to every open page of a session what has changed, in the order of the commits.
//!
//! A writer adds a row to the change log, in its own transaction ([`record`]), and wakes the broadcaster after its commit
//! ([`Events::nudge`]). The session's *broadcaster*, one task while the session has listeners, reads the log after what it last published,
//! renders each changed subject once per variant (audience, language and calendar), and queues the same bytes for all listeners of it. A
//! wake-up may be lost: broadcasters also read the log at intervals.
//!
//! One rule serves a live page, a page that reconnects, and a page that was too slow and lost its queue: it gets what has changed after
//! its position, as it is now. Each reader has their own counters: a change does not move those of a reader who may not see it.

mod broadcaster;
mod frame;
mod hub;
mod listener;
mod log;
mod position;
mod round;
mod stream;

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
use super::error::Error;
use super::i18n::{Calendar, Locale};
use super::vault::Vault;
use hub::{Hub, StreamHolder, StreamLimits};
use listener::{ListenerQueue, Variant};

pub use hub::PagePresence;
pub use log::{EventChange, Recipients, live_of, position, record};
pub use position::Position;
pub use stream::{reply, resume_from};

/// The kind whose renderer shows everything: for a page that is too far behind, or whose position is unknown. Its subject is the session
/// itself. A module may record it as well.
pub const BOARD: &str = "board";

/// Who reads; each audience may see different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The therapist and the facilitators.
    Staff,
    Member,
    /// A screen that everyone in the room sees.
    Wall,
}

/// Which counters a page reads.
#[derive(Clone, Copy, Debug)]
pub struct PageCounters {
    pub audience: Audience,
    /// `None` for a screen that has access by token.
    pub membership: Option<Uuid>,
}

pub struct RenderContext<'a> {
    /// A transaction within the practice, for reading.
    pub conn: &'a mut PgConnection,
    pub vault: &'a Vault,
    pub practice: Uuid,
    pub session: Uuid,
    /// What changed; the session itself for [`BOARD`].
    pub subject: Uuid,
    /// The bytes go to all readers of this audience: they must not contain anything personal.
    pub audience: Audience,
    pub locale: Locale,
    pub calendar: Calendar,
    pub now: DateTime<Utc>,
}

/// Renders one subject as it is now, as partials; `None` if this audience sees nothing of it.
pub type Renderer = for<'a> fn(RenderContext<'a>) -> BoxFuture<'a, Result<Option<String>, Error>>;

/// The renderer of each kind of change; each module adds its own.
#[derive(Default)]
pub struct Renderers(HashMap<&'static str, Renderer>);

impl Renderers {
    /// Adds the renderer of a kind, or replaces it.
    pub fn with(mut self, kind: &'static str, renderer: Renderer) -> Self {
        self.0.insert(kind, renderer);
        self
    }
}

/// Whether a listener may still listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamAccess {
    Granted,
    /// The stream ends with `gone`, and the page goes to this address.
    Ended(String),
    /// Nothing more is published: the stream ends, and its page stays.
    Finished,
}

/// Checks whether a listener may still listen.
///
/// After a temporary failure (the database is unavailable) the stream stays open, but sends only heartbeats until a check succeeds. Any
/// other failure ends the stream without `gone`, so that the page reconnects and its route decides.
pub type StreamGuard = Arc<dyn Fn() -> BoxFuture<'static, Result<StreamAccess, Error>> + Send + Sync>;

/// A page that opens a stream of a session.
pub struct Listener {
    /// The practice of the session, which the route has verified.
    pub practice: Uuid,
    pub session: Uuid,
    /// The position of the page; `None` requests the whole board.
    pub after: Option<Position>,
    /// The page also receives the personal changes of this reader's membership.
    pub reader: PageCounters,
    pub locale: Locale,
    pub calendar: Calendar,
    /// `None` for a screen that has access by token.
    pub person: Option<Uuid>,
    /// The id of the page: its previous stream ends.
    pub page: Option<Uuid>,
    /// Called at the start, with every heartbeat, and on [`Events::recheck`].
    pub watch: StreamGuard,
}

/// Intervals and limits.
#[derive(Clone, Copy, Debug)]
pub struct RoundTiming {
    /// The time between two heartbeats of a stream.
    pub heartbeat: Duration,
    /// The time between two reads of the log without a wake-up.
    pub look: Duration,
    /// Maximum number of queued frames per listener; a listener that exceeds it catches up from the log.
    pub queue: usize,
    /// Maximum number of streams of a session's wall. At each of these limits a new stream ends the holder's own oldest one.
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
    fn limits(&self, audience: Audience) -> StreamLimits {
        let session = match audience {
            Audience::Wall => self.per_wall,
            Audience::Member => self.per_member,
            Audience::Staff => self.per_staff,
        };
        StreamLimits { session, total: self.per_person }
    }
}

/// Publishes changes to the live pages of this node.
#[derive(Clone)]
pub struct Events(Arc<EventsContext>);

/// Shared by the broadcasters.
struct EventsContext {
    pool: PgPool,
    vault: Vault,
    clock: Clock,
    renderers: Renderers,
    stop: CancellationToken,
    timing: RoundTiming,
    hub: Arc<Hub>,
}

impl Events {
    /// Starts without listeners. Cancelling `stop` ends every stream and broadcaster.
    pub fn new(pool: PgPool, vault: Vault, clock: Clock, renderers: Renderers, stop: CancellationToken, timing: RoundTiming) -> Self {
        let hub = Arc::new(Hub::new(clock.clone()));
        Self(Arc::new(EventsContext { pool, vault, clock, renderers, stop, timing, hub }))
    }

    /// Wakes the session's broadcaster after a commit. A lost wake-up costs a delay, never a change.
    pub fn wake(&self, session: Uuid) {
        self.0.hub.wake(session);
    }

    /// Call it after a commit that may end access: the person's streams, and those without a person, call their [`StreamGuard`] before they
    /// send another event. With `None`, every stream does.
    pub fn recheck(&self, person: Option<Uuid>) {
        self.0.hub.recheck(person);
    }

    /// The frames for one listener: first what changed after its position, then each new change.
    ///
    /// # Panics
    /// Outside a Tokio runtime.
    pub fn listen(&self, listener: Listener) -> impl Stream<Item = Bytes> + Send + use<> {
        let (sender, receiver) = mpsc::channel(self.0.timing.queue.max(1));
        let Listener { reader, locale, calendar, .. } = listener;
        let queue = ListenerQueue::new(sender, Variant { audience: reader.audience, locale, calendar }, reader.membership, listener.after);
        let control = Arc::clone(queue.control());
        let holder = StreamHolder { person: listener.person, page: listener.page };
        let (slot, is_first) = self.0.hub.enter(listener.session, holder, queue, self.0.timing.limits(reader.audience));
        if is_first {
            tokio::spawn(broadcaster::broadcast(Arc::clone(&self.0), listener.practice, listener.session, slot.waker()));
        }
        stream::open_stream(receiver, control, slot, listener.watch, self.0.stop.clone(), &self.0.timing)
    }

    /// The memberships of the session that have a page open on this node, and until when others had one; in memory only.
    pub fn page_presence(&self, session: Uuid) -> HashMap<Uuid, PagePresence> {
        self.0.hub.page_presence(session)
    }

    /// The number of the session's listeners on this node.
    pub fn listeners(&self, session: Uuid) -> usize {
        self.0.hub.listeners(session)
    }

    /// The number of sessions with listeners on this node; each has one broadcaster.
    pub fn sessions(&self) -> usize {
        self.0.hub.sessions()
    }
}
