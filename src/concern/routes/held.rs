//! A concern held for a change, and what is written down of it.

use crate::concern::in_concern::ByConcern;
use crate::concern::store::{self, StoredConcern};
use crate::concern::{ConcernActor, ConcernId, SessionPhase};
use crate::group::seat::RequiredRole;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::house::AppState;
use crate::kit::web::{Chrome, Problem};
use crate::session::{self, SessionAccess, SessionId};

/// A concern held for a change, with what its rules ask.
pub(super) struct LockedConcern {
    pub concern: StoredConcern,
    pub at: SessionPhase,
    pub who: ConcernActor,
    pub session: SessionId,
}

/// Holds the session, then the concern. Nobody learns that one exists of which they may not know.
pub(super) async fn hold<R: RequiredRole>(house: &AppState, here: &mut SessionAccess<R, ByConcern>) -> Result<LockedConcern, Problem> {
    let (session, id) = (here.session(), ConcernId(here.found_by()));
    let seat = &mut here.seat;
    let state = session::store::hold(&mut seat.tx, session).await?.ok_or(Problem::NotFound)?.state();
    let at = store::standing(&mut seat.tx, session, state).await?;
    let concern = store::hold(&mut seat.tx, &house.vault, id).await?.ok_or(Problem::NotFound)?;
    let who = ConcernActor { me: seat.membership(), role: seat.role() };
    if concern.state.may_be_seen_by(who, at) { Ok(LockedConcern { concern, at, who, session }) } else { Err(Problem::NotFound) }
}

/// Writes down what staff did with a concern, or its author with one under their name. What an author does without a name is not theirs
/// in the log.
pub(super) async fn note<R: RequiredRole>(
    here: &mut SessionAccess<R, ByConcern>,
    held: &LockedConcern,
    act: &'static str,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let seat = &mut here.seat;
    let theirs = held.concern.state.author == held.who.me || held.concern.state.laid_by == Some(held.who.me);
    if theirs && !held.concern.state.named {
        return Ok(());
    }
    let (practice, actor) = (seat.practice().0, Some(seat.person().0));
    let act = AuditEntry { practice, actor, act, kind: "concern", subject: held.concern.id.0 };
    Ok(audit::record(&mut seat.tx, act, chrome.now).await?)
}
