//! Routes of this module: the floor, hands, rounds, kind words, one's own share, and a session's voices afterwards.

mod corrections;
mod floor_act;
mod hands;
mod nudges;
mod page;
mod rounds;
mod taps;
mod words;

use crate::kit::web::{Access, AppRoutes};

/// This module's routes.
pub fn routes() -> AppRoutes {
    AppRoutes::new()
        .post(Access::GroupStaff, "/sessions/{session}/turns", taps::tap)
        .post(Access::GroupStaff, "/sessions/{session}/turns/undoing", taps::undo)
        .post(Access::GroupParticipant, "/sessions/{session}/turns/ending", taps::finish)
        .post(Access::GroupStaff, "/turns/{turn}", corrections::correct)
        .post(Access::GroupStaff, "/turns/{turn}/removal", corrections::remove)
        .post(Access::GroupParticipant, "/sessions/{session}/hands", hands::raise)
        .post(Access::GroupParticipant, "/sessions/{session}/hands/lowering", hands::lower)
        .post(Access::GroupStaff, "/sessions/{session}/rounds", rounds::begin)
        .post(Access::GroupStaff, "/sessions/{session}/rounds/ending", rounds::end)
        .post(Access::GroupParticipant, "/sessions/{session}/passes", rounds::pass)
        .post(Access::GroupStaff, "/sessions/{session}/nudges", nudges::send)
        .post(Access::GroupParticipant, "/nudges/{nudge}/answer", nudges::answer)
        .post(Access::GroupStaff, "/sessions/{session}/kind-words", words::add)
        .post(Access::GroupStaff, "/sessions/{session}/kind-words/removal", words::put_away)
        .post(Access::GroupParticipant, "/sessions/{session}/own-share", page::ask)
        .get(Access::GroupParticipant, "/sessions/{session}/voices", page::page)
}
