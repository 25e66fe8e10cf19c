//! What starting and ending a session leave behind besides its row: the audit, and the change log.

use super::SessionId;
use crate::group::GroupAccess;
use crate::group::access::RequiredRole;
use crate::kit::audit::{self, AuditEntry};
use crate::kit::events::{self, EventChange, Recipients};
use crate::kit::web::{Chrome, Problem};

pub(super) async fn record_audit<R: RequiredRole>(
    seat: &mut GroupAccess<R>,
    act: &'static str,
    session: SessionId,
    chrome: &Chrome,
) -> Result<(), Problem> {
    let act = AuditEntry { practice: seat.practice().0, actor: Some(seat.person().0), act, kind: "session", subject: session.0 };
    Ok(audit::record(&mut seat.tx, act, chrome.now).await?)
}

/// Publishes a change of the session itself to everyone.
pub(super) async fn publish_board_change<R: RequiredRole>(seat: &mut GroupAccess<R>, session: SessionId) -> Result<(), Problem> {
    let change = EventChange { kind: events::BOARD, subject: session.0, to: Recipients::Everyone };
    let practice = seat.practice().0;
    events::record(&mut seat.tx, practice, session.0, change).await?;
    Ok(())
}
