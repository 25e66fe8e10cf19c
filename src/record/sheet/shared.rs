//! What a member shared with the therapist, session by session.

use crate::climate::Moment;
use crate::climate::store::SharedCheckIn;
use crate::session::SessionId;
use crate::session::attendance::MemberAttendance;

/// What a member shared in one session.
pub(super) struct SharedSession {
    pub attended: MemberAttendance,
    pub arriving: Option<SharedCheckIn>,
    pub leaving: Option<SharedCheckIn>,
}

/// The sessions in which a member shared how they were, newest first. The others leave no trace.
pub(super) fn shared_sessions(attended: &[MemberAttendance], shared: &[SharedCheckIn]) -> Vec<SharedSession> {
    let of = |session: SessionId, moment| shared.iter().find(|one| one.session == session && one.moment == moment).cloned();
    let session = |one: &MemberAttendance| SharedSession {
        attended: *one,
        arriving: of(one.session, Moment::In),
        leaving: of(one.session, Moment::Out),
    };
    attended.iter().rev().map(session).filter(|one| one.arriving.is_some() || one.leaving.is_some()).collect()
}
