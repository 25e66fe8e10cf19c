//! The page of a session's concerns: beside the live session, and after it.

use super::act::names;
use crate::concern::views::ConcernsPage;
use crate::concern::{ConcernActor, own, table};
use crate::group::{self, AnyRole, Role};
use crate::kit::web::prelude::*;
use crate::session::{self, SessionAccess, attendance, reader_store};

pub(super) async fn show(State(app): State<AppState>, chrome: Chrome, mut access: SessionAccess<AnyRole>) -> Result<Response, Problem> {
    let id = access.session();
    let group_access = &mut access.group_access;
    let actor = ConcernActor { me: group_access.membership(), role: group_access.role() };
    let names = names(&app, group_access).await?;
    let session = session::store::find(&mut group_access.tx, &app.vault, id).await?.ok_or(Problem::NotFound)?;
    if reader_store::is_closed_to(&mut group_access.tx, &session, actor.role, actor.me).await? {
        return Err(Problem::NotFound);
    }
    let group = group::store::find(&mut group_access.tx, &app.vault, session.group).await?.ok_or(Problem::NotFound)?;
    let is_here = attendance::store::is_here_by_phone(&mut group_access.tx, id, actor.me).await?;
    let mine = own::of(&mut group_access.tx, &app.vault, &session, actor, is_here, &names).await?;
    let middle = table::in_the_middle_of(&mut group_access.tx, &app.vault, &session).await?;
    let is_staff = actor.role.is_staff();
    let mut laid = Vec::new();
    if is_staff {
        laid = table::of_session(&mut group_access.tx, &app.vault, &session, &names).await?.laid;
        laid.retain(|one| !one.was_in_middle);
    }
    if own::note_read(group_access, id, &mine, chrome.now).await? {
        access.group_access.tx.commit().await?;
    }
    let chrome = chrome.in_zone(group.time_zone);
    let is_therapist = actor.role == Role::Therapist;
    Ok(chrome.page(&ConcernsPage { group, session, is_staff, is_therapist, middle, laid, mine }))
}
