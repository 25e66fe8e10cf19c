//! A teller's side of one listener: a bounded queue, and how far it has been told.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Bytes;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::hub::StreamControl;
use super::position::Position;
use super::{Audience, Calendar, Locale, PageCounters};

/// What decides how a thing looks: all listeners of one face get the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Variant {
    pub(super) audience: Audience,
    pub(super) locale: Locale,
    pub(super) calendar: Calendar,
}

/// One event on its way: the bytes that all of a face share, and the end of it, which is the listener's own.
pub(super) type Queued = (Bytes, Bytes);

/// One listener, as its teller knows it.
pub(super) struct ListenerQueue {
    queue: mpsc::Sender<Queued>,
    tap: Arc<StreamControl>,
    pub(super) face: Variant,
    pub(super) membership: Option<Uuid>,
    /// The numbers up to which everything is in the queue; none when nobody knows what the page shows.
    pub(super) position: Option<Position>,
}

impl ListenerQueue {
    pub(super) fn new(queue: mpsc::Sender<Queued>, face: Variant, membership: Option<Uuid>, position: Option<Position>) -> Self {
        Self { queue, tap: Arc::default(), face, membership, position }
    }

    pub(super) fn tap(&self) -> &Arc<StreamControl> {
        &self.tap
    }

    pub(super) fn is_closed(&self) -> bool {
        self.queue.is_closed() || self.tap.superseded.load(Ordering::SeqCst)
    }

    /// Whether it can be told anything now.
    pub(super) fn is_ready(&self) -> bool {
        !self.is_closed() && !self.tap.behind.load(Ordering::SeqCst)
    }

    pub(super) fn reader(&self) -> PageCounters {
        PageCounters { audience: self.face.audience, membership: self.membership }
    }

    /// Queues an event with its end. False when the queue is full: the seat is left alone then until its stream has emptied it.
    pub(super) fn push(&self, event: &Bytes, end: &Bytes) -> bool {
        if self.queue.try_send((event.clone(), end.clone())).is_ok() {
            return true;
        }
        self.tap.behind.store(true, Ordering::SeqCst);
        // The stream may have emptied the queue before it could see the mark, and would never take it off: hence once more.
        let queued = self.queue.try_send((event.clone(), end.clone())).is_ok();
        if queued {
            self.tap.behind.store(false, Ordering::SeqCst);
        }
        queued
    }
}
