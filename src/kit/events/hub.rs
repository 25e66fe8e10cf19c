//! The listeners of every session. Entering, leaving and the end of a broadcaster happen under one lock, so that no listener is left
//! without a broadcaster.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;
use uuid::Uuid;

use super::Clock;
use super::listener::ListenerQueue;

/// How long the hub remembers when the last page of a membership closed.
const LAST_SEEN_KEPT: TimeDelta = TimeDelta::hours(12);

/// Whether a member has a page open. In memory only: it is never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagePresence {
    Open,
    /// The last page closed at this time.
    Until(DateTime<Utc>),
}

/// What a stream shares with the hub and its broadcaster.
#[derive(Default)]
pub(super) struct StreamControl {
    /// Asks the stream to check its access again.
    pub(super) recheck: Notify,
    /// A newer stream has replaced this one: it ends, and no longer counts towards the limits.
    pub(super) superseded: AtomicBool,
    /// The queue overflowed: the broadcaster waits until it is empty, then continues from where it stopped.
    pub(super) behind: AtomicBool,
}

/// The sessions that have listeners.
pub(super) struct Hub {
    channels: Mutex<HashMap<Uuid, SessionChannel>>,
    next_number: AtomicU64,
    /// When the last page of a membership closed, by session and membership. Lock order: after `channels`, never before.
    last_seen: Mutex<HashMap<(Uuid, Uuid), DateTime<Utc>>>,
    clock: Clock,
}

struct SessionChannel {
    wake: Arc<Notify>,
    new_listeners: Vec<ListenerQueue>,
    streams: BTreeMap<u64, OpenStream>,
}

struct OpenStream {
    holder: StreamHolder,
    membership: Option<Uuid>,
    control: Arc<StreamControl>,
}

/// Without a person, it is the session's wall.
#[derive(Clone, Copy)]
pub(super) struct StreamHolder {
    pub(super) person: Option<Uuid>,
    /// The page that opened the stream: a page has one stream.
    pub(super) page: Option<Uuid>,
}

/// How many streams one holder may have at once.
#[derive(Clone, Copy)]
pub(super) struct StreamLimits {
    pub(super) session: usize,
    /// In all sessions together.
    pub(super) total: usize,
}

impl Hub {
    pub(super) fn new(clock: Clock) -> Self {
        Self { channels: Mutex::default(), next_number: AtomicU64::default(), last_seen: Mutex::default(), clock }
    }

    /// Adds a listener. The flag says that this session has no broadcaster yet: the caller starts one.
    pub(super) fn enter(
        self: &Arc<Self>,
        session: Uuid,
        holder: StreamHolder,
        queue: ListenerQueue,
        limits: StreamLimits,
    ) -> (ListenerSlot, bool) {
        let mut channels = self.lock();
        let is_new = !channels.contains_key(&session);
        for (of, number) in streams_to_supersede(&channels, session, holder, limits) {
            if let Some(evicted) = self.remove(&mut channels, of, number) {
                evicted.control.superseded.store(true, Ordering::SeqCst);
                evicted.control.recheck.notify_one();
            }
        }
        let channel = channels.entry(session).or_insert_with(|| SessionChannel {
            wake: Arc::default(),
            new_listeners: Vec::new(),
            streams: BTreeMap::new(),
        });
        let number = self.next_number.fetch_add(1, Ordering::Relaxed);
        channel.streams.insert(number, OpenStream { holder, membership: queue.membership, control: Arc::clone(queue.control()) });
        channel.new_listeners.push(queue);
        channel.wake.notify_one();
        let wake = Arc::clone(&channel.wake);
        (ListenerSlot { hub: Arc::clone(self), session, number, wake }, is_new)
    }

    /// Moves the new listeners into the broadcaster's `queues` and drops closed ones. False if no stream is left: the broadcaster must end.
    pub(super) fn take_new_listeners(&self, session: Uuid, queues: &mut Vec<ListenerQueue>) -> bool {
        let mut channels = self.lock();
        let Some(channel) = channels.get_mut(&session) else { return false };
        if channel.streams.is_empty() {
            channels.remove(&session);
            return false;
        }
        queues.retain(|queue| !queue.is_closed());
        queues.append(&mut channel.new_listeners);
        true
    }

    /// Drops a session whose broadcaster failed: the streams end, and their pages reconnect to a new one.
    pub(super) fn abandon(&self, session: Uuid) {
        self.lock().remove(&session);
    }

    /// Makes the session's broadcaster read the log now.
    pub(super) fn wake(&self, session: Uuid) {
        if let Some(channel) = self.lock().get(&session) {
            channel.wake.notify_one();
        }
    }

    /// Asks the person's streams, and those without a person (they have access by token), to check their access. `None` asks every stream.
    pub(super) fn recheck(&self, person: Option<Uuid>) {
        for stream in self.lock().values().flat_map(|channel| channel.streams.values()) {
            if person.is_none() || stream.holder.person.is_none() || stream.holder.person == person {
                stream.control.recheck.notify_one();
            }
        }
    }

    /// The memberships of a session that have a page open, and until when others had one.
    pub(super) fn page_presence(&self, session: Uuid) -> HashMap<Uuid, PagePresence> {
        let channels = self.lock();
        let last_seen = self.last_seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut presence: HashMap<Uuid, PagePresence> = last_seen
            .iter()
            .filter(|((of, _), _)| *of == session)
            .map(|((_, membership), at)| (*membership, PagePresence::Until(*at)))
            .collect();
        let open = channels.get(&session).into_iter().flat_map(|channel| channel.streams.values()).filter_map(|stream| stream.membership);
        presence.extend(open.map(|membership| (membership, PagePresence::Open)));
        presence
    }

    /// Removes a listener; the broadcaster of a session without listeners ends.
    fn remove(&self, channels: &mut HashMap<Uuid, SessionChannel>, session: Uuid, number: u64) -> Option<OpenStream> {
        let channel = channels.get_mut(&session)?;
        let stream = channel.streams.remove(&number)?;
        if let Some(membership) = stream.membership {
            self.remember_last_seen(session, membership);
        }
        if channel.streams.is_empty() {
            channel.wake.notify_one();
        }
        Some(stream)
    }

    fn remember_last_seen(&self, session: Uuid, membership: Uuid) {
        let now = self.clock.now();
        let mut last_seen = self.last_seen.lock().unwrap_or_else(PoisonError::into_inner);
        last_seen.retain(|_, at| now - *at < LAST_SEEN_KEPT);
        last_seen.insert((session, membership), now);
    }

    pub(super) fn listeners(&self, session: Uuid) -> usize {
        self.lock().get(&session).map_or(0, |channel| channel.streams.len())
    }

    pub(super) fn sessions(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uuid, SessionChannel>> {
        self.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The streams, as session and number, that end so that a holder can open one more here: the same page's, then the holder's oldest. A new
/// stream is never refused: a phone that changes networks leaves dead ones behind.
fn streams_to_supersede(
    channels: &HashMap<Uuid, SessionChannel>,
    session: Uuid,
    holder: StreamHolder,
    limits: StreamLimits,
) -> Vec<(Uuid, u64)> {
    let mut open_streams: Vec<(u64, Uuid, Option<Uuid>)> = channels
        .iter()
        .filter(|(of, _)| holder.person.is_some() || **of == session)
        .flat_map(|(of, channel)| channel.streams.iter().map(|(number, one)| (*number, *of, one.holder)))
        .filter(|(.., one)| one.person == holder.person)
        .map(|(number, of, one)| (number, of, one.page))
        .collect();
    open_streams.sort_unstable();
    let (same_page, mut others): (Vec<_>, Vec<_>) =
        open_streams.into_iter().partition(|(_, of, page)| *of == session && page.is_some() && *page == holder.page);
    let mut ended = same_page;
    for (limit, everywhere) in [(limits.session, false), (limits.total, true)] {
        let counts = |of: Uuid| everywhere || of == session;
        let mut excess = (others.iter().filter(|(_, of, _)| counts(*of)).count() + 1).saturating_sub(limit.max(1));
        let (oldest, rest) = others.into_iter().partition(|(_, of, _)| {
            let is_excess = excess > 0 && counts(*of);
            excess -= usize::from(is_excess);
            is_excess
        });
        ended.extend::<Vec<_>>(oldest);
        others = rest;
    }
    ended.into_iter().map(|(number, of, _)| (of, number)).collect()
}

/// A listener's registration in the hub; dropping it removes the listener.
pub(super) struct ListenerSlot {
    hub: Arc<Hub>,
    session: Uuid,
    number: u64,
    wake: Arc<Notify>,
}

impl ListenerSlot {
    /// What wakes the broadcaster of this listener.
    pub(super) fn waker(&self) -> Arc<Notify> {
        Arc::clone(&self.wake)
    }

    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }
}

impl Drop for ListenerSlot {
    fn drop(&mut self) {
        self.hub.remove(&mut self.hub.lock(), self.session, self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::body::Bytes;
    use tokio::sync::mpsc;
    use tokio::time::timeout;

    use super::*;
    use crate::kit::events::listener::Variant;
    use crate::kit::i18n::Locale;

    const PATIENCE: Duration = Duration::from_secs(60);

    /// A broadcaster that sends one event to each new listener; only `waker` wakes it.
    async fn greet_listeners(hub: Arc<Hub>, session: Uuid, waker: Arc<Notify>, running: Arc<AtomicU64>) {
        let mut queues = Vec::new();
        while hub.take_new_listeners(session, &mut queues) {
            assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "a session has one broadcaster");
            for queue in queues.drain(..) {
                queue.push(&Bytes::from_static(b"welcome"), &Bytes::new());
            }
            running.fetch_sub(1, Ordering::SeqCst);
            timeout(PATIENCE, waker.notified()).await.expect("a listener enters or leaves");
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn no_listener_enters_between_two_broadcasters() {
        let (hub, session, running) = (Arc::new(Hub::new(Clock::system())), Uuid::new_v4(), Arc::new(AtomicU64::new(0)));
        let visitors: Vec<_> = (1..=4)
            .map(|visitor| {
                let (hub, running) = (Arc::clone(&hub), Arc::clone(&running));
                tokio::spawn(async move {
                    let mut firsts = 0;
                    for visit in 0..2000 * visitor {
                        let (sender, mut receiver) = mpsc::channel(1);
                        let (audience, locale) = (crate::kit::events::Audience::Wall, Locale::Fa);
                        let variant = Variant { audience, locale, calendar: locale.calendar() };
                        let queue = ListenerQueue::new(sender, variant, None, None);
                        let holder = StreamHolder { person: None, page: None };
                        let (slot, is_first) = hub.enter(session, holder, queue, StreamLimits { session: 10, total: 10 });
                        if is_first {
                            firsts += 1;
                            tokio::spawn(greet_listeners(Arc::clone(&hub), session, slot.waker(), Arc::clone(&running)));
                        }
                        timeout(PATIENCE, receiver.recv())
                            .await
                            .expect("a broadcaster is running")
                            .expect("the broadcaster sends an event");
                        drop(slot);
                        // The visitor with the most visits is alone in the end: then every visit may be the first or the last.
                        for _ in 0..visit % 4 {
                            tokio::task::yield_now().await;
                        }
                    }
                    firsts
                })
            })
            .collect();
        let mut firsts = 0;
        for visitor in visitors {
            firsts += visitor.await.expect("the visitor task does not panic");
        }
        assert!(firsts > 1, "the last visitor left and another entered at least once");
        timeout(PATIENCE, async {
            while hub.sessions() > 0 {
                tokio::task::yield_now().await;
            }
        })
        .await
        .expect("the last broadcaster ends");
    }
}
