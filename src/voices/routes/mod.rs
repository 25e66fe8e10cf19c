//! The doors of this room: the floor, hands, rounds, kind words, one's own share, and a session's voices afterwards.

mod corrections;
mod hands;
mod nudges;
mod page;
mod rounds;
mod stage;
mod taps;
mod words;

use crate::kit::web::{Doors, Who};

/// The doors of this room.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .post(Who::SeatOfStaff, "/sessions/{session}/turns", taps::tap)
        .post(Who::SeatOfStaff, "/sessions/{session}/turns/undoing", taps::undo)
        .post(Who::SeatOfStaff, "/turns/{turn}", corrections::correct)
        .post(Who::SeatOfStaff, "/turns/{turn}/removal", corrections::remove)
        .post(Who::AnySeat, "/sessions/{session}/hands", hands::raise)
        .post(Who::AnySeat, "/sessions/{session}/hands/lowering", hands::lower)
        .post(Who::SeatOfStaff, "/sessions/{session}/rounds", rounds::begin)
        .post(Who::SeatOfStaff, "/sessions/{session}/rounds/ending", rounds::end)
        .post(Who::AnySeat, "/sessions/{session}/passes", rounds::pass)
        .post(Who::SeatOfStaff, "/sessions/{session}/nudges", nudges::send)
        .post(Who::AnySeat, "/nudges/{nudge}/answer", nudges::answer)
        .post(Who::SeatOfStaff, "/sessions/{session}/kind-words", words::add)
        .post(Who::SeatOfStaff, "/sessions/{session}/kind-words/removal", words::put_away)
        .post(Who::AnySeat, "/sessions/{session}/own-share", page::ask)
        .get(Who::AnySeat, "/sessions/{session}/voices", page::page)
}
