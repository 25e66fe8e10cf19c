//! One round of a broadcaster: it renders what has changed after each listener's position once per variant, and queues it for all of them.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;

use axum::body::Bytes;
use futures_util::FutureExt;
use uuid::Uuid;

use super::listener::{ListenerQueue, Variant};
use super::log::{Counters, LoggedChange};
use super::position::Position;
use super::{BOARD, EventsContext, RenderContext, frame, log};
use crate::kit::db::Tx;
use crate::kit::error::Error;

/// Above this number of changed subjects, the whole board is less work.
const BOARD_THRESHOLD: usize = 100;

/// Brings every listener that is ready up to the last number of the log. With `retry`, a temporary failure of a renderer fails the round;
/// without it, the whole board replaces that subject.
///
/// # Errors
/// If the database is unavailable. No position has moved past what is in its queue, so the next round continues from there.
pub(super) async fn publish(
    context: &EventsContext,
    practice: Uuid,
    session: Uuid,
    listeners: &mut [ListenerQueue],
    retry: bool,
) -> Result<(), Error> {
    if !listeners.iter().any(ListenerQueue::is_ready) {
        return Ok(());
    }
    let mut tx = Tx::for_practice(&context.pool, practice).await?;
    let counters = log::counters(&mut tx, session).await?;
    let positions: Vec<Position> = listeners
        .iter()
        .filter(|listener| listener.is_ready())
        .filter_map(|listener| valid_position(listener, counters.of_reader(listener.reader())))
        .collect();
    let everyone = positions.iter().map(|position| position.everyone).min().unwrap_or(counters.everyone);
    let staff = positions.iter().filter_map(|position| position.staff).min().unwrap_or(counters.staff);
    let is_behind = everyone < counters.everyone || staff < counters.staff;
    let changes = if is_behind { log::changes_after(&mut tx, session, everyone, staff).await? } else { Vec::new() };
    let mut round = BroadcastRound { context, practice, session, tx, counters, changes, frames: HashMap::new(), retry };
    // Listeners with the newest position come first: a crowd that reconnects does not delay those who stayed.
    listeners.sort_by_key(|listener| Reverse(listener.position));
    for listener in listeners.iter_mut().filter(|listener| listener.is_ready()) {
        round.publish(listener).await?;
    }
    Ok(())
}

/// The position of the page; `None` if it has none, or one that was never assigned.
fn valid_position(listener: &ListenerQueue, head: Position) -> Option<Position> {
    listener.position.filter(|position| position.is_within(head))
}

struct BroadcastRound<'a> {
    context: &'a EventsContext,
    practice: Uuid,
    session: Uuid,
    tx: Tx,
    counters: Counters,
    changes: Vec<LoggedChange>,
    frames: HashMap<(RenderSubject, Variant), Frame>,
    retry: bool,
}

/// One of the round's changes, or the whole board, with or without a "mine" event after it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum RenderSubject {
    Change(usize),
    Board { mine: bool },
}

#[derive(Clone)]
enum Frame {
    Ready(Bytes),
    /// This audience sees nothing of it.
    Nothing,
    /// It cannot be rendered, and a retry does not help.
    Failed,
}

impl BroadcastRound<'_> {
    async fn publish(&mut self, listener: &mut ListenerQueue) -> Result<(), Error> {
        let head = self.head(listener);
        let Some(mut position) = valid_position(listener, head) else {
            if !self.publish_board(listener, listener.membership.is_some(), head).await? {
                listener.position = Some(head);
            }
            return Ok(());
        };
        let mine = position.own < head.own;
        if self.changes.iter().filter(|change| change.is_after(position)).count() > BOARD_THRESHOLD
            && self.publish_board(listener, mine, head).await?
        {
            return Ok(());
        }
        for at in 0..self.changes.len() {
            let LoggedChange { to_staff, seq, .. } = self.changes[at];
            if !self.changes[at].is_after(position) {
                continue;
            }
            if to_staff {
                position.staff = Some(seq);
            } else {
                position.everyone = seq;
            }
            match self.rendered_frame(RenderSubject::Change(at), listener.variant).await? {
                Frame::Ready(bytes) if !listener.push(&bytes, &frame::end(position)) => return Ok(()),
                Frame::Failed if self.publish_board(listener, mine, head).await? => return Ok(()),
                Frame::Ready(_) | Frame::Nothing | Frame::Failed => listener.position = Some(position),
            }
        }
        if !mine || listener.push(&frame::mine(), &frame::end(head)) {
            listener.position = Some(head);
        }
        Ok(())
    }

    /// The last number of each counter of this listener that this round has read.
    fn head(&self, listener: &ListenerQueue) -> Position {
        let mut head = self.counters.of_reader(listener.reader());
        for LoggedChange { to_staff, seq, .. } in &self.changes {
            if *to_staff {
                head.staff = head.staff.map(|staff| staff.max(*seq));
            } else {
                head.everyone = head.everyone.max(*seq);
            }
        }
        head
    }

    /// Publishes the whole board in one frame; false if it cannot be rendered.
    async fn publish_board(&mut self, listener: &mut ListenerQueue, mine: bool, head: Position) -> Result<bool, Error> {
        match self.rendered_frame(RenderSubject::Board { mine }, listener.variant).await? {
            Frame::Ready(bytes) if !listener.push(&bytes, &frame::end(head)) => {}
            Frame::Ready(_) | Frame::Nothing => listener.position = Some(head),
            Frame::Failed => return Ok(false),
        }
        Ok(true)
    }

    /// The frame of a subject for a variant, rendered at the first use.
    async fn rendered_frame(&mut self, subject: RenderSubject, variant: Variant) -> Result<Frame, Error> {
        if let Some(rendered) = self.frames.get(&(subject, variant)) {
            return Ok(rendered.clone());
        }
        let rendered = match subject {
            RenderSubject::Change(at) => {
                let LoggedChange { ref kind, subject, .. } = self.changes[at];
                match self.render(&kind.clone(), subject, variant).await? {
                    Rendered::Partials(html) => Frame::Ready(frame::partials(&html)),
                    Rendered::Nothing => Frame::Nothing,
                    Rendered::Failed => Frame::Failed,
                }
            }
            RenderSubject::Board { mine } => {
                let (alone, and_mine) = match self.render(BOARD, self.session, variant).await? {
                    Rendered::Partials(html) => (Frame::Ready(frame::partials(&html)), Frame::Ready(frame::partials_and_mine(&html))),
                    Rendered::Nothing => (Frame::Nothing, Frame::Ready(frame::mine())),
                    Rendered::Failed => (Frame::Failed, Frame::Failed),
                };
                let (requested, other) = if mine { (and_mine, alone) } else { (alone, and_mine) };
                self.frames.insert((RenderSubject::Board { mine: !mine }, variant), other);
                requested
            }
        };
        self.frames.insert((subject, variant), rendered.clone());
        Ok(rendered)
    }

    /// Calls the module's renderer. Its failure affects only this subject: the other subjects are still published.
    async fn render(&mut self, kind: &str, subject: Uuid, variant: Variant) -> Result<Rendered, Error> {
        let Self { context, practice, session, .. } = *self;
        let Some(&renderer) = context.renderers.0.get(kind) else {
            tracing::error!(%session, %subject, kind, "no renderer for this kind of change");
            return Ok(Rendered::Failed);
        };
        let Variant { audience, locale, calendar } = variant;
        let (conn, vault, now) = (&mut *self.tx, &context.vault, context.clock.now());
        let render_context = RenderContext { conn, vault, practice, session, subject, audience, locale, calendar, now };
        let code = match AssertUnwindSafe(async move { renderer(render_context).await }).catch_unwind().await {
            Ok(Ok(Some(html))) => return Ok(Rendered::Partials(html)),
            Ok(Ok(None)) => return Ok(Rendered::Nothing),
            Ok(Err(failure)) if failure.is_temporary() && (self.retry || kind == BOARD) => return Err(failure),
            Ok(Err(failure)) => failure.code(),
            Err(_) => "panic".to_owned(),
        };
        tracing::error!(%session, %subject, kind, code, "a change could not be rendered");
        // A failed statement has aborted the transaction.
        self.tx = Tx::for_practice(&context.pool, practice).await?;
        Ok(Rendered::Failed)
    }
}

enum Rendered {
    Partials(String),
    Nothing,
    Failed,
}
