//! The route of a session's page: the record of a held one, else the page of what is ahead.

use super::load::record;
use super::views::NotTherePage;
use crate::concern::own as own_concerns;
use crate::group::{self, AnyRole};
use crate::kit::web::prelude::*;
use crate::session::page::{SessionNotice, session_page};
use crate::session::{self, SessionAccess, SessionState, reader_store};

pub(in crate::record) fn routes() -> AppRoutes {
    AppRoutes::new().get(Access::GroupParticipant, "/sessions/{session}", show)
}

async fn show(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<AnyRole>) -> Result<Response, Problem> {
    let id = access.session();
    let seat = &mut access.group_access;
    let session = session::store::find(&mut seat.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    if session.state != SessionState::Ended {
        return session_page(&app, &chrome, seat, id, SessionNotice::Nothing).await;
    }
    let group = group::store::find(&mut seat.tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let chrome = chrome.in_zone(group.time_zone);
    let (me, role, now) = (seat.membership(), seat.role(), chrome.now);
    if reader_store::is_closed_to(&mut seat.tx, &session, role, me).await? {
        return Ok(chrome.page(&NotTherePage { group, session }));
    }
    let page = record(&app, &chrome, seat, group, session).await?;
    // What is read here is logged as on the pages of its own.
    let mut logged = own_concerns::note_read(seat, id, &page.mine, now).await?;
    if page.closing.is_some() {
        logged |= seat.audit_read(AuditAction::ClosingRead, id.0, now).await?;
    }
    let response = chrome.page(&page);
    if logged {
        access.group_access.tx.commit().await?;
    }
    Ok(response)
}
