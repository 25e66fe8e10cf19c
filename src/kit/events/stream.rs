//! The page's side of one listener: frames from the queue, heartbeats, and the check that access continues.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt, stream};
use tokio::sync::mpsc;
use tokio::time::{Interval, MissedTickBehavior, interval, sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::hub::{ListenerSlot, StreamControl};
use super::listener::Queued;
use super::position::Position;
use super::{PageCounters, RoundTiming, StreamAccess, StreamGuard, frame};

/// How long a [`StreamGuard`] may take; after that, access counts as unknown.
const CHECK_LIMIT: Duration = Duration::from_secs(5);

/// Where a page resumes: at `Last-Event-ID`, which only a page that reconnects sends, else at the position in the address. A text that
/// does not have exactly this reader's counters is ignored.
pub fn resume_from(last_event_id: Option<&str>, after: Option<&str>, reader: PageCounters) -> Option<Position> {
    [last_event_id, after].into_iter().flatten().find_map(|text| Position::read(text, reader))
}

/// The response that carries a stream to the page; no proxy may cache or buffer it.
pub fn reply(frames: impl Stream<Item = Bytes> + Send + 'static) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(frames.map(Ok::<_, Infallible>))).into_response()
}

/// Opens a listener's stream. It checks access before the first event, because access may have ended since the route granted it.
pub(super) fn open_stream(
    queue: mpsc::Receiver<Queued>,
    control: Arc<StreamControl>,
    slot: ListenerSlot,
    guard: StreamGuard,
    stop: CancellationToken,
    timing: &RoundTiming,
) -> impl Stream<Item = Bytes> + Send + use<> {
    let mut heartbeat = interval(timing.heartbeat);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    heartbeat.reset();
    let listening = Listening {
        queue,
        end: None,
        control,
        slot,
        guard,
        stop,
        heartbeat,
        retry: timing.look,
        needs_check: true,
        heartbeat_due: false,
        is_finished: false,
    };
    stream::unfold(listening, |mut listening| async move { listening.next().await.map(|frame| (frame, listening)) })
}

struct Listening {
    queue: mpsc::Receiver<Queued>,
    /// The end of the event that was sent last: nothing is sent between an event and its end.
    end: Option<Bytes>,
    control: Arc<StreamControl>,
    slot: ListenerSlot,
    guard: StreamGuard,
    stop: CancellationToken,
    heartbeat: Interval,
    retry: Duration,
    /// Access is to be checked; until it is granted, only heartbeats are sent.
    needs_check: bool,
    heartbeat_due: bool,
    is_finished: bool,
}

enum AccessState {
    Granted,
    Ended(String),
    /// The check failed for now.
    Unknown,
    /// Nothing more is to come, the check failed for good, or the program stops.
    Closed,
}

impl Listening {
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(end) = self.end.take() {
            return Some(end);
        }
        while !self.is_finished {
            if self.needs_check {
                match self.check_access().await {
                    AccessState::Granted => self.needs_check = false,
                    AccessState::Unknown => {}
                    AccessState::Ended(to) => {
                        self.is_finished = true;
                        return Some(frame::gone(&to));
                    }
                    AccessState::Closed => return None,
                }
            }
            if std::mem::take(&mut self.heartbeat_due) {
                return Some(frame::HEARTBEAT);
            }
            // The order matters: after a recheck was requested, nothing that was queued before may be sent.
            tokio::select! {
                biased;
                () = self.stop.cancelled() => return None,
                () = self.control.recheck.notified() => {
                    if self.control.superseded.load(Ordering::SeqCst) {
                        self.is_finished = true;
                        return Some(frame::superseded());
                    }
                    self.needs_check = true;
                }
                _ = self.heartbeat.tick() => {
                    self.needs_check = true;
                    self.heartbeat_due = true;
                }
                () = sleep(self.retry), if self.needs_check => {}
                frame = self.queue.recv(), if !self.needs_check => {
                    if self.queue.is_empty() && self.control.behind.swap(false, Ordering::SeqCst) {
                        self.slot.wake();
                    }
                    let (event, end) = frame?;
                    self.end = Some(end);
                    return Some(event);
                }
            }
        }
        None
    }

    async fn check_access(&self) -> AccessState {
        tokio::select! {
            biased;
            () = self.stop.cancelled() => AccessState::Closed,
            answer = timeout(CHECK_LIMIT, (self.guard)()) => match answer {
                Ok(Ok(StreamAccess::Granted)) => AccessState::Granted,
                Ok(Ok(StreamAccess::Ended(to))) => AccessState::Ended(to),
                Ok(Ok(StreamAccess::Finished)) => AccessState::Closed,
                Ok(Err(failure)) if !failure.is_temporary() => AccessState::Closed,
                Ok(Err(_)) | Err(_) => AccessState::Unknown,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::events::Audience;

    #[test]
    fn the_header_of_a_reconnecting_page_wins_and_nonsense_is_ignored() {
        let reader = PageCounters { audience: Audience::Wall, membership: None };
        let at = |everyone| Some(Position { everyone, staff: None, own: None });
        assert_eq!(resume_from(Some("12"), Some("3"), reader), at(12));
        assert_eq!(resume_from(Some(" 0 "), Some("3"), reader), at(0));
        assert_eq!(resume_from(None, Some("3"), reader), at(3));
        assert_eq!(resume_from(None, None, reader), None);
        for nonsense in ["", "-1", "1.5", "x", "9999999999999999999999"] {
            assert_eq!(resume_from(Some(nonsense), Some("3"), reader), at(3), "{nonsense}");
            assert_eq!(resume_from(Some(nonsense), Some("-3"), reader), None, "{nonsense}");
        }
    }
}
