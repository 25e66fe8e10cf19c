//! Who listens to which session. Entering, leaving and the end of a teller all happen under one lock, so none can miss another.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;
use uuid::Uuid;

use super::Clock;
use super::seat::ListenerQueue;

/// After this, when somebody was last seen is forgotten.
const FORGOTTEN: TimeDelta = TimeDelta::hours(12);

/// Whether somebody has a page open. In memory only: it is written down nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagePresence {
    /// Now.
    Open,
    /// Until then.
    Until(DateTime<Utc>),
}

/// What a stream shares with the hub and its teller.
#[derive(Default)]
pub(super) struct StreamControl {
    /// Asks the stream to look whether its access still stands.
    pub(super) ask: Notify,
    /// Another stream has taken its place: this one ends, and counts no more.
    pub(super) superseded: AtomicBool,
    /// The queue overflowed: the teller waits until it is empty, then tells from where it stopped.
    pub(super) behind: AtomicBool,
}

/// The sessions that somebody listens to.
pub(super) struct Hub {
    circles: Mutex<HashMap<Uuid, SessionChannel>>,
    numbers: AtomicU64,
    /// When the last page of a membership closed, by session. Locked after `circles`, never before.
    lately: Mutex<HashMap<(Uuid, Uuid), DateTime<Utc>>>,
    clock: Clock,
}

struct SessionChannel {
    wake: Arc<Notify>,
    arriving: Vec<ListenerQueue>,
    present: BTreeMap<u64, OpenStream>,
}

struct OpenStream {
    holder: StreamHolder,
    membership: Option<Uuid>,
    tap: Arc<StreamControl>,
}

/// Whose stream it is. Without a person it is the session's wall.
#[derive(Clone, Copy)]
pub(super) struct StreamHolder {
    pub(super) person: Option<Uuid>,
    /// The page that opened it: a page has one stream.
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
        Self { circles: Mutex::default(), numbers: AtomicU64::default(), lately: Mutex::default(), clock }
    }

    /// Takes a listener in. The flag says that nobody tells this session yet: the caller starts a teller.
    pub(super) fn enter(
        self: &Arc<Self>,
        session: Uuid,
        holder: StreamHolder,
        seat: ListenerQueue,
        bounds: StreamLimits,
    ) -> (ListenerSlot, bool) {
        let mut circles = self.lock();
        let is_new = !circles.contains_key(&session);
        for (of, number) in superseded(&circles, session, holder, bounds) {
            if let Some(evicted) = self.remove(&mut circles, of, number) {
                evicted.tap.superseded.store(true, Ordering::SeqCst);
                evicted.tap.ask.notify_one();
            }
        }
        let circle = circles.entry(session).or_insert_with(|| SessionChannel {
            wake: Arc::default(),
            arriving: Vec::new(),
            present: BTreeMap::new(),
        });
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        circle.present.insert(number, OpenStream { holder, membership: seat.membership, tap: Arc::clone(seat.tap()) });
        circle.arriving.push(seat);
        circle.wake.notify_one();
        let wake = Arc::clone(&circle.wake);
        (ListenerSlot { hub: Arc::clone(self), session, number, wake }, is_new)
    }

    /// Hands the newcomers to the teller; false when nobody is left and the teller must end.
    pub(super) fn arrivals(&self, session: Uuid, seats: &mut Vec<ListenerQueue>) -> bool {
        let mut circles = self.lock();
        let Some(circle) = circles.get_mut(&session) else { return false };
        if circle.present.is_empty() {
            circles.remove(&session);
            return false;
        }
        seats.retain(|seat| !seat.is_closed());
        seats.append(&mut circle.arriving);
        true
    }

    /// Drops a session whose teller broke off: the streams end, and their pages come back to a new one.
    pub(super) fn abandon(&self, session: Uuid) {
        self.lock().remove(&session);
    }

    /// Tells the session's teller to look now.
    pub(super) fn wake(&self, session: Uuid) {
        if let Some(circle) = self.lock().get(&session) {
            circle.wake.notify_one();
        }
    }

    /// Asks every stream of the person, and those that are nobody's (they live by a token), or all, to look after their access.
    pub(super) fn recheck(&self, person: Option<Uuid>) {
        for present in self.lock().values().flat_map(|circle| circle.present.values()) {
            if person.is_none() || present.holder.person.is_none() || present.holder.person == person {
                present.tap.ask.notify_one();
            }
        }
    }

    /// Who of a session has a page open, and until when others had.
    pub(super) fn seen(&self, session: Uuid) -> HashMap<Uuid, PagePresence> {
        let circles = self.lock();
        let lately = self.lately.lock().unwrap_or_else(PoisonError::into_inner);
        let mut seen: HashMap<Uuid, PagePresence> =
            lately.iter().filter(|((of, _), _)| *of == session).map(|((_, who), at)| (*who, PagePresence::Until(*at))).collect();
        let open = circles.get(&session).into_iter().flat_map(|circle| circle.present.values()).filter_map(|present| present.membership);
        seen.extend(open.map(|who| (who, PagePresence::Open)));
        seen
    }

    /// Takes a listener out; the teller of a session without listeners ends.
    fn remove(&self, circles: &mut HashMap<Uuid, SessionChannel>, session: Uuid, number: u64) -> Option<OpenStream> {
        let circle = circles.get_mut(&session)?;
        let present = circle.present.remove(&number)?;
        if let Some(membership) = present.membership {
            self.left(session, membership);
        }
        if circle.present.is_empty() {
            circle.wake.notify_one();
        }
        Some(present)
    }

    fn left(&self, session: Uuid, membership: Uuid) {
        let now = self.clock.now();
        let mut lately = self.lately.lock().unwrap_or_else(PoisonError::into_inner);
        lately.retain(|_, at| now - *at < FORGOTTEN);
        lately.insert((session, membership), now);
    }

    pub(super) fn listeners(&self, session: Uuid) -> usize {
        self.lock().get(&session).map_or(0, |circle| circle.present.len())
    }

    pub(super) fn sessions(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uuid, SessionChannel>> {
        self.circles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What ends so that a holder can have one more stream here, as session and number: the same page's, then their oldest. A new stream is
/// never refused: a phone that changes networks leaves dead ones behind.
fn superseded(circles: &HashMap<Uuid, SessionChannel>, session: Uuid, holder: StreamHolder, bounds: StreamLimits) -> Vec<(Uuid, u64)> {
    let mut theirs: Vec<(u64, Uuid, Option<Uuid>)> = circles
        .iter()
        .filter(|(of, _)| holder.person.is_some() || **of == session)
        .flat_map(|(of, circle)| circle.present.iter().map(|(number, one)| (*number, *of, one.holder)))
        .filter(|(.., one)| one.person == holder.person)
        .map(|(number, of, one)| (number, of, one.page))
        .collect();
    theirs.sort_unstable();
    let (same_page, mut others): (Vec<_>, Vec<_>) =
        theirs.into_iter().partition(|(_, of, page)| *of == session && page.is_some() && *page == holder.page);
    let mut ended = same_page;
    for (most, everywhere) in [(bounds.session, false), (bounds.total, true)] {
        let counts = |of: Uuid| everywhere || of == session;
        let mut excess = (others.iter().filter(|(_, of, _)| counts(*of)).count() + 1).saturating_sub(most.max(1));
        let (oldest, rest) = others.into_iter().partition(|(_, of, _)| {
            let goes = excess > 0 && counts(*of);
            excess -= usize::from(goes);
            goes
        });
        ended.extend::<Vec<_>>(oldest);
        others = rest;
    }
    ended.into_iter().map(|(number, of, _)| (of, number)).collect()
}

/// A listener's place in the hub; dropping it leaves.
pub(super) struct ListenerSlot {
    hub: Arc<Hub>,
    session: Uuid,
    number: u64,
    wake: Arc<Notify>,
}

impl ListenerSlot {
    /// What the teller of this listener waits for.
    pub(super) fn bell(&self) -> Arc<Notify> {
        Arc::clone(&self.wake)
    }

    /// Wakes that teller.
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
    use crate::kit::locale::Locale;
    use crate::kit::relay::seat::Variant;

    const PATIENCE: Duration = Duration::from_secs(60);

    /// A teller that greets whoever comes, and nothing wakes it but its bell.
    async fn greet(hub: Arc<Hub>, session: Uuid, bell: Arc<Notify>, at_work: Arc<AtomicU64>) {
        let mut seats = Vec::new();
        while hub.arrivals(session, &mut seats) {
            assert_eq!(at_work.fetch_add(1, Ordering::SeqCst), 0, "two tellers for one session");
            for seat in seats.drain(..) {
                seat.push(&Bytes::from_static(b"welcome"), &Bytes::new());
            }
            at_work.fetch_sub(1, Ordering::SeqCst);
            timeout(PATIENCE, bell.notified()).await.expect("somebody comes or goes");
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn nobody_enters_between_two_tellers() {
        let (hub, session, at_work) = (Arc::new(Hub::new(Clock::system())), Uuid::new_v4(), Arc::new(AtomicU64::new(0)));
        let visitors: Vec<_> = (1..=4)
            .map(|visitor| {
                let (hub, at_work) = (Arc::clone(&hub), Arc::clone(&at_work));
                tokio::spawn(async move {
                    let mut firsts = 0;
                    for visit in 0..2000 * visitor {
                        let (sender, mut queue) = mpsc::channel(1);
                        let (audience, locale) = (crate::kit::relay::Audience::Wall, Locale::Fa);
                        let face = Variant { audience, locale, calendar: locale.calendar() };
                        let seat = ListenerQueue::new(sender, face, None, None);
                        let holder = StreamHolder { person: None, page: None };
                        let (presence, is_first) = hub.enter(session, holder, seat, StreamLimits { session: 10, total: 10 });
                        if is_first {
                            firsts += 1;
                            tokio::spawn(greet(Arc::clone(&hub), session, presence.bell(), Arc::clone(&at_work)));
                        }
                        timeout(PATIENCE, queue.recv()).await.expect("a teller").expect("a greeting");
                        drop(presence);
                        // The longest-staying visitor is alone in the end: then every visit may be the last or the first.
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
            firsts += visitor.await.expect("visitor");
        }
        assert!(firsts > 1, "the last has left and another come at least once");
        timeout(PATIENCE, async {
            while hub.sessions() > 0 {
                tokio::task::yield_now().await;
            }
        })
        .await
        .expect("the last teller ends");
    }
}
