//! One round of telling: what has changed after each listener's number, rendered once for each face, queued for all.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;

use axum::body::Bytes;
use futures_util::FutureExt;
use uuid::Uuid;

use super::log::{Changed, What};
use super::seat::{Face, Seat};
use super::{BOARD, House, Telling, frame, log};
use crate::kit::db::Tx;
use crate::kit::failure::Failure;

/// Changed subjects beyond which one board is less work than the sum of them.
const FAR: usize = 100;

/// Brings every listener that can be told anything up to the log's last number.
///
/// # Errors
/// When the database is away. Nobody's position has moved past what is in their queue, so the next round goes on from there.
pub(super) async fn tell(house: &House, practice: Uuid, session: Uuid, seats: &mut [Seat], patient: bool) -> Result<(), Failure> {
    if !seats.iter().any(Seat::is_ready) {
        return Ok(());
    }
    let mut tx = Tx::within(&house.pool, practice).await?;
    let head = log::seq(&mut tx, session).await?;
    let from = seats.iter().filter(|seat| seat.is_ready()).filter_map(|seat| known(seat, head)).min().unwrap_or(head);
    let changes = if from < head { log::after(&mut tx, session, from).await? } else { Vec::new() };
    let head = changes.last().map_or(head, |change| change.seq.max(head));
    let mut round = Round { house, practice, session, tx, head, changes, made: HashMap::new(), patient };
    // Who is nearest to now first: a crowd that comes back does not hold up those who stayed.
    seats.sort_by_key(|seat| Reverse(seat.position));
    for seat in seats.iter_mut().filter(|seat| seat.is_ready()) {
        round.tell(seat).await?;
    }
    Ok(())
}

/// Up to where the page knows everything; none when it cannot know that: a number that was never given, or no number.
fn known(seat: &Seat, head: i64) -> Option<i64> {
    seat.position.filter(|position| (0..=head).contains(position))
}

struct Round<'a> {
    house: &'a House,
    practice: Uuid,
    session: Uuid,
    tx: Tx,
    head: i64,
    changes: Vec<Changed>,
    made: HashMap<(Subject, Face), Made>,
    patient: bool,
}

/// What is rendered: one of the round's changes, or everything, with "mine" after it or without.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Subject {
    Change(usize),
    Board { mine: bool },
}

#[derive(Clone)]
enum Made {
    Frame(Bytes),
    /// There is nothing to see for this audience.
    Nothing,
    /// It cannot be rendered, and waiting will not mend it.
    Broken,
}

impl Round<'_> {
    async fn tell(&mut self, seat: &mut Seat) -> Result<(), Failure> {
        let position = known(seat, self.head);
        let newer = || self.changes.iter().filter(|change| position.is_none_or(|position| change.seq > position));
        let mine = seat.membership.is_some() && (position.is_none() || newer().any(|change| change.is_personal_of(seat)));
        let is_far = position.is_none() || newer().filter(|change| change.is_shared()).count() > FAR;
        if is_far && self.tell_all(seat, mine).await? {
            return Ok(());
        }
        for at in 0..self.changes.len() {
            let Changed { seq, .. } = self.changes[at];
            let concerns = self.changes[at].is_shared() || self.changes[at].is_personal_of(seat);
            if !concerns || position.is_none_or(|position| seq <= position) {
                continue;
            }
            match self.made(Subject::Change(at), seat.face).await? {
                Made::Frame(bytes) if !seat.push(&bytes) => return Ok(()),
                Made::Broken if self.tell_all(seat, mine).await? => return Ok(()),
                Made::Frame(_) | Made::Nothing | Made::Broken => seat.position = Some(seq),
            }
        }
        seat.position = Some(self.head);
        Ok(())
    }

    /// Tells everything in one frame; false when that cannot be rendered.
    async fn tell_all(&mut self, seat: &mut Seat, mine: bool) -> Result<bool, Failure> {
        match self.made(Subject::Board { mine }, seat.face).await? {
            Made::Frame(bytes) if !seat.push(&bytes) => {}
            Made::Frame(_) | Made::Nothing => seat.position = Some(self.head),
            Made::Broken => return Ok(false),
        }
        Ok(true)
    }

    /// The frame of a subject for a face, made when it is first asked for.
    async fn made(&mut self, subject: Subject, face: Face) -> Result<Made, Failure> {
        if let Some(made) = self.made.get(&(subject, face)) {
            return Ok(made.clone());
        }
        let made = match subject {
            Subject::Change(at) => {
                let seq = self.changes[at].seq;
                match &self.changes[at].what {
                    What::Personal(_) => Made::Frame(frame::mine(seq)),
                    What::Shared { kind, subject } => match self.render(&kind.clone(), *subject, face).await? {
                        Rendered::Partials(html) => Made::Frame(frame::partials(Some(seq), &html)),
                        Rendered::Nothing => Made::Nothing,
                        Rendered::Broken => Made::Broken,
                    },
                }
            }
            Subject::Board { mine } => {
                let (alone, and_mine) = match self.render(BOARD, self.session, face).await? {
                    Rendered::Partials(html) => {
                        let alone = frame::partials(Some(self.head), &html);
                        (Made::Frame(alone), Made::Frame(frame::partials_and_mine(self.head, &html)))
                    }
                    Rendered::Nothing => (Made::Nothing, Made::Frame(frame::mine(self.head))),
                    Rendered::Broken => (Made::Broken, Made::Broken),
                };
                let (asked, other) = if mine { (and_mine, alone) } else { (alone, and_mine) };
                self.made.insert((Subject::Board { mine: !mine }, face), other);
                asked
            }
        };
        self.made.insert((subject, face), made.clone());
        Ok(made)
    }

    /// Asks the room's renderer. What it does wrong stays with this subject: the listeners are told the rest.
    async fn render(&mut self, kind: &str, subject: Uuid, face: Face) -> Result<Rendered, Failure> {
        let Self { house, practice, session, .. } = *self;
        let Some(&renderer) = house.renderers.0.get(kind) else {
            tracing::error!(%session, %subject, kind, "a kind of change without a renderer");
            return Ok(Rendered::Broken);
        };
        let Face { audience, locale, calendar } = face;
        let (conn, vault, now) = (&mut *self.tx, &house.vault, house.clock.now());
        let telling = Telling { conn, vault, practice, session, subject, audience, locale, calendar, now };
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
