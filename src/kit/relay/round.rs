//! One round of telling: what has changed after each listener's number, rendered once for each face, queued for all.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;

use axum::body::Bytes;
use futures_util::FutureExt;
use uuid::Uuid;

use super::log::{Counters, LoggedChange};
use super::position::Position;
use super::seat::{ListenerQueue, Variant};
use super::{BOARD, EventsContext, RenderContext, frame, log};
use crate::kit::db::Tx;
use crate::kit::failure::Error;

/// Changed subjects beyond which one board is less work than the sum of them.
const FAR: usize = 100;

/// Brings every listener that can be told anything up to the log's last number.
///
/// # Errors
/// When the database is away. Nobody's position has moved past what is in their queue, so the next round goes on from there.
pub(super) async fn tell(
    house: &EventsContext,
    practice: Uuid,
    session: Uuid,
    seats: &mut [ListenerQueue],
    patient: bool,
) -> Result<(), Error> {
    if !seats.iter().any(ListenerQueue::is_ready) {
        return Ok(());
    }
    let mut tx = Tx::within(&house.pool, practice).await?;
    let counters = log::counters(&mut tx, session).await?;
    let known: Vec<Position> =
        seats.iter().filter(|seat| seat.is_ready()).filter_map(|seat| known(seat, counters.of(seat.reader()))).collect();
    let everyone = known.iter().map(|position| position.everyone).min().unwrap_or(counters.everyone);
    let staff = known.iter().filter_map(|position| position.staff).min().unwrap_or(counters.staff);
    let is_behind = everyone < counters.everyone || staff < counters.staff;
    let changes = if is_behind { log::after(&mut tx, session, everyone, staff).await? } else { Vec::new() };
    let mut round = BroadcastRound { house, practice, session, tx, counters, changes, made: HashMap::new(), patient };
    // Who is nearest to now first: a crowd that comes back does not hold up those who stayed.
    seats.sort_by_key(|seat| Reverse(seat.position));
    for seat in seats.iter_mut().filter(|seat| seat.is_ready()) {
        round.tell(seat).await?;
    }
    Ok(())
}

/// Up to where the page knows everything; none when it cannot know that: a number that was never given, or no number.
fn known(seat: &ListenerQueue, head: Position) -> Option<Position> {
    seat.position.filter(|position| position.is_within(head))
}

struct BroadcastRound<'a> {
    house: &'a EventsContext,
    practice: Uuid,
    session: Uuid,
    tx: Tx,
    counters: Counters,
    changes: Vec<LoggedChange>,
    made: HashMap<(RenderSubject, Variant), Frame>,
    patient: bool,
}

/// What is rendered: one of the round's changes, or everything, with "mine" after it or without.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum RenderSubject {
    Change(usize),
    Board { mine: bool },
}

#[derive(Clone)]
enum Frame {
    Frame(Bytes),
    /// There is nothing to see for this audience.
    Nothing,
    /// It cannot be rendered, and waiting will not mend it.
    Broken,
}

impl BroadcastRound<'_> {
    async fn tell(&mut self, seat: &mut ListenerQueue) -> Result<(), Error> {
        let head = self.head(seat);
        let Some(mut position) = known(seat, head) else {
            if !self.tell_all(seat, seat.membership.is_some(), head).await? {
                seat.position = Some(head);
            }
            return Ok(());
        };
        let mine = position.own < head.own;
        if self.changes.iter().filter(|change| change.is_after(position)).count() > FAR && self.tell_all(seat, mine, head).await? {
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
            match self.made(RenderSubject::Change(at), seat.face).await? {
                Frame::Frame(bytes) if !seat.push(&bytes, &frame::end(position)) => return Ok(()),
                Frame::Broken if self.tell_all(seat, mine, head).await? => return Ok(()),
                Frame::Frame(_) | Frame::Nothing | Frame::Broken => seat.position = Some(position),
            }
        }
        if !mine || seat.push(&frame::mine(), &frame::end(head)) {
            seat.position = Some(head);
        }
        Ok(())
    }

    /// The last number of each of a listener's counters, as far as this round has read.
    fn head(&self, seat: &ListenerQueue) -> Position {
        let mut head = self.counters.of(seat.reader());
        for LoggedChange { to_staff, seq, .. } in &self.changes {
            if *to_staff {
                head.staff = head.staff.map(|staff| staff.max(*seq));
            } else {
                head.everyone = head.everyone.max(*seq);
            }
        }
        head
    }

    /// Tells everything in one frame; false when that cannot be rendered.
    async fn tell_all(&mut self, seat: &mut ListenerQueue, mine: bool, head: Position) -> Result<bool, Error> {
        match self.made(RenderSubject::Board { mine }, seat.face).await? {
            Frame::Frame(bytes) if !seat.push(&bytes, &frame::end(head)) => {}
            Frame::Frame(_) | Frame::Nothing => seat.position = Some(head),
            Frame::Broken => return Ok(false),
        }
        Ok(true)
    }

    /// The frame of a subject for a face, made when it is first asked for.
    async fn made(&mut self, subject: RenderSubject, face: Variant) -> Result<Frame, Error> {
        if let Some(made) = self.made.get(&(subject, face)) {
            return Ok(made.clone());
        }
        let made = match subject {
            RenderSubject::Change(at) => {
                let LoggedChange { ref kind, subject, .. } = self.changes[at];
                match self.render(&kind.clone(), subject, face).await? {
                    Rendered::Partials(html) => Frame::Frame(frame::partials(&html)),
                    Rendered::Nothing => Frame::Nothing,
                    Rendered::Broken => Frame::Broken,
                }
            }
            RenderSubject::Board { mine } => {
                let (alone, and_mine) = match self.render(BOARD, self.session, face).await? {
                    Rendered::Partials(html) => (Frame::Frame(frame::partials(&html)), Frame::Frame(frame::partials_and_mine(&html))),
                    Rendered::Nothing => (Frame::Nothing, Frame::Frame(frame::mine())),
                    Rendered::Broken => (Frame::Broken, Frame::Broken),
                };
                let (asked, other) = if mine { (and_mine, alone) } else { (alone, and_mine) };
                self.made.insert((RenderSubject::Board { mine: !mine }, face), other);
                asked
            }
        };
        self.made.insert((subject, face), made.clone());
        Ok(made)
    }

    /// Asks the room's renderer. What it does wrong stays with this subject: the listeners are told the rest.
    async fn render(&mut self, kind: &str, subject: Uuid, face: Variant) -> Result<Rendered, Error> {
        let Self { house, practice, session, .. } = *self;
        let Some(&renderer) = house.renderers.0.get(kind) else {
            tracing::error!(%session, %subject, kind, "a kind of change without a renderer");
            return Ok(Rendered::Broken);
        };
        let Variant { audience, locale, calendar } = face;
        let (conn, vault, now) = (&mut *self.tx, &house.vault, house.clock.now());
        let telling = RenderContext { conn, vault, practice, session, subject, audience, locale, calendar, now };
        let why = match AssertUnwindSafe(async move { renderer(telling).await }).catch_unwind().await {
            Ok(Ok(Some(html))) => return Ok(Rendered::Partials(html)),
            Ok(Ok(None)) => return Ok(Rendered::Nothing),
            Ok(Err(failure)) if failure.is_passing() && (self.patient || kind == BOARD) => return Err(failure),
            Ok(Err(failure)) => failure.code(),
            Err(_) => "panic".to_owned(),
        };
        tracing::error!(%session, %subject, kind, why, "a change cannot be rendered");
        // A failed statement has spoilt the transaction.
        self.tx = Tx::within(&house.pool, practice).await?;
        Ok(Rendered::Broken)
    }
}

enum Rendered {
    Partials(String),
    Nothing,
    Broken,
}
