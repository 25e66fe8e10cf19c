//! A listener's side: frames out of the queue, heartbeats, and the question whether access still stands.

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
use super::position::Position;
use super::seat::Queued;
use super::{PageCounters, RoundTiming, StreamAccess, StreamGuard, frame};

/// How long a watch may take to answer; then it counts as no answer.
const LONGEST_ANSWER: Duration = Duration::from_secs(5);

/// Where a page goes on: `Last-Event-ID`, which only a page that comes back sends, else what the address says. What is not this
/// reader's counters counts as nothing.
pub fn resume_from(last_event_id: Option<&str>, after: Option<&str>, reader: PageCounters) -> Option<Position> {
    [last_event_id, after].into_iter().flatten().find_map(|text| Position::read(text, reader))
}

/// The answer that carries a stream to the page; nothing between us and it may keep or gather what it says.
pub fn reply(frames: impl Stream<Item = Bytes> + Send + 'static) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(frames.map(Ok::<_, Infallible>))).into_response()
}

/// Opens a listener's stream. Its access is asked after before the first word: it may have ended since the door let it in.
pub(super) fn open(
    queue: mpsc::Receiver<Queued>,
    tap: Arc<StreamControl>,
    presence: ListenerSlot,
    watch: StreamGuard,
    stop: CancellationToken,
    pace: &RoundTiming,
) -> impl Stream<Item = Bytes> + Send + use<> {
    let mut beat = interval(pace.heartbeat);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat.reset();
    let listening = Listening {
        queue,
        end: None,
        tap,
        presence,
        watch,
        stop,
        beat,
        retry: pace.look,
        is_in_doubt: true,
        owes_beat: false,
        is_over: false,
    };
    stream::unfold(listening, |mut listening| async move { listening.next().await.map(|frame| (frame, listening)) })
}

struct Listening {
    queue: mpsc::Receiver<Queued>,
    /// The end of the event whose beginning went out last: nothing comes between the two.
    end: Option<Bytes>,
    tap: Arc<StreamControl>,
    presence: ListenerSlot,
    watch: StreamGuard,
    stop: CancellationToken,
    beat: Interval,
    retry: Duration,
    /// Access is to be asked after; until it is answered, nothing is said but heartbeats.
    is_in_doubt: bool,
    owes_beat: bool,
    is_over: bool,
}

enum AccessState {
    Stands,
    Ended(String),
    /// Nobody can say now.
    Unknown,
    /// It is over, or cannot be found out; or the program stops.
    Broken,
}

impl Listening {
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(end) = self.end.take() {
            return Some(end);
        }
        while !self.is_over {
            if self.is_in_doubt {
                match self.access().await {
                    AccessState::Stands => self.is_in_doubt = false,
                    AccessState::Unknown => {}
                    AccessState::Ended(to) => {
                        self.is_over = true;
                        return Some(frame::gone(&to));
                    }
                    AccessState::Broken => return None,
                }
            }
            if std::mem::take(&mut self.owes_beat) {
                return Some(frame::HEARTBEAT);
            }
            // In this order: what was queued before access ended must not go out after somebody has asked.
            tokio::select! {
                biased;
                () = self.stop.cancelled() => return None,
                () = self.tap.ask.notified() => {
                    if self.tap.superseded.load(Ordering::SeqCst) {
                        self.is_over = true;
                        return Some(frame::superseded());
                    }
                    self.is_in_doubt = true;
                }
                _ = self.beat.tick() => {
                    self.is_in_doubt = true;
                    self.owes_beat = true;
                }
                () = sleep(self.retry), if self.is_in_doubt => {}
                frame = self.queue.recv(), if !self.is_in_doubt => {
                    if self.queue.is_empty() && self.tap.behind.swap(false, Ordering::SeqCst) {
                        self.presence.wake();
                    }
                    let (event, end) = frame?;
                    self.end = Some(end);
                    return Some(event);
                }
            }
        }
        None
    }

    async fn access(&self) -> AccessState {
        tokio::select! {
            biased;
            () = self.stop.cancelled() => AccessState::Broken,
            answer = timeout(LONGEST_ANSWER, (self.watch)()) => match answer {
                Ok(Ok(StreamAccess::Stands)) => AccessState::Stands,
                Ok(Ok(StreamAccess::Ended(to))) => AccessState::Ended(to),
                Ok(Ok(StreamAccess::Over)) => AccessState::Broken,
                Ok(Err(failure)) if !failure.is_passing() => AccessState::Broken,
                Ok(Err(_)) | Err(_) => AccessState::Unknown,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::relay::Audience;

    #[test]
    fn the_header_of_a_page_that_comes_back_wins_and_nonsense_counts_as_nothing() {
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
