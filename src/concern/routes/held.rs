//! Locks a concern for a change, and records the change in the audit log.

use crate::concern::anchors::ByConcern;
use crate::concern::store::{self, StoredConcern};
use crate::concern::{ConcernActor, ConcernId, SessionPhase};
use crate::group::access::RequiredRole;
use crate::kit::app_state::AppState;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, SessionAccess, SessionId};

/// A locked concern, with what its rules need.
pub(super) struct LockedConcern {
    pub concern: StoredConcern,
    pub at: SessionPhase,
    pub actor: ConcernActor,
    pub session: SessionId,
}

/// Locks the session's row, then the concern's. A concern that the actor may not know of gives 404, as if it did not exist.
pub(super) async fn hold<R: RequiredRole>(app: &AppState, access: &mut SessionAccess<R, ByConcern>) -> Result<LockedConcern, Problem> {
    let (session, id) = (access.session(), ConcernId(access.found_by()));
    let seat = &mut access.seat;
    let session_state = session::store::lock(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?.state();
    let at = store::session_phase(&mut seat.tx, session, session_state).await?;
    let concern = store::hold(&mut seat.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    let actor = ConcernActor { me: seat.membership(), role: seat.role() };
    if concern.state.may_be_seen_by(actor, at) { Ok(LockedConcern { concern, at, actor, session }) } else { Err(Problem::NotFound) }
}

/// Records what staff did with a concern, or its author with a named one. The log holds nothing that an author does with a nameless
/// concern.
pub(super) async fn note<R: RequiredRole>(
    access: &mut SessionAccess<R, ByConcern>,
    held: &LockedConcern,
    act: &'static str,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let seat = &mut access.seat;
    let is_own = held.concern.state.author == held.actor.me || held.concern.state.laid_by == Some(held.actor.me);
    if is_own && !held.concern.state.named {
        return Ok(());
    }
    let (practice, actor) = (seat.practice().0, Some(seat.person().0));
    let act = AuditEntry { practice, actor, act, kind: "concern", subject: held.concern.id.0 };
    Ok(audit::record(&mut seat.tx, act, chrome.now).await?)
}
