//! Routes of this module: the floor, hands, rounds, kind words, one's own share, and a session's voices afterwards.

mod corrections;
mod hands;
mod nudges;
mod page;
mod rounds;
mod stage;
mod taps;
mod words;

use crate::kit::web::{Access, AppRoutes};

/// This module's routes.
pub fn doors() -> AppRoutes {
    AppRoutes::new()
        .post(Access::SeatOfStaff, "/sessions/{session}/turns", taps::tap)
        .post(Access::SeatOfStaff, "/sessions/{session}/turns/undoing", taps::undo)
        .post(Access::SeatOfStaff, "/turns/{turn}", corrections::correct)
        .post(Access::SeatOfStaff, "/turns/{turn}/removal", corrections::remove)
        .post(Access::AnySeat, "/sessions/{session}/hands", hands::raise)
        .post(Access::AnySeat, "/sessions/{session}/hands/lowering", hands::lower)
        .post(Access::SeatOfStaff, "/sessions/{session}/rounds", rounds::begin)
        .post(Access::SeatOfStaff, "/sessions/{session}/rounds/ending", rounds::end)
        .post(Access::AnySeat, "/sessions/{session}/passes", rounds::pass)
        .post(Access::SeatOfStaff, "/sessions/{session}/nudges", nudges::send)
        .post(Access::AnySeat, "/nudges/{nudge}/answer", nudges::answer)
        .post(Access::SeatOfStaff, "/sessions/{session}/kind-words", words::add)
        .post(Access::SeatOfStaff, "/sessions/{session}/kind-words/removal", words::put_away)
        .post(Access::AnySeat, "/sessions/{session}/own-share", page::ask)
        .get(Access::AnySeat, "/sessions/{session}/voices", page::page)
}
