//! The broadcaster's side of one listener: a bounded queue, and the position up to which it is filled.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Bytes;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::hub::StreamControl;
use super::position::Position;
use super::{Audience, Calendar, Locale, PageCounters};

/// Everything that a rendered fragment depends on: all listeners of one variant get the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Variant {
    pub(super) audience: Audience,
    pub(super) locale: Locale,
    pub(super) calendar: Calendar,
}

/// A queued event: the bytes that all listeners of a variant share, and the end, which belongs to this listener.
pub(super) type Queued = (Bytes, Bytes);

pub(super) struct ListenerQueue {
    queue: mpsc::Sender<Queued>,
    control: Arc<StreamControl>,
    pub(super) variant: Variant,
    pub(super) membership: Option<Uuid>,
    /// Everything up to here is in the queue; `None` if it is unknown what the page shows.
    pub(super) position: Option<Position>,
}

impl ListenerQueue {
    pub(super) fn new(queue: mpsc::Sender<Queued>, variant: Variant, membership: Option<Uuid>, position: Option<Position>) -> Self {
        Self { queue, control: Arc::default(), variant, membership, position }
    }

    pub(super) fn control(&self) -> &Arc<StreamControl> {
        &self.control
    }

    pub(super) fn is_closed(&self) -> bool {
        self.queue.is_closed() || self.control.superseded.load(Ordering::SeqCst)
    }

    /// Whether it can receive events now.
    pub(super) fn is_ready(&self) -> bool {
        !self.is_closed() && !self.control.behind.load(Ordering::SeqCst)
    }

    pub(super) fn reader(&self) -> PageCounters {
        PageCounters { audience: self.variant.audience, membership: self.membership }
    }

    /// Queues an event with its end. False if the queue is full: then the listener is not ready until its stream has emptied the queue.
    pub(super) fn push(&self, event: &Bytes, end: &Bytes) -> bool {
        if self.queue.try_send((event.clone(), end.clone())).is_ok() {
            return true;
        }
        self.control.behind.store(true, Ordering::SeqCst);
        // The stream may have emptied the queue before it could see the flag, and would never clear it: so try once more.
        let queued = self.queue.try_send((event.clone(), end.clone())).is_ok();
        if queued {
            self.control.behind.store(false, Ordering::SeqCst);
        }
        queued
    }
}
